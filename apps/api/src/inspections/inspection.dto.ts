import type { CivilDate, Instant } from '#kernel';
import { VIOLATIONS, type Violation } from '#contract/accountability';
import {
  INSPECTION_STEPS,
  SAMPLED,
  SEVERITIES,
  type InspectionStep,
  type Sampled,
  type Severity,
} from '#contract/inspection';
import {
  CivilDateField,
  Degrees,
  Flag,
  Id,
  InstantField,
  Nested,
  NestedList,
  OneOf,
  PlaceField,
  Sha256,
  SignedNote,
  Text,
  Username,
  Whole,
} from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';
import { EvidenceDto } from '../reductions/reduction.dto.js';

const MOST_PLACES = 50;
const MOST_OFFICERS = 20;
const MOST_SAMPLED = 1_000;
const MOST_NOTES = 500;
const MOST_FINDINGS = 1_000;

/** 抽样数量. */
export class SampleSizeDto {
  @OneOf(SAMPLED) of!: Sampled;
  @Whole({ min: 1, max: MOST_SAMPLED }) size!: number;
}

/** 检查计划. */
export class PlanInspectionDto {
  @Text({ max: 200, optional: true }) title?: string;
  @PlaceField({ list: { min: 1, max: MOST_PLACES } }) places!: string[];
  @PlaceField({ optional: true, description: '属地方 host; the only place, or the planner’s, unless given.' })
  host?: string;
  @Id({ optional: true, description: '主导方 lead; a place or a division elsewhere, the host unless given.' })
  lead?: string;
  @CivilDateField() from!: CivilDate;
  @CivilDateField() to!: CivilDate;
  @Username({
    list: { min: 1, max: MOST_OFFICERS },
    optional: true,
    description: 'Account ids; the planner alone unless given.',
  })
  officers?: string[];
  @NestedList(() => SampleSizeDto, { min: 0, max: SAMPLED.length, uniqueBy: 'of', optional: true })
  samples?: SampleSizeDto[];
}

/** 坐标, in degrees (CGCS2000). */
export class CoordinatesDto {
  @Degrees(180) longitude!: string;
  @Degrees(90) latitude!: string;
}

/** 八步法的一步. */
export class InspectionStepDto {
  @OneOf(INSPECTION_STEPS) step!: InspectionStep;
  @InstantField({ optional: true, description: 'When it was done; now unless given.' }) at?: Instant;
  @PlaceField() place!: string;
  @Nested(() => CoordinatesDto, { optional: true }) coordinates?: CoordinatesDto;
  @Username({
    list: { min: 1, max: MOST_OFFICERS },
    optional: true,
    description: 'Who was there; the writer unless given.',
  })
  officers?: string[];
  @Nested(() => EvidenceDto) file!: EvidenceDto;
}

/** 检查发现的问题. */
export class InspectionFindingDto {
  @PlaceField() place!: string;
  @OneOf(SEVERITIES) severity!: Severity;
  @OneOf(VIOLATIONS, { optional: true }) violation?: Violation;
  @Text({ max: 100, optional: true, description: 'A lot, a voucher, a reduction, a position.' })
  subject?: string;
  @Text({ max: 2000, lines: true }) facts!: string;
  @NestedList(() => EvidenceDto, { min: 0, max: 50, uniqueBy: 'sha256', optional: true })
  evidence?: EvidenceDto[];
  @CivilDateField({ optional: true, description: '整改期限.' }) dueOn?: CivilDate;
}

/** What the verifier found in the pack. */
export class PackFindingDto {
  @Text({ max: 40 }) code!: string;
  @Whole({ min: 0, max: Number.MAX_SAFE_INTEGER, optional: true }) position?: number;
  @Text({ max: 200, optional: true }) field?: string;
}

/** 离线记录. */
export class OfflineNoteDto {
  @Whole({ min: 1, max: Number.MAX_SAFE_INTEGER, optional: true }) position?: number;
  @Text({ max: 2000, lines: true }) text!: string;
  @InstantField() takenAt!: Instant;
}

/** The file that `verify.html` exports, as it is. */
export class OfflineNotesDto {
  @OneOf(['reserve-pool/offline-notes/1']) format!: string;
  @OneOf([LEDGER], { optional: true }) ledger?: string;
  @Whole({ min: 0, max: Number.MAX_SAFE_INTEGER, optional: true }) size?: number;
  @InstantField({ optional: true }) madeAt?: Instant;
  @Text({ max: 200, optional: true }) madeBy?: string;
  @SignedNote({ optional: true }) checkpoint?: string;
  @OneOf(['SOUND', 'BROKEN', 'RULES_BROKEN'], { optional: true }) verdict?: string;
  @NestedList(() => PackFindingDto, { min: 0, max: MOST_FINDINGS, optional: true })
  findings?: PackFindingDto[];
  @NestedList(() => OfflineNoteDto, { min: 0, max: MOST_NOTES }) notes!: OfflineNoteDto[];
}

/** 证据包; the steps’ files are in it anyway. */
export class PackageEvidenceDto {
  @NestedList(() => EvidenceDto, { min: 0, max: 200, optional: true }) files?: EvidenceDto[];
}

/** 移送. */
export class HandOverDto {
  @Id({ description: 'A place, or a division elsewhere.' }) to!: string;
  @Text({ max: 200 }) documentNo!: string;
}

/** 接收. */
export class ReceiptDto {
  @Sha256({ description: 'Of the manifest, reckoned anew from the files that came.' }) digest!: string;
  @Text({ max: 200 }) documentNo!: string;
}

/** 互认. */
export class RecognitionDto {
  @Flag() recognised!: boolean;
  @Text({ max: 2000, lines: true }) opinion!: string;
  @Text({ max: 200 }) documentNo!: string;
}
