import {
  dateAt,
  refusalEntry,
  type Actor,
  type Command,
  type Decider,
  type Decision,
  type LoggedEvent,
  type Proposal,
} from '#kernel';
import { decode, refusalStream, type EventMeta, type StoredEvent } from '#contract/event-store';
import { LEDGER_DECIDERS } from '../deciders.js';
import { LEDGER_EVENTS } from '../event-catalogue.js';
import { conservationBreaches } from './conservation.js';
import { differences } from './differences.js';
import type { FindingCode, FindingPlace, Findings } from './findings.js';
import { LedgerStates } from './states.js';

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
  /** Nothing when the rules could not be asked or came to another decision, which was said already. */
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
  readonly states = new LedgerStates();
  readonly counts: RuleCounts = { accepted: 0, refused: 0 };
  private open: Open | undefined;

  constructor(private readonly findings: Findings) {}

  /** Takes the next event; answers it decoded, unless it cannot be. */
  read(stored: StoredEvent): LoggedEvent | undefined {
    const parsed = this.decoded(stored);
    if (parsed === undefined) return undefined;
    const { event, meta } = parsed;
    if (meta.command !== undefined) this.begin(stored, meta);
    this.compare(stored, event);
    try {
      this.states.read(event);
      for (const detail of conservationBreaches(event, this.states))
        this.add(stored, 'CONSERVATION', { detail });
    } catch {
      this.add(stored, 'UNREADABLE', { field: 'body' });
    }
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

  private decoded(stored: StoredEvent): { event: LoggedEvent; meta: EventMeta } | undefined {
    if (!Object.hasOwn(LEDGER_EVENTS, stored.type)) {
      this.add(stored, 'UNKNOWN_TYPE', { field: 'type', detail: stored.type });
      return undefined;
    }
    try {
      const meta = this.metaOf(stored);
      return { meta, event: decode(stored, LEDGER_EVENTS, meta) };
    } catch {
      this.add(stored, 'UNREADABLE', { field: 'body' });
      return undefined;
    }
  }

  /** Most events carry the very text that their command's first event lets expect. */
  private metaOf({ meta }: StoredEvent): EventMeta {
    if (this.open !== undefined && meta === this.open.rest) return this.open.bare;
    return JSON.parse(meta) as EventMeta;
  }

  private begin(stored: StoredEvent, meta: EventMeta): void {
    this.settle();
    const bare = { ...meta, command: undefined };
    const rest = JSON.stringify(bare);
    const expected = this.decide(stored, meta);
    this.open = { meta, bare, rest, first: stored.position, expected, seen: 0 };
  }

  /** What the rules give for a command, if they come to the decision that is recorded. */
  private decide(stored: StoredEvent, meta: EventMeta): readonly Proposal[] | undefined {
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

  private ask(stored: StoredEvent, meta: EventMeta): Decision | undefined {
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
      this.add(stored, 'DECISION', { field: 'meta', detail: String(error) });
      return undefined;
    }
  }

  private compare(stored: StoredEvent, event: LoggedEvent): void {
    const { open } = this;
    if (open === undefined || event.commandId !== open.meta.commandId) {
      this.settle();
      this.open = undefined;
      this.add(stored, 'NO_COMMAND', { field: 'meta' });
      return;
    }
    const place = open.seen;
    open.seen += 1;
    if (place > 0 && stored.meta !== open.rest) this.add(stored, 'META', { field: 'meta' });
    if (open.expected === undefined) return;
    const expected = open.expected[place];
    if (expected === undefined) this.add(stored, 'EVENT_EXTRA');
    else this.compareWith(expected, stored, event);
  }

  private compareWith(expected: Proposal, stored: StoredEvent, event: LoggedEvent): void {
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
