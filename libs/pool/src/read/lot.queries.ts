import type { EntityManager } from 'typeorm';
import { mg, tonnes, type Pollutant, type Tonnes } from '#kernel';

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

const inTonnes = (text: string): Tonnes => tonnes(mg(BigInt(text)));

const PARTS = `SELECT pool, deposit_id, reduction_id, vintage, tags, pollutant, credited::text AS credited,
    available::text AS available, held::text AS held, (withdrawn + retired)::text AS withdrawn,
    retired::text AS retired, written_off::text AS written_off
  FROM read.pool_lot WHERE ledger = $1 AND lot_id = $2 ORDER BY pool, pollutant`;

const DRAWS = `SELECT reference, pool, pollutant,
    coalesce(sum(withdrawn + retired) FILTER (WHERE kind = 'QuotaWithdrawn'), 0)::text AS amount,
    coalesce(-sum(withdrawn + retired) FILTER (WHERE kind = 'QuotaReturned'), 0)::text AS returned
  FROM read.pool_entry
  WHERE ledger = $1 AND lot_id = $2 AND kind IN ('QuotaWithdrawn', 'QuotaReturned')
  GROUP BY reference, pool, pollutant ORDER BY min(position), pool, pollutant`;

interface StoredPart {
  readonly pool: string;
  readonly deposit_id: string;
  readonly reduction_id: string;
  readonly vintage: number;
  readonly tags: readonly string[];
  readonly pollutant: Pollutant;
  readonly credited: string;
  readonly available: string;
  readonly held: string;
  readonly withdrawn: string;
  readonly retired: string;
  readonly written_off: string;
}
interface StoredDraw {
  readonly reference: string;
  readonly pool: string;
  readonly pollutant: Pollutant;
  readonly amount: string;
  readonly returned: string;
}

/** Reads of one lot over all pools that hold a part of it. */
export class LotQueries {
  constructor(private readonly database: Pick<EntityManager, 'query'>) {}

  /** One row per pool and pollutant; none for a lot that was never credited. */
  async parts(ledger: string, lotId: string): Promise<readonly LotPart[]> {
    const rows: StoredPart[] = await this.database.query(PARTS, [ledger, lotId]);
    return rows.map((row) => ({
      pool: row.pool,
      depositId: row.deposit_id,
      reductionId: row.reduction_id,
      vintage: row.vintage,
      tags: row.tags,
      pollutant: row.pollutant,
      credited: inTonnes(row.credited),
      available: inTonnes(row.available),
      held: inTonnes(row.held),
      withdrawn: inTonnes(row.withdrawn),
      retired: inTonnes(row.retired),
      writtenOff: inTonnes(row.written_off),
    }));
  }

  /** Vouchers' draws on it, in order of drawing. */
  async draws(ledger: string, lotId: string): Promise<readonly LotDraw[]> {
    const rows: StoredDraw[] = await this.database.query(DRAWS, [ledger, lotId]);
    return rows.map(({ reference, pool, pollutant, amount, returned }) => ({
      withdrawalId: reference,
      pool,
      pollutant,
      amount: inTonnes(amount),
      returned: inTonnes(returned),
    }));
  }
}
