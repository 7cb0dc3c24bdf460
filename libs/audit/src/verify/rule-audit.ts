import { prefixOf, refusalEntry, type Decision, type LoggedEvent, type Proposal } from '#kernel';
import { decode, logged, refusalStream, type EventMeta, type Unhashed } from '#contract/event-store';
import { LEDGER_EVENTS } from '../event-catalogue.js';
import { utf8 } from '../notes/encoding.js';
import type { LeafEvent } from '../pack/leaf-event.js';
import { sameBytes } from '../tree/hasher.js';
import { BareMeta, Headings, metaIn, type Heading } from './bare-meta.js';
import { conservationBreaches } from './conservation.js';
import { commandOf, deciderOf } from './command-of.js';
import { differences } from './differences.js';
import type { FindingCode, FindingPlace, Findings } from './findings.js';
import { WHOLE, type Share } from './share.js';
import { LedgerStates, OutsideShare, type Kind } from './states.js';
import { isWrittenAs } from './written-as.js';

const REFUSED = 'CommandRefused';

/** A command being compared: what the rules give, and how much of it the log has shown so far. */
interface Open {
  /** The meta of each further event of it. */
  readonly rest: BareMeta;
  readonly first: number;
  /** Whether this audit is the one to decide it. */
  readonly own: boolean;
  /** Nothing when it is another's, when the rules could not be asked, or when they come to another decision. */
  readonly expected: readonly Proposal[] | undefined;
  seen: number;
}

interface Followed {
  readonly stored: LeafEvent;
  readonly meta: BareMeta;
  readonly event: LoggedEvent | undefined;
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
  private readonly headings = new Headings();

  constructor(
    private readonly findings: Findings,
    private readonly share: Share = WHOLE,
  ) {
    this.states = new LedgerStates(share);
  }

  /** Takes the next event; answers it decoded, unless it cannot be or nobody here had to read it. */
  read(stored: LeafEvent): LoggedEvent | undefined {
    // Most events carry the very bytes that their command's first event lets expect.
    const isRest = this.open !== undefined && sameBytes(stored.metaBytes, this.open.rest.bytes);
    const meta = isRest ? this.open?.rest : this.begun(stored);
    if (meta === undefined) return undefined;
    const own = this.isOwn(stored, meta);
    const expected = own ? this.expectedAs(stored, isRest) : undefined;
    const kind = this.states.kindOf(stored.stream);
    const folds = kind?.folds ?? this.share.folds(prefixOf(stored.stream));
    const event = own || folds ? this.decoded(stored, meta, { own, expected }) : undefined;
    if (own && expected === undefined && event !== undefined) this.compare(stored, event, isRest);
    if (this.open !== undefined) this.open.seen += 1;
    if (!folds && kind?.asks === true) this.follow(kind, { stored, meta, event });
    else if (folds && event !== undefined) this.fold(stored, event, kind);
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
    { read: meta }: BareMeta,
    { own, expected }: { readonly own: boolean; readonly expected: Proposal | undefined },
  ): LoggedEvent | undefined {
    const isKnown = Object.hasOwn(LEDGER_EVENTS, stored.type);
    if (meta === undefined) return undefined;
    try {
      if (expected !== undefined) return logged(stored, meta, expected.data);
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
  private follow(kind: Kind, { stored, meta, event }: Followed): void {
    if (event === undefined) this.states.readLater(kind, stored, meta.bytes);
    else this.states.readOrPass(kind, event);
  }

  private fold(stored: Unhashed, event: LoggedEvent, kind: Kind | undefined): void {
    try {
      this.states.read(event, kind);
      for (const detail of conservationBreaches(event, this.states))
        this.add(stored, 'CONSERVATION', { detail });
    } catch {
      this.add(stored, 'UNREADABLE', { field: 'body' });
    }
  }

  /** Begins with the command that an event brings, if any. Answers the meta without it; nothing for what is no meta. */
  private begun(stored: LeafEvent): BareMeta | undefined {
    const heading = this.headings.in(stored.metaBytes);
    if (heading !== undefined) return this.begin(stored, heading);
    const meta = metaIn(stored.metaBytes);
    if (meta === undefined) {
      if (this.share.names) this.add(stored, 'UNREADABLE', { field: 'meta' });
      return undefined;
    }
    if (meta.command === undefined) return new BareMeta(stored.metaBytes);
    const bare = new BareMeta(utf8(JSON.stringify({ ...meta, command: undefined })));
    return this.begin(stored, { type: meta.command.type, bare });
  }

  private begin(stored: LeafEvent, heading: Heading): BareMeta {
    this.settle();
    const own = this.share.decides(heading.type);
    const expected = own ? this.decide(stored, heading) : undefined;
    this.open = { rest: heading.bare, first: stored.position, own, expected, seen: 0 };
    return heading.bare;
  }

  /** What the rules give for a command, if they come to the decision that is recorded. */
  private decide(stored: LeafEvent, { type, bare }: Heading): readonly Proposal[] | undefined {
    const meta = metaIn(stored.metaBytes);
    if (meta === undefined || meta.command?.type !== type) {
      this.add(stored, 'UNREADABLE', { field: 'meta' });
      return undefined;
    }
    bare.takeFrom(meta);
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
    const decider = deciderOf(meta);
    if (decider === undefined) {
      this.add(stored, 'UNKNOWN_COMMAND', { field: 'meta', detail: String(meta.command?.type) });
      return undefined;
    }
    try {
      return decider.decide(commandOf(meta, stored.recordedAt), this.states.reader);
    } catch (error) {
      if (error instanceof OutsideShare) throw error;
      this.add(stored, 'DECISION', { field: 'meta', detail: String(error) });
      return undefined;
    }
  }

  /** Whether it is for this audit to say what is wrong with an event; that one is of no command is said once. */
  private isOwn(stored: Unhashed, meta: BareMeta): boolean {
    const { open } = this;
    if (open !== undefined && (meta === open.rest || meta.read?.commandId === open.rest.read?.commandId))
      return open.own;
    this.settle();
    this.open = undefined;
    if (this.share.names) this.add(stored, 'NO_COMMAND', { field: 'meta' });
    return this.share.names;
  }

  /** What the rules give, where the event is that to the letter: then it need not be read to be compared. */
  private expectedAs(stored: LeafEvent, isRest: boolean): Proposal | undefined {
    const { open } = this;
    const expected = open?.expected?.[open.seen];
    if (open === undefined || expected === undefined) return undefined;
    const { stream, type, occurredAt = stored.recordedAt, data } = expected;
    const same =
      (open.seen === 0 || isRest) &&
      stored.stream === stream &&
      stored.type === type &&
      stored.schemaVersion === LEDGER_EVENTS[type]?.version &&
      stored.occurredAt === occurredAt &&
      isWrittenAs(data, stored.bodyBytes);
    return same ? expected : undefined;
  }

  private compare(stored: Unhashed, event: LoggedEvent, isRest: boolean): void {
    const { open } = this;
    if (open === undefined) return;
    if (open.seen > 0 && !isRest) this.add(stored, 'META', { field: 'meta' });
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
