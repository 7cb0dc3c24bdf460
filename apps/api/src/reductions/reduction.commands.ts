import type { FileReduction } from '#libs/reduction';
import { plain } from '../ledger/plain.js';
import type { FileReductionDto } from './reduction.dto.js';

/** The filing as the domain takes it: every field stated, absent ones as null. */
export const toFileReduction = (dto: FileReductionDto): FileReduction => ({
  unit: { uscc: dto.unit.uscc ?? null, name: dto.unit.name },
  permitNo: dto.permitNo ?? null,
  facility: dto.facility,
  measure: dto.measure,
  fundingSource: dto.fundingSource,
  formedOn: dto.formedOn,
  permitChangedOn: dto.permitChangedOn ?? null,
  place: dto.place,
  guide: { id: dto.guide.id, version: dto.guide.version },
  lines: dto.lines.map(({ pollutant, verified, permittedLimit }) => ({
    pollutant,
    verified,
    permittedLimit: permittedLimit ?? null,
  })),
  mrv: plain(dto.mrv),
  evidence: dto.evidence.map(({ name, sha256 }) => ({ name, sha256 })),
  coBenefitTCO2e: dto.coBenefitTCO2e ?? null,
  earmark: dto.earmark ?? null,
  permitManagement: dto.permitManagement ?? null,
  apportionment: dto.apportionment?.map(plain) ?? null,
});
