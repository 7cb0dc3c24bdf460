import type { EntityManager } from 'typeorm';
import { POLLUTANTS, type Pollutant } from '#kernel';
import {
  figures,
  inTonnes,
  MOVED,
  SUMS,
  TEXTS,
  WITHIN,
  within,
  type BalanceLine,
  type FigureTexts,
  type PoolQuestion,
} from './figures.js';
import { readJournal, type JournalPage, type JournalWindow } from './journal.query.js';

export interface LotRow extends BalanceLine {
  readonly lotId: string;
  readonly depositId: string;
  readonly reductionId: string;
  readonly vintage: number;
  readonly tags: readonly string[];
}

type StoredLot = FigureTexts & {
  readonly pollutant: Pollutant;
  readonly lot_id: string;
  readonly deposit_id: string;
  readonly reduction_id: string;
  readonly vintage: number;
  readonly tags: readonly string[];
  readonly total: string;
};

const PRESENT_BALANCE = `SELECT pollutant, ${TEXTS} FROM read.pool_balance WHERE ledger = $1 AND pool = $2`;
const PAST_BALANCE = `SELECT pollutant, ${SUMS} FROM read.pool_entry WHERE ${WITHIN} GROUP BY pollutant`;
/** Figures and the position they include come from one statement, so from one state of the tables. */
const withCheckpoint = (figuresQuery: string): string =>
  `SELECT checkpoint.position AS reached, b.*
   FROM read.checkpoint LEFT JOIN (${figuresQuery}) b ON true WHERE checkpoint.ledger = $1`;

/** Reads of pools: balances, lots and journal, now or at any two times. */
export class PoolQueries {
  constructor(private readonly database: Pick<EntityManager, 'query'>) {}

  /** 余额：all eight pollutants, in t/a; `withdrawn` is the units' share, `retired` the part gone for good. */
  async balance(
    question: PoolQuestion,
  ): Promise<{ readonly position: number; readonly lines: readonly BalanceLine[] }> {
    const past = question.asOf !== undefined || question.upTo !== undefined;
    const rows: (FigureTexts & { pollutant: Pollutant | null; reached: string })[] =
      await this.database.query(
        withCheckpoint(past ? PAST_BALANCE : PRESENT_BALANCE),
        past ? within(question) : [question.ledger, question.pool],
      );
    const byPollutant = new Map(rows.map((row) => [row.pollutant, row]));
    const reached = Number(rows[0]?.reached ?? 0);
    return {
      position: Math.min(reached, question.upTo ?? reached),
      lines: POLLUTANTS.map((pollutant) => ({ pollutant, ...figures(byPollutant.get(pollutant) ?? {}) })),
    };
  }

  /** 批次：one row per lot and pollutant; here `withdrawn` includes the retired part, as the lot lost both. */
  async lots(
    question: PoolQuestion,
    page: { readonly offset: number; readonly limit: number; readonly pollutant?: Pollutant | undefined },
  ): Promise<{ readonly total: number; readonly items: readonly LotRow[] }> {
    const rows: StoredLot[] = await this.database.query(
      `WITH moved AS (SELECT lot_id, pollutant, ${SUMS} FROM read.pool_entry
                      WHERE ${WITHIN} AND ($5::text IS NULL OR pollutant = $5) GROUP BY lot_id, pollutant)
       SELECT l.lot_id, l.deposit_id, l.reduction_id, l.pollutant, l.vintage, l.tags, count(*) OVER () AS total,
              ${MOVED}
       FROM moved JOIN read.pool_lot l
         ON l.ledger = $1 AND l.pool = $2 AND l.lot_id = moved.lot_id AND l.pollutant = moved.pollutant
       ORDER BY l.vintage, l.position, l.lot_id, l.pollutant OFFSET $6 LIMIT $7`,
      [...within(question), page.pollutant ?? null, page.offset, page.limit],
    );
    const items = rows.map((row) => ({
      lotId: row.lot_id,
      depositId: row.deposit_id,
      reductionId: row.reduction_id,
      pollutant: row.pollutant,
      vintage: row.vintage,
      tags: row.tags,
      ...figures(row),
      withdrawn: inTonnes((BigInt(row.withdrawn) + BigInt(row.retired)).toString()),
    }));
    return { total: Number(rows[0]?.total ?? 0), items };
  }

  /** 流水：movements in order of the log, with the running available balance. */
  journal(question: PoolQuestion, page: JournalWindow): Promise<JournalPage> {
    return readJournal(this.database, question, page);
  }
}
