import { DEPOSITS } from './matrix/deposits.js';
import { IDENTITY } from './matrix/identity.js';
import { INBOX } from './matrix/inbox.js';
import { INSPECTIONS } from './matrix/inspections.js';
import { OPEN_TO_ALL, OWN_SESSION, WHOLE_LEDGER } from './matrix/open.js';
import { PARKS } from './matrix/parks.js';
import { POOLS } from './matrix/pools.js';
import { REPORTS } from './matrix/reports.js';
import { STANDING } from './matrix/standing.js';
import { SUPERVISION } from './matrix/supervision.js';
import { WITHDRAWALS } from './matrix/withdrawals.js';
import type { Rows } from './rows.js';

/**
 * 权限矩阵. One row for each route of the running application; `rows.ts` makes cells of a row, one for every role at
 * every place around the item and every state of the item, and says what each cell must answer:
 *
 * - nobody signed in: 401, unless the row is `open`;
 * - a role outside `who`: 403 FORBIDDEN_ROLE, wherever it stands and whatever the item's state;
 * - a stand outside `where`: 403 FORBIDDEN_PLACE, and not a word more about the item;
 * - anyone else: what the row says of the item's state.
 *
 * Writes are dry runs, so that no cell changes what the next one finds.
 */
export const MATRIX: Rows = {
  ...OPEN_TO_ALL,
  ...OWN_SESSION,
  ...IDENTITY,
  ...WHOLE_LEDGER,
  ...INBOX,
  ...DEPOSITS,
  ...WITHDRAWALS,
  ...POOLS,
  ...STANDING,
  ...PARKS,
  ...SUPERVISION,
  ...INSPECTIONS,
  ...REPORTS,
};
