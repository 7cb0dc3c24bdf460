import { InvariantViolation, type Command, type JsonObject, type Refusal, type RuleOutcome } from '#kernel';

/** A command on its way to a ledger. */
export interface Submission {
  /** Its moment and civil date are those of the batch that decides it. */
  readonly command: Omit<Command, 'at' | 'today'>;
  /** The same key with the same request hash gets the same answer for ever; with another hash it is refused. */
  readonly key?: string | undefined;
  readonly requestHash?: string | undefined;
  /** Gives the verdict and writes nothing; a key is not looked at. */
  readonly dryRun?: boolean | undefined;
  /** The version of a stream that the caller has seen; at another one the command is refused. */
  readonly ifMatch?: { readonly stream: string; readonly version: number } | undefined;
  /** What the command belongs to and what caused it, for the events' metadata, where it is not the command itself. */
  readonly correlationId?: string | undefined;
  readonly causationId?: string | undefined;
  /** Where whoever observes finds it (a `traceparent`); it never reaches the log. */
  readonly trace?: string | undefined;
}

export interface Accepted {
  readonly ok: true;
  readonly answer: JsonObject;
  readonly rules: readonly RuleOutcome[];
  /** The position of the last event written, or of the head it was decided on when none was. */
  readonly position: number;
  /** The streams written and the version each has reached. */
  readonly versions: Readonly<Record<string, number>>;
  /**
   * Answered from what a submission under the same key has left: an earlier one, or this one before it was cut
   * off.
   */
  readonly replayed: boolean;
  readonly dryRun: boolean;
}

export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
  readonly replayed: boolean;
  readonly dryRun: boolean;
}

/** What a submission came to. */
export type Outcome = Accepted | Refused;

/** The ledger takes no more for the moment, or is about to stop; nothing was written. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

/** The ledger takes nothing at all, because its past is in doubt; nothing was written. */
export class WritesStopped extends Error {
  override readonly name = 'WritesStopped';
}

/** A command, not the store, made deciding or writing fail. */
export const violationOf = (error: unknown): Error =>
  error instanceof InvariantViolation
    ? error
    : new InvariantViolation(error instanceof Error ? error.message : String(error), { cause: error });

/** A submission that waits for its outcome. */
export class Job {
  settled = false;

  constructor(
    readonly submission: Submission,
    private readonly callbacks: { resolve(outcome: Outcome): void; reject(error: Error): void },
  ) {}

  resolve(outcome: Outcome): void {
    this.settled = true;
    this.callbacks.resolve(outcome);
  }

  reject(error: Error): void {
    this.settled = true;
    this.callbacks.reject(error);
  }
}

/** The key that binds a submission to its first answer; a dry run has none. */
export const keyOf = ({ key, dryRun }: Submission): string | undefined => (dryRun === true ? undefined : key);
export const requestHashOf = ({ requestHash }: Submission): string => requestHash ?? '';
