import type { DataSource } from 'typeorm';
import type { DeskIndex } from '#libs/inbox';
import { withinPlaces } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';

interface Found {
  readonly id: string;
}
interface FoundDeposit extends Found {
  readonly reductionId: string;
}

/** Rows that are not in a final state, or were moved later and may not have been by then. */
const unfinished = (register: string, final: readonly string[]): string =>
  `FROM read.${register} r
   WHERE r.ledger = $1 AND r.place = ANY($2) AND r.filed_position <= $3
     AND (r.position > $3 OR r.status NOT IN (${final.map((status) => `'${status}'`).join(', ')}))`;

const DEPOSITS = `SELECT r.id, r.doc ->> 'reductionId' AS "reductionId"
  ${unfinished('deposit', ['REJECTED', 'CREDITED', 'VOIDED'])}`;
const WITHDRAWALS = `SELECT r.id ${unfinished('withdrawal', ['REJECTED', 'RELEASED', 'LAPSED', 'PERMITTED'])}`;
const LOTS = `SELECT r.id ${unfinished('lot_void', ['VOIDED'])}`;
const FINDING_PLACES = `SELECT DISTINCT r.place AS id ${unfinished('finding', ['CLOSED'])}`;
/** With a permit change, and without a deposit filed by then. */
const UNDEPOSITED = `SELECT r.id ${unfinished('reduction', ['VOIDED'])}
  AND r.doc ->> 'permitChangedOn' IS NOT NULL
  AND NOT EXISTS (SELECT FROM read.deposit d
    WHERE d.ledger = r.ledger AND d.doc ->> 'reductionId' = r.id AND d.filed_position <= $3)`;
/** Wherever they lie: a unit found out in one county is looked at in all. */
const VOIDED = `SELECT id FROM read.reduction WHERE ledger = $1 AND status = 'VOIDED' AND filed_position <= $2`;

const idsOf = (found: readonly Found[]): readonly string[] => found.map(({ id }) => id);

/** Finds the items that were unfinished when the log had come so far, in the registers of some places. */
export const deskIndex = async (
  dataSource: DataSource,
  places: readonly string[],
  upTo: number,
): Promise<DeskIndex> => {
  const [voided, own] = await Promise.all([
    dataSource.query<Found[]>(VOIDED, [LEDGER, upTo]),
    withinPlaces(dataSource, places, async (manager) => {
      const ask = <F extends Found>(sql: string): Promise<F[]> => manager.query(sql, [LEDGER, places, upTo]);
      return {
        deposits: await ask<FoundDeposit>(DEPOSITS),
        withdrawals: idsOf(await ask(WITHDRAWALS)),
        undeposited: idsOf(await ask(UNDEPOSITED)),
        lots: idsOf(await ask(LOTS)),
        findingPlaces: idsOf(await ask(FINDING_PLACES)),
      };
    }),
  ]);
  return {
    ...own,
    deposits: idsOf(own.deposits),
    reductions: [...new Set([...own.deposits.map(({ reductionId }) => reductionId), ...idsOf(voided)])],
  };
};
