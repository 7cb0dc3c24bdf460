import type { RecordOpening } from '#libs/deposit';
import { plain } from '../ledger/plain.js';
import { toFileReduction } from '../reductions/reduction.commands.js';
import type { RecordOpeningDto } from './deposit.dto.js';

/** The opening as the domain takes it. */
export const toRecordOpening = (dto: RecordOpeningDto): RecordOpening => ({
  reduction: toFileReduction(dto),
  entryNo: dto.entryNo,
  closedOn: dto.closedOn,
  decisionNo: dto.decisionNo,
  balances: dto.balances.map(plain),
});
