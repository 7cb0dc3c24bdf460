import {
  civilDateOf,
  instantOf,
  InvariantViolation,
  startOf,
  type Actor,
  type Instant,
  type JsonObject,
  type Role,
} from '#kernel';
import { LEDGER_DECIDERS, LEDGER_EVENTS } from '#libs/audit';
import { Clock, LedgerExecutor, type EventStore, type Outcome } from '#libs/event-store';

import { LEDGER } from '../ledger/ledger.constants.js';

const OFFICE_OPENS_MS = 9 * 3_600_000;

/** The story's own time: acts of a day begin at nine in the morning, a second apart. */
class StoryClock extends Clock {
  private moment = 0;

  now(): Instant {
    return instantOf(this.moment);
  }

  turnTo(day: string): void {
    this.moment = Math.max(Date.parse(startOf(civilDateOf(day))) + OFFICE_OPENS_MS, this.moment + 1_000);
  }
}

export interface Act {
  readonly type: string;
  readonly data: object;
  /** What it is known by. Without a name it takes the next number, so an act told later than others gets one. */
  readonly name?: string;
}
export type Scene = (story: Storyteller) => Promise<void>;

/** The id of what an act created. */
export const idOf = ({ id }: JsonObject): string => {
  if (typeof id !== 'string') throw new InvariantViolation('the act created nothing');
  return id;
};

export const post = (role: Role, place: string): Actor => ({ id: `${role}@${place}`, roles: [role], place });

interface Waiting {
  readonly day: string;
  readonly resume: () => void;
}

/**
 * Plays scenes on one calendar: each is written as if it were alone, and an act waits until the others have come as
 * far as its day. The acts go to a real ledger; its rules apply to them as to everybody.
 */
export class Storyteller {
  private readonly clock = new StoryClock();
  private readonly executor: LedgerExecutor;
  private readonly waiting: Waiting[] = [];
  private playing = 0;
  private acts = 0;
  private endOfTurn: () => void = () => undefined;

  constructor(store: EventStore) {
    this.executor = new LedgerExecutor(store, {
      ledger: LEDGER,
      deciders: LEDGER_DECIDERS,
      catalogue: LEDGER_EVENTS,
      clock: this.clock,
    });
  }

  /** Plays all scenes to their end. */
  async play(scenes: readonly Scene[]): Promise<void> {
    this.playing = scenes.length;
    const ended = scenes.map((scene) => scene(this).finally(() => this.pause()));
    const failed = Promise.all(ended);
    while (this.playing > 0 || this.waiting.length > 0) {
      if (this.playing > 0) await Promise.race([this.turnIsOver(), failed]);
      else this.nextDay();
    }
    await failed;
    await this.executor.drain();
  }

  /** Waits until the other scenes have come as far as this day. */
  until(day: string): Promise<void> {
    return new Promise((resume) => {
      this.waiting.push({ day, resume });
      this.pause();
    });
  }

  /** An act that must succeed. Answers what the ledger said. */
  async tell(day: string, actor: Actor, act: Act): Promise<JsonObject> {
    const outcome = await this.submit(day, actor, act);
    if (!outcome.ok)
      throw new InvariantViolation(`${day} ${actor.id} ${act.type}: ${JSON.stringify(outcome.refusal)}`);
    return outcome.answer;
  }

  /** An act the rules must refuse, so that the demo shows a refusal with its grounds. */
  async beRefused(day: string, actor: Actor, act: Act): Promise<void> {
    const outcome = await this.submit(day, actor, act);
    if (outcome.ok) throw new InvariantViolation(`${day} ${actor.id} ${act.type}: was meant to be refused`);
  }

  private async submit(day: string, actor: Actor, { type, data, name }: Act): Promise<Outcome> {
    await this.until(day);
    const commandId = `demo-${name ?? this.number()}`;
    return this.executor.submit({
      command: { type, data, actor, commandId },
      key: `demo:${commandId}`,
      requestHash: '',
    });
  }

  private number(): string {
    this.acts += 1;
    return String(this.acts).padStart(4, '0');
  }

  private pause(): void {
    this.playing -= 1;
    if (this.playing === 0) this.endOfTurn();
  }

  private turnIsOver(): Promise<void> {
    return new Promise((resolve) => {
      this.endOfTurn = resolve;
    });
  }

  /** Wakes the scene whose day comes first; of several on one day, the one that waited longest. */
  private nextDay(): void {
    const first = this.waiting.reduce((earliest, one) => (one.day < earliest.day ? one : earliest));
    this.waiting.splice(this.waiting.indexOf(first), 1);
    this.clock.turnTo(first.day);
    this.playing += 1;
    first.resume();
  }
}
