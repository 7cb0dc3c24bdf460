import {
  dateAt,
  prefixOf,
  refusalEntry,
  type Actor,
  type Command,
  type Decider,
  type Decision,
  type LoggedEvent,
  type Proposal,
} from '#kernel';
import { decode, logged, refusalStream, type EventMeta, type Unhashed } from '#contract/event-store';
import { LEDGER_DECIDERS } from '../deciders.js';
import { LEDGER_EVENTS } from '../event-catalogue.js';
import { isJsonObject, isPlain } from '../pack/json-in.js';
import { conservationBreaches } from './conservation.js';
import { differences } from './differences.js';
import type { FindingCode, FindingPlace, Findings } from './findings.js';
import { WHOLE, type Share } from './share.js';
import { LedgerStates, OutsideShare } from './states.js';

const DECIDERS: ReadonlyMap<string, Decider> = new Map(
  LEDGER_DECIDERS.map((decider) => [decider.command, decider]),
);
const REFUSED = 'CommandRefused';

/** A command being compared: what the rules give, and how much of it the log has shown so far. */
interface Open {
  readonly meta: EventMeta;
  /** The same without the command, and as the text that every further event of it has as its meta. */
  readonly bare: Omit<EventMeta, 'command'>;
  readonly rest: string;
  readonly first: number;
  /** Whether this audit is the one to decide it. */
  readonly own: boolean;
  /** Nothing when it is another's, when the rules could not be asked, or when they come to another decision. */
  readonly expected: readonly Proposal[] | undefined;
  seen: number;
}

/** How many commands were decided again. */
export interface RuleCounts {
  accepted: number;
  refused: number;
}

/**
 * 规则复核：folds the whole log and decides every command again, accepted or refused, with the rules and the policies
 * in force at its moment; whatever differs from what is recorded is a finding. Quota is counted after every event.
 */
export class RuleAudit {
  readonly states: LedgerStates;
  readonly counts: RuleCounts = { accepted: 0, refused: 0 };
  private open: Open | undefined;

  constructor(
    private readonly findings: Findings,
    private readonly share: Share = WHOLE,
  ) {
    this.states = new LedgerStates((prefix) => share.asks(prefix));
  }

  /** Takes the next event; answers it decoded, unless it cannot be or nobody here had to read it. */
  read(stored: Unhashed): LoggedEvent | undefined {
    const meta = this.metaOf(stored);
    if (meta === undefined) return undefined;
    if (meta.command !== undefined) this.begin(stored, meta);
    const own = this.isOwn(stored, meta);
    const expected = own ? this.expectedAs(stored) : undefined;
    const prefix = prefixOf(stored.stream);
    const folds = this.share.folds(prefix);
    const event = own || folds ? this.decoded(stored, meta, { own, expected }) : undefined;
    if (own && expected === undefined && event !== undefined) this.compare(stored, event);
    if (this.open !== undefined) this.open.seen += 1;
    if (!folds) this.follow(stored, meta, event);
    else if (event !== undefined) this.fold(stored, event);
    return event;
  }

  /** Once the last event was read. */
  end(): void {
    this.settle();
    this.open = undefined;
  }

  private add(
    { position }: { readonly position: number },
    code: FindingCode,
    place: FindingPlace = {},
  ): void {
    this.findings.add(code, { position, ...place });
  }

  private decoded(
    stored: Unhashed,
    meta: EventMeta,
    { own, expected }: { readonly own: boolean; readonly expected: Proposal | undefined },
  ): LoggedEvent | undefined {
    const isKnown = Object.hasOwn(LEDGER_EVENTS, stored.type);
    try {
      if (expected !== undefined && isPlain(expected.data)) return logged(stored, meta, expected.data);
      if (isKnown) return decode(stored, LEDGER_EVENTS, meta);
    } catch {
      if (own) this.add(stored, 'UNREADABLE', { field: 'body' });
    }
    if (own && !isKnown) this.add(stored, 'UNKNOWN_TYPE', { field: 'type', detail: stored.type });
    return undefined;
  }

  /**
   * What the other folds and a decision here may ask for: state at once where the event is decoded, else what state can
   * be made of and no more.
   */
  private follow(stored: Unhashed, { actor, commandId }: EventMeta, event: LoggedEvent | undefined): void {
    if (!this.share.asks(prefixOf(stored.stream))) return;
    if (event === undefined) {
      const kept = { ...stored, meta: '' };
      this.states.readLater(stored.stream, () => decode(kept, LEDGER_EVENTS, { actor, commandId }));
    } else {
      this.states.readLater(stored.stream, () => event);
      this.states.catchUp(stored.stream);
    }
  }

  private fold(stored: Unhashed, event: LoggedEvent): void {
    try {
      this.states.read(event);
      for (const detail of conservationBreaches(event, this.states))
        this.add(stored, 'CONSERVATION', { detail });
    } catch {
      this.add(stored, 'UNREADABLE', { field: 'body' });
    }
  }

  /** Most events carry the very text that their command's first event lets expect. */
  private metaOf(stored: Unhashed): EventMeta | undefined {
    if (this.open !== undefined && stored.meta === this.open.rest) return this.open.bare;
    try {
      const meta: unknown = JSON.parse(stored.meta);
      if (isJsonObject(meta)) return meta as unknown as EventMeta;
    } catch {
      // Said below.
    }
    if (this.share.names) this.add(stored, 'UNREADABLE', { field: 'meta' });
    return undefined;
  }

  private begin(stored: Unhashed, meta: EventMeta): void {
    this.settle();
    const bare = { ...meta, command: undefined };
    const rest = JSON.stringify(bare);
    const own = this.share.decides(meta.command?.type ?? '');
    const expected = own ? this.decide(stored, meta) : undefined;
    this.open = { meta, bare, rest, first: stored.position, own, expected, seen: 0 };
  }

  /** What the rules give for a command, if they come to the decision that is recorded. */
  private decide(stored: Unhashed, meta: EventMeta): readonly Proposal[] | undefined {
    const decision = this.ask(stored, meta);
    if (decision === undefined) return undefined;
    const wasRefused = stored.type === REFUSED;
    if (wasRefused) this.counts.refused += 1;
    else this.counts.accepted += 1;
    if (decision.ok) {
      if (!wasRefused) return decision.events;
      this.add(stored, 'DECISION', { field: 'type', detail: '同意 ACCEPTED' });
      return undefined;
    }
    const { code, params, rules } = decision.refusal;
    if (!wasRefused || refusalEntry(code).status !== 409) {
      this.add(stored, 'DECISION', { field: 'type', detail: `不予办理 ${code}` });
      return undefined;
    }
    const data = { command: meta.command?.type, data: meta.command?.data, code, params, rules };
    return [{ stream: refusalStream(meta.actorPlace), type: REFUSED, data }];
  }

  private ask(stored: Unhashed, meta: EventMeta): Decision | undefined {
    const decider = DECIDERS.get(meta.command?.type ?? '');
    if (decider === undefined) {
      this.add(stored, 'UNKNOWN_COMMAND', { field: 'meta', detail: String(meta.command?.type) });
      return undefined;
    }
    const at = stored.recordedAt;
    const actor = { id: meta.actor, roles: meta.actorRoles, place: meta.actorPlace } as Actor;
    const { type, data } = meta.command as NonNullable<EventMeta['command']>;
    const command: Command = { type, data, actor, commandId: meta.commandId, at, today: dateAt(at) };
    try {
      return decider.decide(command, this.states.reader);
    } catch (error) {
      if (error instanceof OutsideShare) throw error;
      this.add(stored, 'DECISION', { field: 'meta', detail: String(error) });
      return undefined;
    }
  }

  /** Whether it is for this audit to say what is wrong with an event; that one is of no command is said once. */
  private isOwn(stored: Unhashed, { commandId }: EventMeta): boolean {
    if (this.open !== undefined && commandId === this.open.meta.commandId) return this.open.own;
    this.settle();
    this.open = undefined;
    if (this.share.names) this.add(stored, 'NO_COMMAND', { field: 'meta' });
    return this.share.names;
  }

  /** What the rules give, where the event is that to the letter: then it need not be parsed to be compared. */
  private expectedAs(stored: Unhashed): Proposal | undefined {
    const { open } = this;
    const expected = open?.expected?.[open.seen];
    if (open === undefined || expected === undefined) return undefined;
    const { stream, type, occurredAt = stored.recordedAt, data } = expected;
    const same =
      (open.seen === 0 || stored.meta === open.rest) &&
      stored.stream === stream &&
      stored.type === type &&
      stored.schemaVersion === LEDGER_EVENTS[type]?.version &&
      stored.occurredAt === occurredAt &&
      stored.body === JSON.stringify(data);
    return same ? expected : undefined;
  }

  private compare(stored: Unhashed, event: LoggedEvent): void {
    const { open } = this;
    if (open === undefined) return;
    if (open.seen > 0 && stored.meta !== open.rest) this.add(stored, 'META', { field: 'meta' });
    if (open.expected === undefined) return;
    const expected = open.expected[open.seen];
    if (expected === undefined) this.add(stored, 'EVENT_EXTRA');
    else this.compareWith(expected, stored, event);
  }

  private compareWith(expected: Proposal, stored: Unhashed, event: LoggedEvent): void {
    const { stream, type, occurredAt = stored.recordedAt, data } = expected;
    const differs = (field: string, detail: string): void => this.add(stored, 'EVENT', { field, detail });
    if (stored.stream !== stream) differs('stream', stream);
    if (stored.type !== type) differs('type', type);
    if (stored.occurredAt !== occurredAt) differs('occurredAt', occurredAt);
    const text = JSON.stringify(data);
    if (stored.type !== type || stored.body === text) return;
    for (const path of differences(event.data, JSON.parse(text))) differs(`body.${path}`, '');
  }

  private settle(): void {
    const { open } = this;
    if (open?.expected === undefined) return;
    for (const { type } of open.expected.slice(open.seen))
      this.findings.add('EVENT_MISSING', { position: open.first, detail: type });
  }
}
