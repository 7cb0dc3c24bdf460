import {
  dateAt,
  instantOf,
  must,
  refusalEntry,
  sha256Hex,
  type Actor,
  type Command,
  type Decider,
  type JsonObject,
  type Proposal,
  type Role,
} from '#kernel';
import { LEDGER_DECIDERS, LEDGER_EVENTS, LedgerStates } from '#libs/audit';
import {
  decode,
  EMPTY_HEAD,
  headAt,
  refusalStream,
  seal,
  type EventMeta,
  type StoredEvent,
} from '#libs/event-store';
import { cityAtWork, type Order, type Procedure } from './city-procedures.js';

const BEGINS = Date.UTC(2026, 1, 2, 1);
const ENDS = Date.UTC(2026, 11, 15, 1);
/** How many procedures are open at a time. */
const DESKS = 40;

const deciders: ReadonlyMap<string, Decider> = new Map(
  LEDGER_DECIDERS.map((decider) => [decider.command, decider]),
);

/** A number that looks like any other UUID and is the same in every run. */
const uuidOf = (name: string): string => {
  const hex = sha256Hex(name);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

/** A procedure under way, and what it was told last. */
interface Desk {
  readonly procedure: Procedure;
  told: JsonObject | undefined;
}

const officer = (role: Role, place: string): Actor => ({ id: `${role}@${place}`, roles: [role], place });

/**
 * The ledger of a city at work from February to December, by the product's own deciders: the same events in every run.
 * Ends with the command that brings it to `count` events.
 */
export class CityLedger {
  private readonly states = new LedgerStates();
  private readonly versions = new Map<string, number>();
  private readonly desks: Desk[] = [];
  private readonly arriving: Generator<Procedure>;
  private head = EMPTY_HEAD;
  private commands = 0;

  constructor(
    private readonly ledger: string,
    private readonly count: number,
  ) {
    this.arriving = cityAtWork(() => dateAt(this.now()));
  }

  *events(): Generator<StoredEvent> {
    // What the city opens with comes before anything else, alone.
    yield* this.toTheEnd(this.begun().procedure);
    for (let turn = 0; this.head.position < this.count; turn += 1) {
      const desk = (this.desks[turn % DESKS] ??= this.begun());
      const { value: order, done } = desk.procedure.next(desk.told);
      if (done === true) this.desks[turn % DESKS] = this.begun();
      else desk.told = yield* this.give(order);
    }
  }

  private begun(): Desk {
    return {
      procedure: must(this.arriving.next().value as Procedure | undefined, 'a procedure'),
      told: undefined,
    };
  }

  private *toTheEnd(procedure: Procedure): Generator<StoredEvent> {
    let told: JsonObject | undefined;
    for (let next = procedure.next(); next.done !== true; next = procedure.next(told))
      told = yield* this.give(next.value);
  }

  private now() {
    const share = Math.min(this.head.position / this.count, 1);
    return instantOf(BEGINS + Math.floor(share * (ENDS - BEGINS)));
  }

  /** Decides an order and yields what it writes; answers what the officer is told, nothing when refused. */
  private *give({ type, data, role, place }: Order): Generator<StoredEvent, JsonObject | undefined> {
    this.commands += 1;
    const at = this.now();
    const actor = officer(role, place);
    const command: Command = {
      type,
      data,
      actor,
      commandId: uuidOf(`command ${this.commands}`),
      at,
      today: dateAt(at),
    };
    const decision = must(deciders.get(type), type).decide(command, this.states.reader);
    if (decision.ok) {
      const positions = decision.events.map((_, index) => this.head.position + 1 + index);
      yield* this.write(command, decision.events);
      return decision.answer({ position: this.head.position, positions, recordedAt: at });
    }
    const { code, params, rules } = decision.refusal;
    if (refusalEntry(code).status !== 409) throw new Error(`${type}: ${code} leaves no trace in the ledger`);
    yield* this.write(command, [
      {
        stream: refusalStream(place),
        type: 'CommandRefused',
        data: { command: type, data, code, params, rules },
      },
    ]);
    return undefined;
  }

  private *write(
    { type, data, actor, commandId, at }: Command,
    proposals: readonly Proposal[],
  ): Generator<StoredEvent> {
    const bare = { actor: actor.id, actorRoles: actor.roles, actorPlace: actor.place, commandId };
    const first: EventMeta = { ...bare, command: { type, data: data as JsonObject } };
    const events = proposals.map((proposal, index) => ({
      stream: proposal.stream,
      eventId: uuidOf(`event ${this.head.position + index}`),
      type: proposal.type,
      schemaVersion: must(LEDGER_EVENTS[proposal.type], proposal.type).version,
      occurredAt: proposal.occurredAt ?? at,
      body: JSON.stringify(proposal.data),
      meta: JSON.stringify(index === 0 ? first : bare),
    }));
    const versionOf = (stream: string): number => this.versions.get(stream) ?? 0;
    for (const event of seal({ ledger: this.ledger, head: this.head, recordedAt: at, versionOf }, events)) {
      this.versions.set(event.stream, event.version);
      this.states.read(decode(event, LEDGER_EVENTS, bare));
      this.head = headAt(event);
      yield event;
    }
  }
}
