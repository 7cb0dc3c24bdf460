import type { FileWithdrawal } from '#libs/withdrawal';
import type { FileWithdrawalDto, StatedLineDto } from './withdrawal.dto.js';

export const toStatedLines = (lines: readonly StatedLineDto[]): FileWithdrawal['lines'] =>
  lines.map(({ pollutant, postDischarge, components, baseline, statedIncrement }) => ({
    pollutant,
    postDischarge,
    components: components ? { organised: components.organised, fugitive: components.fugitive } : null,
    baseline: { basis: baseline.basis, amount: baseline.amount, recordNo: baseline.recordNo ?? null },
    statedIncrement: statedIncrement ?? null,
  }));

/** The application as the domain takes it: every field stated, absent ones as null or their default. */
export const toFileWithdrawal = ({ project, ...dto }: FileWithdrawalDto): FileWithdrawal => ({
  project: {
    code: project.code,
    name: project.name,
    uscc: project.uscc,
    place: project.place,
    industry: project.industry,
    type: project.type,
    sei: project.sei ? { determinationNo: project.sei.determinationNo } : null,
    priorityClass: project.priorityClass ?? 'ORDINARY',
    exemptKind: project.exemptKind ?? null,
    listed: project.listed ?? null,
    jointReviewNo: project.jointReviewNo ?? null,
  },
  path: dto.path,
  pools: dto.pools ?? [],
  tradeVouchers: dto.tradeVouchers ?? [],
  effectiveOn: dto.effectiveOn ?? null,
  lines: toStatedLines(dto.lines),
  rulingNo: dto.rulingNo ?? null,
  priorityReason: dto.priorityReason ?? null,
  eiaDocument: dto.eiaDocument ?? 'REPORT',
});
