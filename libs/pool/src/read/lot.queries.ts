import type { EntityManager } from 'typeorm';
import type { Pollutant, Tonnes } from '#kernel';
import { bounds, figures, inTonnes, MOVED, SUMS, type Bounds, type FigureTexts } from './figures.js';

/** A lot's part in one pool, of one pollutant. */
export interface LotPart {
  readonly pool: string;
  readonly depositId: string;
  readonly reductionId: string;
  readonly vintage: number;
  readonly tags: readonly string[];
  readonly pollutant: Pollutant;
  readonly credited: Tonnes;
  readonly available: Tonnes;
  readonly held: Tonnes;
  /** All that left with vouchers, of which `retired` for good. */
  readonly withdrawn: Tonnes;
  readonly retired: Tonnes;
  readonly writtenOff: Tonnes;
}

/** What one withdrawal took from the lot in one pool, and gave back. */
export interface LotDraw {
  readonly withdrawalId: string;
  readonly pool: string;
  readonly pollutant: Pollutant;
  readonly amount: Tonnes;
  readonly returned: Tonnes;
}

/** Of which lot, and what was in force and known. */
interface LotQuestion extends Bounds {
  readonly ledger: string;
  readonly lotId: string;
}

const WITHIN = 'ledger = $1 AND lot_id = $2 AND position <= $3 AND occurred_at <= $4';

const PARTS = `WITH moved AS (
    SELECT pool, pollutant, ${SUMS} FROM read.pool_entry WHERE ${WITHIN} GROUP BY pool, pollutant)
  SELECT pool, pollutant, l.deposit_id, l.reduction_id, l.vintage, l.tags, ${MOVED}
  FROM moved JOIN read.pool_lot l USING (pool, pollutant)
  WHERE l.ledger = $1 AND l.lot_id = $2 ORDER BY pool, pollutant`;

const DRAWS = `SELECT reference, pool, pollutant,
    coalesce(sum(withdrawn + retired) FILTER (WHERE kind = 'QuotaWithdrawn'), 0)::text AS amount,
    coalesce(-sum(withdrawn + retired) FILTER (WHERE kind = 'QuotaReturned'), 0)::text AS returned
  FROM read.pool_entry WHERE ${WITHIN} AND kind IN ('QuotaWithdrawn', 'QuotaReturned')
  GROUP BY reference, pool, pollutant ORDER BY min(position), pool, pollutant`;

type StoredPart = FigureTexts & {
  readonly pool: string;
  readonly deposit_id: string;
  readonly reduction_id: string;
  readonly vintage: number;
  readonly tags: readonly string[];
  readonly pollutant: Pollutant;
};
interface StoredDraw {
  readonly reference: string;
  readonly pool: string;
  readonly pollutant: Pollutant;
  readonly amount: string;
  readonly returned: string;
}

const asked = ({ ledger, lotId, ...within }: LotQuestion): unknown[] => [ledger, lotId, ...bounds(within)];

/** Reads of one lot over all pools that hold a part of it, now or at any two times. */
export class LotQueries {
  constructor(private readonly database: Pick<EntityManager, 'query'>) {}

  /** One row per pool and pollutant; none for a lot that was not credited by then. */
  async parts(question: LotQuestion): Promise<readonly LotPart[]> {
    const rows: StoredPart[] = await this.database.query(PARTS, asked(question));
    return rows.map((row) => ({
      pool: row.pool,
      depositId: row.deposit_id,
      reductionId: row.reduction_id,
      vintage: row.vintage,
      tags: row.tags,
      pollutant: row.pollutant,
      ...figures(row),
      withdrawn: inTonnes((BigInt(row.withdrawn) + BigInt(row.retired)).toString()),
    }));
  }

  /** Vouchers' draws on it, in order of drawing. */
  async draws(question: LotQuestion): Promise<readonly LotDraw[]> {
    const rows: StoredDraw[] = await this.database.query(DRAWS, asked(question));
    return rows.map(({ reference, pool, pollutant, amount, returned }) => ({
      withdrawalId: reference,
      pool,
      pollutant,
      amount: inTonnes(amount),
      returned: inTonnes(returned),
    }));
  }
}
