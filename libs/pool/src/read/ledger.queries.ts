import type { EntityManager } from 'typeorm';
import { POLLUTANTS, POOL_TIERS, type PoolTier } from '#kernel';
import { figures, MOVED, SUMS, type BalanceLine, type FigureTexts } from './figures.js';

/** How far a ledger's read models have come. */
export interface LedgerReached {
  readonly ledger: string;
  readonly position: number;
}

/** What the pools of one tier of a ledger hold together of one pollutant, in t/a, as of `position` of that ledger. */
export type LedgerBalance = LedgerReached & { readonly tier: PoolTier } & BalanceLine;

/** A pool's tier by the code of its place, which GB/T 2260 fills up with zeros: no more is known of other ledgers. */
const TIER = `CASE WHEN pool ~ '^pool-[0-9]{2}0000$' THEN 'PROVINCIAL'
  WHEN pool ~ '^pool-[0-9]{4}00$' THEN 'MUNICIPAL' ELSE 'LOCAL' END`;

/** One statement, so that the figures of a ledger and the position they include are of one state of the tables. */
const BALANCES = `SELECT ledger, c.position AS reached, moved.tier, moved.pollutant, ${MOVED} FROM read.checkpoint c
  LEFT JOIN (SELECT ledger, ${TIER} AS tier, pollutant, ${SUMS} FROM read.pool_balance GROUP BY 1, 2, 3)
    moved USING (ledger) ORDER BY ledger`;

type StoredBalance = Partial<FigureTexts> & {
  readonly ledger: string;
  readonly reached: string;
  readonly tier: PoolTier | null;
  readonly pollutant: string | null;
};

const keyOf = (...key: readonly (string | null)[]): string => key.join(' ');

/** Reads over every ledger of the installation; positions of different ledgers say nothing of each other. */
export class LedgerQueries {
  constructor(private readonly database: Pick<EntityManager, 'query'>) {}

  /** Every ledger kept here, by its code. */
  async ledgers(): Promise<readonly LedgerReached[]> {
    const rows: { ledger: string; position: string }[] = await this.database.query(
      'SELECT ledger, position FROM read.checkpoint ORDER BY ledger',
    );
    return rows.map(({ ledger, position }) => ({ ledger, position: Number(position) }));
  }

  /** 各省余额：ledger by ledger, all three tiers and eight pollutants. */
  async balances(): Promise<readonly LedgerBalance[]> {
    const rows = await this.database.query<StoredBalance[]>(BALANCES);
    const reached = new Map(rows.map((row) => [row.ledger, Number(row.reached)]));
    const sums = new Map(rows.map((row) => [keyOf(row.ledger, row.tier, row.pollutant), row]));
    return [...reached].flatMap(([ledger, position]) =>
      POOL_TIERS.flatMap((tier) =>
        POLLUTANTS.map((pollutant) => {
          const sum = sums.get(keyOf(ledger, tier, pollutant));
          return { ledger, position, tier, pollutant, ...figures(sum ?? {}) };
        }),
      ),
    );
  }
}
