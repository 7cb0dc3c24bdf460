import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { QueueFull, StoreUnavailable, WritesStopped, type Outcome } from '#libs/event-store';
import { edgeRefusal, submissionOf } from '#libs/platform';
import { CommandRoute } from '../peers/command-route.js';
import { SubmitCommand } from './submit-command.js';

const troubled = (error: unknown): unknown => {
  if (error instanceof QueueFull) return edgeRefusal('LEDGER_BUSY', {}, { retryAfterSeconds: 1 });
  if (error instanceof WritesStopped) return edgeRefusal('LEDGER_IN_DOUBT', { reason: error.message });
  if (!(error instanceof StoreUnavailable)) return error;
  const code = error.reason === 'STORAGE_FULL' ? 'STORAGE_FULL' : 'LEDGER_UNAVAILABLE';
  return edgeRefusal(code, {}, { retryAfterSeconds: 2 });
};

/** Most proxies give up later than that; whoever asks again with the same key gets the same answer. */
const PATIENCE_MS = 20_000;

/** Not longer than `PATIENCE_MS`: what cannot be reached may not even say so. Errors: StoreUnavailable. */
const inTime = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailable('no answer in time')), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** The one handler of writes: no rule lives here, the decider named by the order has them all. */
@CommandHandler(SubmitCommand)
export class SubmitHandler implements ICommandHandler<SubmitCommand> {
  constructor(private readonly route: CommandRoute) {}

  async execute({ order, writer }: SubmitCommand): Promise<Outcome> {
    const { type, data, stream } = order;
    try {
      return await inTime(
        this.route.submit(submissionOf({ type, data, actor: writer.actor }, writer.sending, stream)),
      );
    } catch (error) {
      throw troubled(error);
    }
  }
}
