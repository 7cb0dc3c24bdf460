import {
  accountabilityRegister,
  AccountabilityRegister1763769602100,
  AccountabilityRow,
} from '#module/accountability';
import { capacityRegister, CapacityRegister1763769602300, CapacityRow } from '#module/capacity';
import { depositRegister, DepositRow, DepositRegister1763769600400 } from '#module/deposit';
import { findingRegister, FindingRegister1763769601100, FindingRow } from '#module/eia';
import {
  evidenceRegister,
  EvidencePackageRow,
  inspectionFindingRegister,
  inspectionRegister,
  InspectionRegisters1795310000000,
  InspectionRow,
} from '#module/inspection';
import {
  obligationRegister,
  ObligationRegister1763769600900,
  ObligationRow,
  voidRegister,
  VoidRegister1763769601200,
} from '#module/obligation';
import { PoolLotTrail1763769600800, poolProjections, PoolReadModels1763769600200 } from '#module/pool';
import { reductionRegister, ReductionRegister1763769600300, ReductionRow } from '#module/reduction';
import {
  AssessmentRow,
  assessmentRegister,
  measureRegister,
  MeasureRegister1763769602200,
  MeasureRow,
  ReadingRow,
  readingRegister,
  StandingRegisters1763769600700,
  SuspensionRow,
  suspensionRegister,
} from '#module/standing';
import { tradeRegister, TradeRegister1763769601000, TradeRow } from '#module/trade';
import {
  voucherIndex,
  VoucherIndex1763769600600,
  withdrawalRegister,
  WithdrawalRegister1763769600500,
  WithdrawalRow,
} from '#module/withdrawal';
import {
  itemProjection,
  PlaceSecurity1795200000000,
  PlacesReadOnce1795500000000,
  PoolSecurity1795300000000,
  ProjectionTurn1795400000100,
  ReadBookkeeping1763769600100,
  registerProjection,
  type Projection,
} from '#libs/platform';

/** Every read model, its tables and the entities that read them. */
export const PROJECTIONS: readonly Projection[] = [
  registerProjection(reductionRegister),
  registerProjection(depositRegister),
  registerProjection(withdrawalRegister),
  voucherIndex,
  itemProjection(readingRegister),
  itemProjection(measureRegister),
  itemProjection(suspensionRegister),
  itemProjection(assessmentRegister),
  itemProjection(obligationRegister),
  registerProjection(voidRegister),
  itemProjection(tradeRegister),
  itemProjection(findingRegister, inspectionFindingRegister),
  registerProjection(inspectionRegister),
  registerProjection(evidenceRegister),
  itemProjection(accountabilityRegister),
  itemProjection(capacityRegister),
  ...poolProjections,
];
export const READ_ENTITIES = [
  ReductionRow,
  DepositRow,
  WithdrawalRow,
  ReadingRow,
  MeasureRow,
  SuspensionRow,
  AssessmentRow,
  ObligationRow,
  TradeRow,
  FindingRow,
  InspectionRow,
  EvidencePackageRow,
  AccountabilityRow,
  CapacityRow,
];
export const READ_MIGRATIONS = [
  ReadBookkeeping1763769600100,
  PoolReadModels1763769600200,
  ReductionRegister1763769600300,
  DepositRegister1763769600400,
  WithdrawalRegister1763769600500,
  VoucherIndex1763769600600,
  StandingRegisters1763769600700,
  PoolLotTrail1763769600800,
  ObligationRegister1763769600900,
  TradeRegister1763769601000,
  FindingRegister1763769601100,
  VoidRegister1763769601200,
  AccountabilityRegister1763769602100,
  MeasureRegister1763769602200,
  CapacityRegister1763769602300,
  PlaceSecurity1795200000000,
  PoolSecurity1795300000000,
  InspectionRegisters1795310000000,
  ProjectionTurn1795400000100,
  PlacesReadOnce1795500000000,
];
