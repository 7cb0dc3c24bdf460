import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { QueueFull, StoreUnavailable, WritesStopped, type Outcome, type Submission } from '#libs/event-store';
import { edgeRefusal, ProjectionRunner, submissionOf } from '#libs/platform';
import { Traces } from '../observe/traces.js';
import type { Stretch } from '../observe/tracing.js';
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
  constructor(
    private readonly route: CommandRoute,
    private readonly traces: Traces,
    private readonly runner: ProjectionRunner,
  ) {}

  async execute({ order, writer }: SubmitCommand): Promise<Outcome> {
    const { type, data, stream } = order;
    const submission = submissionOf({ type, data, actor: writer.actor }, writer.sending, stream);
    try {
      return await inTime(this.traced(submission, writer.trace));
    } catch (error) {
      throw troubled(error);
    }
  }

  /** Where requests are traced: the command, and how long after it the read models of this process show it. */
  private async traced(submission: Submission, parent: string | undefined): Promise<Outcome> {
    const { tracing } = this.traces;
    if (tracing === undefined) return this.route.submit(submission);
    const attributes = { 'command.type': submission.command.type, 'command.leads': this.route.leads };
    const command = tracing.begin('command', { parent, attributes });
    const { trace } = command;
    try {
      const outcome = await this.route.submit({ ...submission, trace });
      const { ok } = outcome;
      command.end(ok ? { 'ledger.position': outcome.position } : { 'refusal.code': outcome.refusal.code });
      if (ok && !outcome.dryRun)
        void this.shown(tracing.begin('projection', { parent: trace }), outcome.position);
      return outcome;
    } catch (error) {
      command.end({ 'error.type': error instanceof Error ? error.name : 'unknown' });
      throw error;
    }
  }

  private async shown(projection: Stretch, position: number): Promise<void> {
    const reached = await this.runner.waitFor(position, PATIENCE_MS).catch(() => false);
    projection.end({ 'ledger.position': position, 'projection.reached': reached });
  }
}
