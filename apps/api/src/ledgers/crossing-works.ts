import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventStore } from '#libs/event-store';
import { Config } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';
import { CommandRoute } from '../peers/command-route.js';
import { CrossingKeeper } from './crossing-keeper.js';

const EVERY_MS = 1_000;
const PLACES = `SELECT DISTINCT place FROM read.trade
  WHERE ledger = $1 AND status <> 'RECORDED' AND (doc -> 'crossings')::jsonb @> '[{"status": "RESERVED"}]'`;

interface KeeperParts {
  readonly writer: CommandRoute;
  readonly store: EventStore;
  readonly dataSource: DataSource;
  readonly config: Config;
}

/** The keeper of this process's ledger, with those of the installation that the configuration names. */
export const keeperOver = ({ writer, store, dataSource, config }: KeeperParts): CrossingKeeper => {
  const places = async (ledger: string): Promise<readonly string[]> =>
    (await dataSource.query<{ place: string }[]>(PLACES, [ledger])).map(({ place }) => place);
  const partners = config.ledgers.filter((ledger) => ledger !== LEDGER);
  return new CrossingKeeper({ ledger: LEDGER, partners, store, writer, places });
};

/** Has the process that leads the ledger look after what crosses it, every second, where other ledgers are named. */
@Injectable()
export class CrossingWorks implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(CrossingWorks.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly route: CommandRoute,
    private readonly keeper: CrossingKeeper,
  ) {}

  onApplicationBootstrap(): void {
    if (this.keeper.hasPartners) this.again();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.sweeping;
  }

  private again(): void {
    this.timer = setTimeout(() => {
      this.sweeping = this.look().finally(() => {
        if (this.timer !== undefined) this.again();
      });
    }, EVERY_MS);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    if (!this.route.leads) return;
    await this.keeper
      .sweep()
      .catch((error: unknown) => this.logger.warn(`crossings could not be looked at: ${String(error)}`));
  }
}
