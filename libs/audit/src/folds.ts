import type { Fold } from '#kernel';
import { refusalFold } from '#contract/event-store';
import { accountabilityFold } from '#libs/accountability';
import { capacityFold } from '#libs/capacity';
import { delegationFold } from '#libs/delegation';
import { depositFold } from '#libs/deposit';
import { eiaFold } from '#libs/eia';
import { evidenceFold, inspectionFindingFold, inspectionFold } from '#libs/inspection';
import { obligationFold, voidFold } from '#libs/obligation';
import { policyFold } from '#libs/policy';
import { poolFold } from '#libs/pool';
import { markFold, reductionFold } from '#libs/reduction';
import { permitFold, returnFold, tradeReportFold } from '#libs/returns';
import { awardFold, standingFold } from '#libs/standing';
import { tradeFold } from '#libs/trade';
import { voucherRegisterFold, withdrawalFold } from '#libs/withdrawal';
import { keysFold } from './keys/keys.fold.js';
import { packsFold } from './pack/packs.fold.js';

/** Every kind of stream and how it becomes state. A new kind adds its line here. */
export const LEDGER_FOLDS: readonly Fold<unknown>[] = [
  accountabilityFold,
  awardFold,
  capacityFold,
  delegationFold,
  depositFold,
  eiaFold,
  evidenceFold,
  inspectionFindingFold,
  inspectionFold,
  keysFold,
  markFold,
  obligationFold,
  packsFold,
  permitFold,
  policyFold,
  poolFold,
  reductionFold,
  refusalFold,
  returnFold,
  standingFold,
  tradeFold,
  tradeReportFold,
  voidFold,
  voucherRegisterFold,
  withdrawalFold,
];
