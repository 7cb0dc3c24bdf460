import type { OnApplicationShutdown } from '@nestjs/common';
import type { ExecutorObserver } from '#libs/event-store';
import type { TracingSettings } from '#libs/platform';
import type { Tracing } from './tracing.js';

/** What is traced, if anything is: nothing of OpenTelemetry is loaded unless the configuration asks for it. */
export class Traces implements OnApplicationShutdown {
  private constructor(readonly tracing: Tracing | undefined) {}

  static async open(settings: TracingSettings | undefined): Promise<Traces> {
    if (settings === undefined) return new Traces(undefined);
    const { openTelemetry } = await import('./open-telemetry.js');
    return new Traces(openTelemetry(settings));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.tracing?.close();
  }
}

/** An observer that also traces each batch, under every command that it wrote. */
export const tracedObserver = (observer: ExecutorObserver, { tracing }: Traces): ExecutorObserver => {
  if (tracing === undefined) return observer;
  return {
    ...observer,
    batchCommitted: (batch) => {
      observer.batchCommitted?.(batch);
      const since = Date.now() - batch.milliseconds;
      const attributes = { 'batch.commands': batch.commands, 'batch.events': batch.events };
      for (const parent of batch.traces) tracing.begin('append', { parent, since, attributes }).end();
    },
  };
};
