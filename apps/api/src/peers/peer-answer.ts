import { InvariantViolation } from '#kernel';
import { QueueFull, StoreUnavailable, WritesStopped, type Outcome } from '#libs/event-store';

/** What one process tells another of a command it took for it. */
export type PeerAnswer =
  | { readonly outcome: Outcome }
  | { readonly failure: { readonly kind: string; readonly message: string; readonly reason?: string } };

const failureOf = (error: unknown): PeerAnswer => {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof StoreUnavailable)
    return { failure: { kind: error.name, message, reason: error.reason } };
  const known = error instanceof QueueFull || error instanceof WritesStopped;
  return { failure: { kind: known ? error.name : InvariantViolation.name, message } };
};

/** An outcome, or what went wrong, as it travels. */
export const answerOf = (asked: Promise<Outcome>): Promise<PeerAnswer> =>
  asked.then((outcome) => ({ outcome }), failureOf);

/** What came of a command elsewhere. Errors: those that the executor there had. */
export const outcomeIn = (answer: PeerAnswer): Outcome => {
  if ('outcome' in answer) return answer.outcome;
  const { kind, message, reason } = answer.failure;
  switch (kind) {
    case 'QueueFull':
      throw new QueueFull(message);
    case 'WritesStopped':
      throw new WritesStopped(message);
    case 'StoreUnavailable':
      throw new StoreUnavailable(message, reason === 'STORAGE_FULL' ? reason : 'UNREACHABLE');
    default:
      throw new InvariantViolation(message);
  }
};
