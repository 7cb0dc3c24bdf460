import { setTimeout as sleep } from 'node:timers/promises';
import type { Growth } from '../growth.js';
import { Names } from './names.js';
import type { KurrentSession } from './session.js';

/** Follows the end of a ledger's log and tells how far it has grown, whoever wrote; starts again when cut off. */
export class GrowthWatch {
  #stopped = false;
  #unsubscribe = async (): Promise<void> => undefined;

  constructor(
    private readonly session: KurrentSession,
    private readonly growth: Growth,
    private readonly retryMilliseconds: number,
  ) {}

  async follow(ledger: string): Promise<void> {
    const { log } = new Names(ledger);
    while (!this.#stopped) {
      // A failure says nothing: the next try, or a reader, will meet the same trouble.
      await this.#once(ledger, log).catch(() => undefined);
      if (!this.#stopped) await sleep(this.retryMilliseconds, undefined, { ref: false });
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#unsubscribe();
  }

  async #once(ledger: string, log: string): Promise<void> {
    const subscription = this.session.subscribe(log);
    this.#unsubscribe = () => subscription.unsubscribe();
    subscription.on('confirmation', () => {
      // What was written while nobody subscribed.
      this.session.last(log).then(
        (last) => last && this.growth.tell(ledger, Number(last.revision) + 1),
        () => undefined,
      );
    });
    for await (const { event } of subscription)
      if (event !== undefined) this.growth.tell(ledger, Number(event.revision) + 1);
  }
}
