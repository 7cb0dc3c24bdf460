import { setTimeout as sleep } from 'node:timers/promises';
import {
  dateAt,
  InvariantViolation,
  type CivilDate,
  type Decider,
  type EventCatalogue,
  type Instant,
} from '#kernel';
import type { Clock } from '../clock.js';
import { decode, headAt } from '../contract/index.js';
import {
  OutcomeUnknown,
  StoreUnavailable,
  type BatchLease,
  type CommandRecord,
  type CommitResult,
  type EventStore,
  type LockedHead,
  type LogReads,
} from '../port.js';
import { follow } from '../reader.js';
import { holds, sameHead } from './head-check.js';
import type { WriteLease } from './leadership.js';
import type { ExecutorObserver } from './observer.js';
import { replayOf, type Replies } from './replies.js';
import { Round } from './round.js';
import type { StreamStates } from './stream-states.js';
import { keyOf, violationOf, type Job } from './submission.js';

export interface BatchWriterOptions {
  readonly store: EventStore;
  readonly ledger: string;
  readonly deciders: ReadonlyMap<string, Decider>;
  readonly catalogue: EventCatalogue;
  readonly clock: Clock;
  readonly states: StreamStates;
  readonly replies: Replies;
  readonly observer: ExecutorObserver;
  readonly lease: WriteLease | undefined;
  /** No more commands are taken into a batch that has as many events. */
  readonly mostEvents: number;
  /** How long to wait before each further look at a store that left an outcome unknown. */
  readonly retryMilliseconds: readonly number[];
}

/** One try under the lock: what was written, or turned out to have been. */
interface Attempt {
  readonly jobs: readonly Job[];
  readonly doubt: Round | undefined;
  round?: Round;
  /** Commands that somebody has written before. */
  repeated: readonly CommandRecord[];
}

const open = (jobs: readonly Job[]): readonly Job[] => jobs.filter((job) => !job.settled);
const keysOf = (jobs: readonly Job[]): readonly string[] =>
  jobs.flatMap((job) => keyOf(job.submission) ?? []);

/** Decides jobs in batches and writes them, whatever happens on the way; every job given to it is settled. */
export class BatchWriter {
  #today = { hour: '', date: '' as CivilDate };

  constructor(private readonly options: BatchWriterOptions) {}

  /** Never throws. A batch the store refuses is halved until the job that spoils it is alone. */
  async settle(jobs: readonly Job[]): Promise<void> {
    for (let left = open(jobs); left.length > 0; left = open(left)) {
      try {
        await this.#once(left);
      } catch (error) {
        const spoilt = open(left);
        if (error instanceof StoreUnavailable) {
          spoilt.forEach((job) => job.reject(error));
        } else if (spoilt.length === 1) {
          spoilt.forEach((job) => job.reject(violationOf(error)));
        } else {
          await this.settle(spoilt.slice(0, Math.ceil(spoilt.length / 2)));
        }
      }
    }
  }

  async #once(jobs: readonly Job[]): Promise<void> {
    const { store, observer, lease } = this.options;
    const started = performance.now();
    const held = lease?.held;
    if (lease !== undefined && held === undefined) return this.#contend(jobs, undefined);
    const round = await this.#decide(jobs, store);
    const result = await this.#commit(round, held);
    switch (result) {
      case 'COMMITTED':
        this.#conclude(round, started);
        return;
      case 'REPEATED':
        await this.#contend(jobs, undefined);
        return;
      case 'LOST':
        observer.lostRace?.();
        await this.#contend(jobs, undefined);
        return;
      default:
        await this.#contend(jobs, round);
    }
  }

  /**
   * Decides as many jobs as fit into a batch; states nobody has asked for yet are fetched for all of them
   * together.
   */
  async #decide(jobs: readonly Job[], reads: LogReads): Promise<Round> {
    const round = await this.#newRound();
    for (const [index, job] of jobs.entries()) {
      while (!round.decide(job)) {
        jobs.slice(index + 1).forEach((other) => round.probe(other));
        await round.load(reads);
      }
      if (round.size >= this.options.mostEvents) break;
    }
    return round;
  }

  async #newRound(): Promise<Round> {
    const { store, ledger, deciders, catalogue, clock, states } = this.options;
    states.head ??= await store.head(ledger);
    const base = states.head;
    const now = clock.now();
    const at = base.recordedAt !== null && base.recordedAt > now ? base.recordedAt : now;
    return new Round({ ledger, deciders, catalogue, states, base, at, today: this.#dateAt(at) });
  }

  /** Asia/Shanghai is whole hours away from UTC, so the civil date changes only with the hour. */
  #dateAt(at: Instant): CivilDate {
    const hour = at.slice(0, 'YYYY-MM-DDTHH'.length);
    if (hour !== this.#today.hour) this.#today = { hour, date: dateAt(at) };
    return this.#today.date;
  }

  /** A round that writes nothing was right if nobody has moved the head since. */
  async #commit(round: Round, lease: BatchLease | undefined): Promise<CommitResult | 'UNKNOWN'> {
    const { store, ledger } = this.options;
    if (!round.writes) {
      return sameHead(await store.head(ledger), round.base) ? 'COMMITTED' : 'LOST';
    }
    try {
      return await store.commit({ ...round.batch, lease });
    } catch (error) {
      if (error instanceof OutcomeUnknown) return 'UNKNOWN';
      throw error;
    }
  }

  /**
   * Takes the head first, so that nobody can be faster again; goes on until the outcome is known. What is written so
   * is written without the lease: whoever has it, be it this process, has to look again. What was written before is
   * answered only once the lock's own transaction is through: where writes wait for a standby, it has by then all that
   * the answer rests on, also what its first writer did not wait for.
   */
  async #contend(jobs: readonly Job[], unknown: Round | undefined): Promise<void> {
    const { store, ledger, retryMilliseconds, lease } = this.options;
    const started = performance.now();
    let doubt = unknown;
    for (const wait of [0, ...retryMilliseconds]) {
      if (wait > 0) await sleep(wait);
      const attempt: Attempt = { jobs, doubt, repeated: [] };
      try {
        await store.withLockedHead(ledger, (locked) => this.#underLock(locked, attempt));
        this.#replay(jobs, attempt.repeated);
        this.#conclude(attempt.round, started);
        await lease?.look();
        return;
      } catch (error) {
        if (error instanceof OutcomeUnknown) doubt = attempt.round ?? doubt;
        else if (!(error instanceof StoreUnavailable) || doubt === undefined) throw error;
      }
    }
    throw new StoreUnavailable('whether the batch was written could not be found out');
  }

  /**
   * With the head held, a batch of unknown outcome is either in the log, or can never get there once the head moves:
   * its statement may still be under way, but it compares the head too. If nobody has moved the head, the very same
   * batch is written again, so that it makes no difference which of the two statements succeeds. The states are not
   * brought up to date before that is known: they are still those the batch was decided on.
   */
  async #underLock(locked: LockedHead, attempt: Attempt): Promise<void> {
    const { ledger } = this.options;
    const { jobs, doubt } = attempt;
    if (doubt !== undefined && doubt.size > 0 && (await holds(locked, ledger, doubt.head))) {
      attempt.round = doubt;
      return;
    }
    await this.#catchUp(locked);
    attempt.repeated = await locked.findCommands(ledger, keysOf(jobs));
    const known = new Set(attempt.repeated.map(({ key }) => key));
    const fresh = open(jobs).filter((job) => !known.has(keyOf(job.submission) ?? ''));
    const same = known.size === 0 && doubt !== undefined && sameHead(doubt.base, locked.head);
    attempt.round = same ? doubt : await this.#decide(fresh, locked);
    if (!attempt.round.writes) return;
    const result = await locked.commit(attempt.round.batch);
    if (result !== 'COMMITTED') throw new InvariantViolation(`${result} while holding the head of ${ledger}`);
  }

  /** Brings the states up to the held head; if the log no longer holds what they rest on, they are forgotten. */
  async #catchUp(locked: LockedHead): Promise<void> {
    const { ledger, states, catalogue } = this.options;
    const { head } = states;
    if (head === undefined || (head.position > 0 && !(await holds(locked, ledger, head)))) {
      states.forget();
      states.head = locked.head;
      return;
    }
    for await (const page of follow(locked, ledger, { after: head.position })) {
      const end = page.reduce((_, event) => headAt(event), head);
      states.absorb(
        page.map((event) => decode(event, catalogue)),
        end,
      );
    }
  }

  #replay(jobs: readonly Job[], records: readonly CommandRecord[]): void {
    const byKey = new Map(records.map((record) => [record.key, record]));
    for (const job of open(jobs)) {
      const record = byKey.get(keyOf(job.submission) ?? '');
      if (record === undefined) continue;
      this.options.replies.keep(record);
      job.resolve(replayOf(job.submission, record));
    }
  }

  /** The log holds the round: its states are the newest known, and its jobs may be answered. */
  #conclude(round: Round | undefined, started: number): void {
    if (round === undefined) return;
    const { replies, observer } = this.options;
    round.adopt();
    for (const { job, outcome, record } of round.verdicts) {
      if (record !== undefined) replies.keep(record);
      if (outcome instanceof Error) job.reject(violationOf(outcome));
      else job.resolve(outcome);
    }
    observer.batchCommitted?.({
      commands: round.verdicts.length,
      events: round.size,
      milliseconds: performance.now() - started,
      traces: round.verdicts.flatMap(({ job }) => job.submission.trace ?? []),
    });
  }
}
