import { shape, type DomainEvent, type EventCatalogue, type Pollutant, type Tonnes } from '#kernel';
import type {
  AreaShare,
  Evidence,
  FundingSource,
  Guide,
  LotEarmark,
  Measure,
  MrvFlag,
  PermitManagement,
  Unit,
  Use,
} from './terms.js';

export interface AmountLine {
  readonly pollutant: Pollutant;
  readonly amount: Tonnes;
}

export interface VerifiedLine {
  readonly pollutant: Pollutant;
  /** The result under the accounting guide. */
  readonly verified: Tonnes;
  readonly permittedLimit: Tonnes | null;
  /** What may be used: the result, capped at the permitted limit (policy A34). */
  readonly creditable: Tonnes;
}

export interface SimilarReduction {
  readonly reductionId: string;
  readonly place: string;
  readonly reason: 'SAME_EVIDENCE' | 'SAME_UNIT_AND_FACILITY';
}

/** 减排量申报：one filing carries all pollutants of one cut; the stream is its identity (policy A33). */
export type ReductionFiled = DomainEvent<
  'ReductionFiled',
  {
    readonly reductionId: string;
    readonly unit: Unit;
    readonly permitNo: string | null;
    readonly facility: string;
    readonly measure: Measure;
    readonly fundingSource: FundingSource;
    readonly formedOn: string;
    readonly permitChangedOn: string | null;
    readonly place: string;
    readonly guide: Guide;
    readonly lines: readonly VerifiedLine[];
    readonly mrv: Readonly<Record<MrvFlag, boolean>>;
    readonly evidence: readonly Evidence[];
    readonly coBenefitTCO2e: string | null;
    /** 腾退指标标记 (policy A25), if there is one. */
    readonly earmark?: LotEarmark | null;
    /** 排污许可管理类别 (第十四条), where it was stated. */
    readonly permitManagement?: PermitManagement | null;
    /** 政府工程由几地共享的, 各地所占比例：the shares sum to 100 %; nothing where one area has it all. */
    readonly apportionment?: readonly AreaShare[] | null;
    readonly similar: readonly SimilarReduction[];
    readonly filedOn: string;
    readonly policies: readonly string[];
  }
>;

/** 用途登记：an exclusive use takes an amount; POOL refers to a deposit, the others to a document. */
export type ReductionUseAllocated = DomainEvent<
  'ReductionUseAllocated',
  { readonly use: Use; readonly reference: string; readonly lines: readonly AmountLine[] }
>;

/** A deposit was returned or rejected, so its amount is free again. */
export type ReductionUseReleased = DomainEvent<
  'ReductionUseReleased',
  { readonly use: Use; readonly reference: string; readonly lines: readonly AmountLine[] }
>;

/** 视为无效：a deposit of it was found to rest on deceit; nothing of it may be used again (第二十一条). */
export type ReductionUseVoided = DomainEvent<
  'ReductionUseVoided',
  { readonly use: Use; readonly reference: string; readonly decisionNo: string }
>;

/** A filing left its fingerprint (an evidence hash, or unit with facility) where the next one will look. */
export type ReductionMarked = DomainEvent<
  'ReductionMarked',
  { readonly reductionId: string; readonly place: string; readonly reason: SimilarReduction['reason'] }
>;

export type ReductionEvent =
  | ReductionFiled
  | ReductionUseAllocated
  | ReductionUseReleased
  | ReductionUseVoided;
export type MarkEvent = ReductionMarked;

export const reductionEvents: EventCatalogue<ReductionEvent | MarkEvent> = {
  ReductionFiled: shape(1),
  ReductionUseAllocated: shape(1),
  ReductionUseReleased: shape(1),
  ReductionUseVoided: shape(1),
  ReductionMarked: shape(1),
};
