import { edgeRefusal } from '#libs/platform';
import type { ImportKind } from './import-kind.js';
import { eiaApprovals } from './kinds/eia-approvals.js';
import { openings } from './kinds/openings.js';
import { permitCancellations } from './kinds/permit-cancellations.js';
import { readings } from './kinds/readings.js';
import { reductions } from './kinds/reductions.js';
import { taskUses } from './kinds/task-uses.js';
import { tradeReports } from './kinds/trade-reports.js';
import { trades } from './kinds/trades.js';
import { withdrawals } from './kinds/withdrawals.js';

/** Every kind of sheet that may be sent. */
export const IMPORT_KINDS: readonly ImportKind[] = [
  reductions,
  openings,
  withdrawals,
  readings,
  eiaApprovals,
  permitCancellations,
  trades,
  tradeReports,
  taskUses,
];

/** Errors: NOT_FOUND. */
export const importKind = (name: string): ImportKind => {
  const kind = IMPORT_KINDS.find(({ form }) => form.kind === name);
  if (kind === undefined) throw edgeRefusal('NOT_FOUND', { subject: `导入类别 ${name}` });
  return kind;
};
