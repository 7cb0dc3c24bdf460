import type { EntityManager } from 'typeorm';
import type { Instant, Pollutant, Tonnes } from '#kernel';
import {
  FIGURE_COLUMNS,
  figures,
  inTonnes,
  SUMS,
  TEXTS,
  WITHIN,
  within,
  type BalanceLine,
  type FigureName,
  type FigureTexts,
  type PoolQuestion,
} from './figures.js';

export interface JournalRow extends Omit<BalanceLine, 'pollutant'> {
  readonly position: number;
  readonly kind: string;
  readonly pollutant: Pollutant;
  readonly lotId: string;
  /** The deposit, withdrawal or decision behind the movement. */
  readonly reference: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  /** Available in this pool for this pollutant after the movement, those left out here counted too. */
  readonly balance: Tonnes;
}

/** Which movements, of those within the two times; absent means all. */
export interface JournalFilter {
  readonly pollutant?: Pollutant | undefined;
  readonly lotId?: string | undefined;
  /** Only movements that change this figure: those that add up to it. */
  readonly figure?: FigureName | undefined;
  /** Effective after the first moment and not after the second. */
  readonly period?: readonly [after: Instant, until: Instant] | undefined;
}
export interface JournalWindow extends JournalFilter {
  readonly offset: number;
  readonly limit: number;
}
export interface JournalPage {
  readonly total: number;
  readonly items: readonly JournalRow[];
  /** What the whole list adds up to, not only this page of it. */
  readonly sums: Omit<BalanceLine, 'pollutant'>;
}

type StoredEntry = FigureTexts & {
  readonly position: string;
  readonly kind: string;
  readonly pollutant: Pollutant;
  readonly lot_id: string;
  readonly reference: string;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly balance: string;
};

const wanted = (filter: JournalFilter): string =>
  `${WITHIN} AND ($5::text IS NULL OR pollutant = $5) AND ($6::text IS NULL OR lot_id = $6)
     AND ($7::text IS NULL OR (occurred_at > $7 AND occurred_at <= $8))
     ${filter.figure === undefined ? '' : `AND ${FIGURE_COLUMNS[filter.figure]} <> 0`}`;

/**
 * The running balance of a page's rows: what all movements before the page add up to, and the movements from there to
 * its end one by one. A page deep in a long journal costs a sum, not a sort; and that sum is made once, whatever the
 * planner thinks of a table that has grown since it last looked.
 */
const pageOf = (filter: JournalFilter): string => `
  WITH page AS MATERIALIZED (SELECT position, ordinal FROM read.pool_entry WHERE ${wanted(filter)}
                ORDER BY position, ordinal OFFSET $9 LIMIT $10),
  first AS (SELECT position, ordinal FROM page ORDER BY position, ordinal LIMIT 1),
  last AS (SELECT position, ordinal FROM page ORDER BY position DESC, ordinal DESC LIMIT 1),
  opening AS MATERIALIZED (SELECT pollutant, sum(available) AS available FROM read.pool_entry
              WHERE ${WITHIN} AND (position, ordinal) < (SELECT position, ordinal FROM first) GROUP BY pollutant),
  running AS MATERIALIZED (SELECT e.*, coalesce(opening.available, 0)
                + sum(e.available) OVER (PARTITION BY e.pollutant ORDER BY e.position, e.ordinal) AS balance
              FROM (SELECT * FROM read.pool_entry WHERE ${WITHIN}
                      AND (position, ordinal) >= (SELECT position, ordinal FROM first)
                      AND (position, ordinal) <= (SELECT position, ordinal FROM last)) e
              LEFT JOIN opening ON opening.pollutant = e.pollutant)
  SELECT position, kind, pollutant, lot_id, reference, occurred_at, recorded_at, ${TEXTS}, balance::text AS balance
  FROM running JOIN page USING (position, ordinal) ORDER BY position, ordinal`;

/** A page of a pool's journal, in order of the log. */
export const readJournal = async (
  database: Pick<EntityManager, 'query'>,
  question: PoolQuestion,
  { offset, limit, ...filter }: JournalWindow,
): Promise<JournalPage> => {
  const { pollutant = null, lotId = null, period = [null, null] } = filter;
  const asked = [...within(question), pollutant, lotId, ...period];
  const [whole]: (FigureTexts & { total: string })[] = await database.query(
    `SELECT count(*) AS total, ${SUMS} FROM read.pool_entry WHERE ${wanted(filter)}`,
    asked,
  );
  const rows: StoredEntry[] = await database.query(pageOf(filter), [...asked, offset, limit]);
  const items = rows.map((row) => ({
    position: Number(row.position),
    kind: row.kind,
    pollutant: row.pollutant,
    lotId: row.lot_id,
    reference: row.reference,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    ...figures(row),
    balance: inTonnes(row.balance),
  }));
  return { total: Number(whole?.total ?? 0), items, sums: figures(whole ?? {}) };
};
