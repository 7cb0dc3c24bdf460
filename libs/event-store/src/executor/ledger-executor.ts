import { setImmediate as nextTurn } from 'node:timers/promises';
import { InvariantViolation, type Decider, type EventCatalogue } from '#kernel';
import type { Clock } from '../clock.js';
import { refusalEvents } from '../contract/index.js';
import type { EventStore } from '../port.js';
import { BatchWriter } from './batch-writer.js';
import type { WriteLease } from './leadership.js';
import type { ExecutorObserver } from './observer.js';
import { Replies } from './replies.js';
import { StreamStates } from './stream-states.js';
import { Job, keyOf, QueueFull, WritesStopped, type Outcome, type Submission } from './submission.js';

export interface ExecutorOptions {
  readonly ledger: string;
  readonly deciders: readonly Decider[];
  /** Every event type the deciders write or read. */
  readonly catalogue: EventCatalogue;
  readonly clock: Clock;
  readonly observer?: ExecutorObserver;
  readonly queueLimit?: number;
  readonly batchCommands?: number;
  readonly batchEvents?: number;
  readonly cachedStreams?: number;
  readonly pinnedPrefixes?: readonly string[];
  readonly recentReplies?: number;
  readonly retryMilliseconds?: readonly number[];
  /** Where several processes may write the ledger; without one the head's compare-and-swap alone decides. */
  readonly lease?: WriteLease | undefined;
  /** Why nothing may be written for now, asked before each submission that is meant to write. */
  readonly whyStopped?: () => string | undefined;
}

const DEFAULTS = {
  observer: {},
  queueLimit: 4_096,
  batchCommands: 256,
  batchEvents: 512,
  cachedStreams: 50_000,
  pinnedPrefixes: ['pool'],
  recentReplies: 1_000,
  retryMilliseconds: [50, 100, 200, 400, 800, 1_600, 3_200],
  lease: undefined,
  whyStopped: (): string | undefined => undefined,
};

/**
 * The one writer of a ledger: decides commands one after another in memory and commits what queued meanwhile as one
 * batch, so that the disk's pace sets the size of a batch and no timer does. Several executors on one ledger are
 * safe, only slower: the head's compare-and-swap decides between them, and nobody is answered before it has. With a
 * lease, one that does not hold it locks the head before it decides.
 */
export class LedgerExecutor {
  readonly #writer: BatchWriter;
  readonly #replies: Replies;
  readonly #commands: ReadonlySet<string>;
  readonly #settings: Required<ExecutorOptions>;
  #queue: Job[] = [];
  #running: Promise<void> | undefined;
  #draining = false;

  constructor(store: EventStore, options: ExecutorOptions) {
    const settings = { ...DEFAULTS, ...options };
    const { deciders, catalogue, cachedStreams, pinnedPrefixes } = settings;
    this.#settings = settings;
    this.#replies = new Replies(settings.recentReplies);
    this.#commands = new Set(deciders.map(({ command }) => command));
    this.#writer = new BatchWriter({
      store,
      ledger: settings.ledger,
      deciders: new Map(deciders.map((decider) => [decider.command, decider])),
      catalogue: { ...refusalEvents, ...catalogue },
      clock: settings.clock,
      states: new StreamStates({ streams: cachedStreams, pinned: pinnedPrefixes }),
      replies: this.#replies,
      observer: settings.observer,
      lease: settings.lease,
      mostEvents: settings.batchEvents,
      retryMilliseconds: settings.retryMilliseconds,
    });
  }

  /**
   * Decides a command and answers when its events, or the refusal, stand in the log; a refusal that writes nothing
   * and a dry run when the state they rest on was still the newest. See `isKept` for what a key binds.
   * Errors: QueueFull; WritesStopped; StoreUnavailable (ask again with the same key: it may have been written);
   * InvariantViolation when the command, not the store, made deciding or writing fail.
   */
  async submit(submission: Submission): Promise<Outcome> {
    const { type } = submission.command;
    if (!this.#commands.has(type)) throw new InvariantViolation(`no decider for ${type}`);
    if (this.#draining) throw new QueueFull('the ledger takes no more commands');
    const stopped = submission.dryRun === true ? undefined : this.#settings.whyStopped();
    if (stopped !== undefined) throw new WritesStopped(stopped);
    const known = this.#replies.find(submission);
    if (known !== undefined) return known;
    if (this.#queue.length >= this.#settings.queueLimit) throw new QueueFull('the queue is full');
    return new Promise((resolve, reject) => {
      this.#queue.push(new Job(submission, { resolve, reject }));
      this.#running ??= this.#run();
    });
  }

  /** Takes no more submissions and resolves when those it has are settled. */
  async drain(): Promise<void> {
    this.#draining = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      // Lets everybody who was just answered, or has just arrived, into the next batch.
      await nextTurn();
      this.#settings.observer.queueDepth?.(this.#queue.length);
      await this.#writer.settle(this.#take());
    }
    this.#running = undefined;
  }

  /**
   * The next batch, in order of arrival. A key that is already in it waits, and then meets the first one's
   * answer.
   */
  #take(): readonly Job[] {
    const batch: Job[] = [];
    const keys = new Set<string | undefined>();
    const repeats: Job[] = [];
    let taken = 0;
    for (const job of this.#queue) {
      if (batch.length >= this.#settings.batchCommands) break;
      taken += 1;
      const key = keyOf(job.submission);
      const reply = this.#replies.find(job.submission);
      if (reply !== undefined) job.resolve(reply);
      else (key !== undefined && keys.has(key) ? repeats : batch).push(job);
      keys.add(key);
    }
    this.#queue = [...repeats, ...this.#queue.slice(taken)];
    return batch;
  }
}
