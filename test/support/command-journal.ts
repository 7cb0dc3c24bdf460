import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** A command about to be sent: who sends it, where to, and what. */
export interface Invocation {
  /** Also stands in the command's own text, so that the log can be searched for it. */
  readonly mark: string;
  readonly key: string;
  readonly account: string;
  readonly path: string;
  readonly body: object;
}

/** What the service said. */
export interface Acknowledgement {
  readonly mark: string;
  readonly status: number;
  /** `Ledger-Position`; a refusal has none. */
  readonly position: number | null;
  readonly code: string | null;
}

export type JournalLine =
  | ({ readonly kind: 'INVOKED' } & Invocation)
  | ({ readonly kind: 'ANSWERED' } & Acknowledgement);

/** 客户日志：a command is on disk before it is sent, its answer after it came. The order of lines is the real order. */
export class CommandJournal {
  readonly #file: number;
  #commands = 0;
  answered = 0;

  constructor(readonly path: string) {
    this.#file = openSync(path, 'ax');
  }

  /** The next command's mark; its text is what `marksIn` finds. */
  nextMark(): string {
    this.#commands += 1;
    return `〔j${String(this.#commands).padStart(6, '0')}〕`;
  }

  invoke(command: Omit<Invocation, 'key'>): Invocation {
    const invocation = { ...command, key: randomUUID() };
    this.#write({ kind: 'INVOKED', ...invocation });
    fsyncSync(this.#file);
    return invocation;
  }

  answer(acknowledgement: Acknowledgement): void {
    this.answered += 1;
    this.#write({ kind: 'ANSWERED', ...acknowledgement });
  }

  /** What stands on disk. */
  lines(): readonly JournalLine[] {
    const text = readFileSync(this.path, 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as JournalLine);
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(line: JournalLine): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}

/** The marks in a text. */
export const marksIn = (text: string): readonly string[] => [...new Set(text.match(/〔j\d{6}〕/g))];
