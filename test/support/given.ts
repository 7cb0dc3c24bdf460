import {
  civilDateOf,
  dateAt,
  must,
  parseCivilDate,
  parseInstant,
  startOf,
  streamName,
  type Acceptance,
  type Actor,
  type Command,
  type Decider,
  type Decision,
  type DomainEvent,
  type Fold,
  type Instant,
  type Json,
  type JsonObject,
  type Logged,
  type LoggedEvent,
  type Proposal,
  type Refusal,
  type RefusalCode,
  type Role,
  type RuleOutcome,
  type StateReader,
} from '#kernel';

/** A fact of the past; what the envelope should say may be added, as with `by` and `on`. */
export type Past = DomainEvent & {
  readonly actor?: string;
  readonly recordedAt?: Instant;
  readonly occurredAt?: Instant;
};
/** What has happened, stream by stream. */
export type History = Readonly<Record<string, readonly Past[]>>;

/** Who gives the command, when (a civil date or a moment with offset), and under which id. */
export interface Circumstances {
  readonly actor: Actor;
  readonly at?: string;
  readonly id?: string;
}

const DEFAULT_MOMENT = '2026-03-02';
const PAST = startOf(civilDateOf('2026-01-05'));

/** An account holding one role at a place, named as the demo accounts are: `county-clerk@320583`. */
export const officer = (role: Role, place: string, id = `${role}@${place}`): Actor => ({
  id,
  roles: [role],
  place,
});

/** The fact, done by this person. */
export const by = (actor: Actor | string, event: Past): Past => ({
  ...event,
  actor: typeof actor === 'string' ? actor : actor.id,
});
/** The fact, recorded at this date or moment. */
export const on = (moment: string, event: Past): Past => ({ ...event, recordedAt: momentOf(moment) });

const momentOf = (text: string): Instant => {
  const date = parseCivilDate(text);
  return date === undefined ? must(parseInstant(text), `moment ${text}`) : startOf(date);
};

type Log = readonly LoggedEvent[];

const logged = (
  log: Log,
  stream: string,
  { type, data, actor, recordedAt, occurredAt }: Past,
): LoggedEvent => {
  const position = log.length + 1;
  const at = recordedAt ?? PAST;
  return {
    type,
    data,
    stream,
    version: log.filter((event) => event.stream === stream).length + 1,
    position,
    eventId: `event-${position}`,
    occurredAt: occurredAt ?? at,
    recordedAt: at,
    actor: actor ?? 'somebody',
    commandId: `past-${position}`,
  };
};

const stateOf = <S>(log: Log, fold: Fold<S>, id: string): S => {
  const stream = streamName(fold.prefix, id);
  return log
    .filter((event) => event.stream === stream)
    .reduce((state, event) => fold.evolve(state, event as Logged<DomainEvent>), fold.initial(stream));
};

const readerOf = (log: Log): StateReader =>
  Object.assign(<S>(fold: Fold<S>, id: string): S => stateOf(log, fold, id), { expect: () => undefined });

/** A ledger in memory at one point of its history. Immutable: a decision gives another one. */
export class Given {
  constructor(private readonly log: Log) {}

  /** What has happened, in order, as whoever follows the log is told. */
  get events(): readonly LoggedEvent[] {
    return this.log;
  }

  /** The state a decider would read. */
  state<S>(fold: Fold<S>, id: string): S {
    return stateOf(this.log, fold, id);
  }

  /** For rules that read state themselves. */
  reader(): StateReader {
    return readerOf(this.log);
  }

  /** Asks a decider, twice: both answers must be the same plain JSON, for the executor may ask again. */
  when<D>(decider: Decider<D>, data: D, { actor, at = DEFAULT_MOMENT, id }: Circumstances): Outcome {
    const moment = momentOf(at);
    const command: Command<D> = {
      type: decider.command,
      data,
      actor,
      commandId: id ?? `command-${this.log.length + 1}`,
      at: moment,
      today: dateAt(moment),
    };
    const decide = (): Decision => decider.decide(command, readerOf(this.log));
    const decision = decide();
    expect(JSON.stringify(decide())).toBe(JSON.stringify(decision));
    return new Outcome(decision, this.log, command);
  }
}

/** What the decider said. */
export class Outcome {
  constructor(
    readonly decision: Decision,
    private readonly log: Log,
    private readonly command: Command,
  ) {}

  /** The rule trace, of an accept and a refusal alike. */
  get rules(): readonly RuleOutcome[] {
    return this.decision.ok ? this.decision.rules : this.decision.refusal.rules;
  }

  /** The outcomes of one rule in the order asked. */
  verdicts(code: RefusalCode): readonly string[] {
    return this.rules.filter((rule) => rule.code === code).map((rule) => rule.outcome);
  }

  /** Accepted with exactly these events, or with events that a check is content with. */
  thenEvents(expected: readonly Proposal[] | ((events: readonly Proposal[]) => void)): Given {
    const { events } = this.accepted();
    if (typeof expected === 'function') expected(events);
    else expect(events).toEqual(expected);
    return this.next();
  }

  /** Accepted, and the answer holds at least these fields. */
  thenAnswers(expected: JsonObject): Given {
    const { events, answer } = this.accepted();
    const position = this.log.length + events.length;
    const positions = events.map((_, index) => this.log.length + index + 1);
    expect(answer({ position, positions, recordedAt: this.command.at })).toMatchObject(expected);
    return this.next();
  }

  /** Refused with this code, as the leading ground, and at least these parameters. */
  thenRefused(code: RefusalCode, params: Readonly<Record<string, Json>> = {}): Refusal {
    const { decision } = this;
    if (decision.ok) throw new Error(`expected ${code}, but ${this.command.type} was accepted`);
    expect({ code: decision.refusal.code, params: decision.refusal.params }).toMatchObject({ code, params });
    return decision.refusal;
  }

  /** Accepted, whatever it wrote: the ledger after it. */
  thenAccepted(): Given {
    this.accepted();
    return this.next();
  }

  private accepted(): Acceptance {
    const { decision, command } = this;
    if (decision.ok) return decision;
    throw new Error(`${command.type} was refused: ${JSON.stringify(decision.refusal)}`);
  }

  private next(): Given {
    const { actor, commandId, at } = this.command;
    return new Given(
      this.accepted().events.reduce<Log>((log, { stream, type, data, occurredAt }) => {
        const past = { type, data, actor: actor.id, recordedAt: at, occurredAt: occurredAt ?? at };
        return [...log, { ...logged(log, stream, past), commandId }];
      }, this.log),
    );
  }
}

/** A ledger in which this has happened, in the order written. */
export const given = (history: History = {}): Given =>
  new Given(
    Object.entries(history).reduce<Log>(
      (log, [stream, past]) =>
        past.reduce<Log>((grown, event) => [...grown, logged(grown, stream, event)], log),
      [],
    ),
  );
