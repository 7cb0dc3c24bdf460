import { randomUUID } from 'node:crypto';
import {
  must,
  type Acceptance,
  type CivilDate,
  type Command,
  type Decider,
  type Decision,
  type EventCatalogue,
  type Instant,
  type JsonObject,
  type Proposal,
  type Refusal,
} from '#kernel';
import {
  decode,
  headAt,
  refusalStream,
  seal,
  type EventMeta,
  type Head,
  type StoredEvent,
} from '../contract/index.js';
import type { CommandRecord, LogReads, SealedBatch } from '../port.js';
import { isFact, recordOf } from './replies.js';
import { Speculation, StateMissing } from './speculation.js';
import type { StreamStates } from './stream-states.js';
import type { Job, Outcome, Submission } from './submission.js';

/** What the deciding of one batch rests on. */
export interface RoundSetting {
  readonly ledger: string;
  readonly deciders: ReadonlyMap<string, Decider>;
  readonly catalogue: EventCatalogue;
  readonly states: StreamStates;
  /** The head that the states are as of. */
  readonly base: Head;
  /** The moment of every command of the round, and its civil date. */
  readonly at: Instant;
  readonly today: CivilDate;
}

/** What one job came to, if the round is committed. */
export interface Verdict {
  readonly job: Job;
  readonly outcome: Outcome | Error;
  readonly record: CommandRecord | undefined;
}

/** UUIDs of version 7 (RFC 9562): new ones lie together at the end of their index, however large it has grown. */
const eventIdsAt = (at: Instant): (() => string) => {
  const time = Date.parse(at).toString(16).padStart(12, '0');
  const prefix = `${time.slice(0, 8)}-${time.slice(8)}-7`;
  return () => prefix + randomUUID().slice(prefix.length);
};

interface Draft {
  readonly sealed: readonly StoredEvent[];
  readonly meta: EventMeta;
}

const metaOf = ({ command, correlationId, causationId }: Submission): EventMeta => ({
  actor: command.actor.id,
  actorRoles: command.actor.roles,
  actorPlace: command.actor.place,
  commandId: command.commandId,
  ...(correlationId !== undefined && { correlationId }),
  ...(causationId !== undefined && { causationId }),
  command: { type: command.type, data: command.data as JsonObject },
});

/**
 * One batch being decided: each command sees what the ones before it did. Nothing of it is true, and nobody may be
 * told of it, until its events and records are committed on the head it rests on.
 */
export class Round {
  readonly verdicts: Verdict[] = [];
  readonly #events: StoredEvent[] = [];
  readonly #speculation: Speculation;
  readonly #newEventId: () => string;
  #head: Head;

  constructor(private readonly setting: RoundSetting) {
    this.#speculation = new Speculation(setting.states);
    this.#newEventId = eventIdsAt(setting.at);
    this.#head = setting.base;
  }

  get base(): Head {
    return this.setting.base;
  }

  /** Where the ledger ends once the round is committed. */
  get head(): Head {
    return this.#head;
  }

  /** How many events it writes. */
  get size(): number {
    return this.#events.length;
  }

  get writes(): boolean {
    return this.size > 0 || this.verdicts.some(({ record }) => record !== undefined);
  }

  get batch(): SealedBatch {
    const commands = this.verdicts.flatMap(({ record }) => record ?? []);
    return { ledger: this.setting.ledger, expected: this.base, events: this.#events, commands };
  }

  /** Decides a job; false when streams have to be loaded first. A decider that throws fails only its own job. */
  decide(job: Job): boolean {
    try {
      const decision = this.#ask(job.submission);
      this.verdicts.push(decision.ok ? this.#accept(job, decision) : this.#refuse(job, decision.refusal));
    } catch (error) {
      if (error instanceof StateMissing) return false;
      const failure = error instanceof Error ? error : new Error(String(error));
      this.verdicts.push({ job, outcome: failure, record: undefined });
    }
    return true;
  }

  /** Finds out what a job needs without deciding it. */
  probe({ submission }: Job): void {
    try {
      this.#ask(submission);
    } catch {
      // Streams it misses are noted; anything else will show again when its turn comes.
    }
  }

  /** Loads what `decide` and `probe` found missing. */
  load(reads: LogReads): Promise<void> {
    const { ledger, catalogue, base } = this.setting;
    return this.#speculation.load({ reads, ledger, catalogue, upTo: base.position });
  }

  /** The round was committed: its states are those of the log. */
  adopt(): void {
    this.#speculation.merge();
    this.setting.states.head = this.#head;
  }

  /** Asks the decider, and makes sure that the version of every stream to be written is known. */
  #ask(submission: Submission): Decision {
    const { deciders, at, today } = this.setting;
    const { command, ifMatch } = submission;
    if (ifMatch !== undefined) {
      this.#speculation.require([ifMatch.stream]);
      const current = this.#speculation.versionOf(ifMatch.stream);
      if (current !== ifMatch.version) {
        const params = { seen: ifMatch.version, current };
        return { ok: false, refusal: { code: 'VERSION_MISMATCH', params, rules: [] } };
      }
    }
    const { type, data, actor, commandId } = command;
    const order: Command = { type, data, actor, commandId, at, today };
    const decider = must(deciders.get(type), `decider of ${type}`);
    const decision = decider.decide(order, this.#speculation.reader);
    this.#speculation.require(this.#streamsOf(submission, decision));
    return decision;
  }

  #streamsOf({ command, dryRun }: Submission, decision: Decision): readonly string[] {
    if (decision.ok) return decision.events.map(({ stream }) => stream);
    return isFact(decision.refusal.code) && dryRun !== true ? [refusalStream(command.actor.place)] : [];
  }

  #accept(job: Job, { events, rules, answer }: Acceptance): Verdict {
    const { submission } = job;
    const dryRun = submission.dryRun === true;
    const draft = this.#draft(submission, events);
    const position = (draft.sealed.at(-1) ?? this.#head).position;
    const positions = draft.sealed.map((event) => event.position);
    const told = answer({ position, positions, recordedAt: this.setting.at });
    const versions = Object.fromEntries(draft.sealed.map(({ stream, version }) => [stream, version]));
    const outcome: Outcome = {
      ok: true,
      answer: told,
      rules,
      position: dryRun ? this.#head.position : position,
      versions: dryRun ? {} : versions,
      replayed: false,
      dryRun,
    };
    return dryRun ? { job, outcome, record: undefined } : this.#keep(job, outcome, draft);
  }

  #refuse(job: Job, refusal: Refusal): Verdict {
    const { command, dryRun } = job.submission;
    const outcome: Outcome = { ok: false, refusal, replayed: false, dryRun: dryRun === true };
    if (dryRun === true) return { job, outcome, record: undefined };
    const { code, params, rules } = refusal;
    const data = { command: command.type, data: command.data, code, params, rules };
    const facts = isFact(code)
      ? [{ stream: refusalStream(command.actor.place), type: 'CommandRefused', data }]
      : [];
    return this.#keep(job, outcome, this.#draft(job.submission, facts));
  }

  /** Gives proposals their place in the log; nothing of the round changes yet. */
  #draft(submission: Submission, proposals: readonly Proposal[]): Draft {
    const { ledger, at, catalogue } = this.setting;
    const meta = metaOf(submission);
    const first = JSON.stringify(meta);
    const rest = proposals.length > 1 ? JSON.stringify({ ...meta, command: undefined }) : first;
    const events = proposals.map(({ stream, type, data, occurredAt }, index) => ({
      stream,
      eventId: this.#newEventId(),
      type,
      schemaVersion: must(catalogue[type], `event type ${type}`).version,
      occurredAt: occurredAt ?? at,
      body: JSON.stringify(data),
      meta: index === 0 ? first : rest,
    }));
    const versionOf = (stream: string): number => this.#speculation.versionOf(stream);
    return { sealed: seal({ ledger, head: this.#head, recordedAt: at, versionOf }, events), meta };
  }

  /**
   * From here on the following commands see the draft's events, read back from the very texts that will be
   * written.
   */
  #keep(job: Job, outcome: Outcome, { sealed, meta }: Draft): Verdict {
    const last = sealed.at(-1);
    const position = last?.position ?? this.#head.position;
    const record = recordOf(job.submission, outcome, position);
    this.#speculation.evolve(sealed.map((event) => decode(event, this.setting.catalogue, meta)));
    this.#events.push(...sealed);
    if (last !== undefined) this.#head = headAt(last);
    return { job, outcome, record };
  }
}
