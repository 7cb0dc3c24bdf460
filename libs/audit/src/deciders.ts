import type { Decider } from '#kernel';
import { deciders as accountability } from '#libs/accountability';
import { deciders as capacity } from '#libs/capacity';
import { deciders as delegation } from '#libs/delegation';
import { deciders as deposit } from '#libs/deposit';
import { deciders as eia } from '#libs/eia';
import { deciders as inspection } from '#libs/inspection';
import { adoptPolicy } from '#libs/policy';
import { deciders as reduction } from '#libs/reduction';
import { deciders as returns } from '#libs/returns';
import { deciders as standing } from '#libs/standing';
import { deciders as trade } from '#libs/trade';
import { deciders as voiding } from '#libs/voiding';
import { deciders as withdrawal } from '#libs/withdrawal';
import { orderAuditPack } from './pack/order-audit-pack.decider.js';
import { rotateSigningKey } from './keys/rotate-signing-key.decider.js';

/** Every command the ledger understands. A new library adds its line here. */
export const LEDGER_DECIDERS = [
  ...accountability,
  ...capacity,
  ...delegation,
  ...deposit,
  ...eia,
  ...inspection,
  ...reduction,
  ...returns,
  ...standing,
  ...trade,
  ...voiding,
  ...withdrawal,
  adoptPolicy,
  orderAuditPack,
  rotateSigningKey,
] as readonly Decider<never>[] as readonly Decider[];
