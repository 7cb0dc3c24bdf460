import { EMPTY_HEAD, headAt, type Head, type StoredEvent } from '../contract/index.js';
import { refuseNul } from '../content.js';
import { BatchRejected, type CommandRecord, type CommitResult, type SealedBatch } from '../port.js';
import { Turns } from '../turns.js';

/** What the unique keys of the event table hold of an event. */
const marksOf = ({ stream, version, eventId }: StoredEvent): readonly string[] => [
  `${stream}@${version}`,
  `id ${eventId}`,
];

/** One ledger in memory, with the same constraints as its tables. */
export class MemoryLedger {
  readonly events: StoredEvent[] = [];
  readonly commands = new Map<string, CommandRecord>();
  readonly #marks = new Set<string>();
  readonly #turns = new Turns();

  get head(): Head {
    const last = this.events.at(-1);
    return last === undefined ? EMPTY_HEAD : headAt(last);
  }

  /** Runs alone: the head row's lock. */
  alone<T>(work: () => T | Promise<T>): Promise<T> {
    return this.#turns.alone(work);
  }

  /** Whether a batch may be written now. Errors: BatchRejected. */
  judge(batch: SealedBatch): CommitResult {
    const { expected, events, commands } = batch;
    if (expected.position !== this.head.position || expected.hash !== this.head.hash) return 'LOST';
    if (commands.some(({ key }) => this.commands.has(key))) return 'REPEATED';
    refuseNul(batch);
    const marks = events.flatMap(marksOf);
    if (new Set(marks).size < marks.length || marks.some((mark) => this.#marks.has(mark))) {
      throw new BatchRejected('a stream version or an event id is taken');
    }
    return 'COMMITTED';
  }

  write({ events, commands }: SealedBatch): void {
    for (const event of events) {
      this.events.push(event);
      for (const mark of marksOf(event)) this.#marks.add(mark);
    }
    for (const command of commands) this.commands.set(command.key, command);
  }
}
