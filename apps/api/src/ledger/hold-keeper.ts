import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { dateAt, liesWithin, PLACES, systemActor } from '#kernel';
import { Clock } from '#libs/event-store';
import { CommandRoute } from '../peers/command-route.js';
import { LEDGER } from './ledger.constants.js';

const EVERY_MS = 60_000;
const AT_ONCE = 100;

interface Held {
  readonly id: string;
  readonly place: string;
}

/**
 * 预留到期：asks the ledger to end holds whose days are over (policy A36), or which an order has ended (policy A5 `VOID`).
 * The decider judges; this only reminds it, in the process that leads the ledger.
 */
@Injectable()
export class HoldKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(HoldKeeper.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly route: CommandRoute,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      if (!this.route.leads) return;
      this.sweep().catch((error: unknown) =>
        this.logger.warn(`holds could not be looked at: ${String(error)}`),
      );
    }, EVERY_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Ends every hold that ran out before today or that an order has ended; answers how many it ended. */
  async sweep(): Promise<number> {
    const ended = await this.endEach([...(await this.overdue()), ...(await this.stopped())]);
    return ended.length;
  }

  private overdue(): Promise<readonly Held[]> {
    return this.dataSource.query(
      `SELECT id, place FROM read.withdrawal
       WHERE ledger = $1 AND status = 'HELD' AND doc ->> 'expiresOn' < $2 ORDER BY filed_position LIMIT $3`,
      [LEDGER, dateAt(this.clock.now()), AT_ONCE],
    );
  }

  /** Holds in places that an order reaches. Asked dry first, so that one that may stay leaves no refusal. */
  private async stopped(): Promise<readonly Held[]> {
    const orders: { place: string }[] = await this.dataSource.query(
      `SELECT DISTINCT place FROM read.suspension
       WHERE ledger = $1 AND status IN ('ORDERED', 'LIFTED') AND coalesce(doc ->> 'liftedFrom', $2) >= $2`,
      [LEDGER, this.clock.now()],
    );
    const reached = PLACES.filter(({ code }) => orders.some(({ place }) => liesWithin(code, place)));
    if (reached.length === 0) return [];
    const held: Held[] = await this.dataSource.query(
      `SELECT id, place FROM read.withdrawal
       WHERE ledger = $1 AND status = 'HELD' AND doc ->> 'expiresOn' >= $2 AND place = ANY($3)`,
      [LEDGER, dateAt(this.clock.now()), reached.map(({ code }) => code)],
    );
    return this.endEach(held, { dryRun: true });
  }

  /** Those whose hold was (or, on a dry run, would be) ended. */
  private async endEach(
    holds: readonly Held[],
    sending: { readonly dryRun?: true } = {},
  ): Promise<readonly Held[]> {
    const ended: Held[] = [];
    for (const hold of holds) {
      const command = {
        type: 'ExpireHold',
        data: { id: hold.id },
        actor: systemActor(hold.place),
        commandId: randomUUID(),
      };
      const { ok } = await this.route.submit({ command, ...sending });
      if (ok) ended.push(hold);
    }
    return ended;
  }
}
