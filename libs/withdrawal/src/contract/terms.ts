import type { Pollutant, Tonnes } from '#kernel';

/** 建设性质：新建、扩建、改建、技改. */
export const PROJECT_TYPES = ['NEW', 'EXPANSION', 'RENOVATION', 'TECH_UPGRADE'] as const;
export type ProjectType = (typeof PROJECT_TYPES)[number];

/** 优先类别 (第六条). */
export const PRIORITY_CLASSES = ['LIVELIHOOD', 'SCIENCE_DEMO', 'SEI', 'LOCAL_MAJOR', 'ORDINARY'] as const;
export type PriorityClass = (typeof PRIORITY_CLASSES)[number];

/** 新增量的基准 (policy A17). */
export const BASELINE_BASES = ['NONE', 'PERMIT', 'EIA', 'REACCOUNTED'] as const;
export type BaselineBasis = (typeof BASELINE_BASES)[number];

export const PATHS = ['POOL', 'TRADE'] as const;
/** 来源：from the pool (第八条 path B) or by purchase (path A). */
export type SourcePath = (typeof PATHS)[number];

/** 环评文件：报告书 or 报告表; decides how long a hold lasts (policy A36). */
export const EIA_DOCUMENTS = ['REPORT', 'FORM'] as const;
export type EiaDocument = (typeof EIA_DOCUMENTS)[number];

/** 审核结论：pass, return for correction, or reject. */
export type ReviewDecision = 'PASS' | 'RETURN' | 'REJECT';

/** 免于替代的项目类别 (policy A20). */
export const EXEMPT_KINDS = [
  'TOWN_SEWAGE_PLANT',
  'REFUSE_SITE',
  'HAZARDOUS_WASTE',
  'MEDICAL_WASTE',
  'ROAD',
  'RAIL',
  'HYDRO',
  'PV',
  'WIND',
  'SUPPLY_COAL_MINE',
] as const;
export type ExemptKind = (typeof EXEMPT_KINDS)[number];

/** 两高一低：high energy use, high emissions, low level. */
export const PROJECT_LISTS = ['TWO_HIGH_ONE_LOW'] as const;
export type ProjectList = (typeof PROJECT_LISTS)[number];

export interface Project {
  readonly code: string;
  readonly name: string;
  readonly uscc: string;
  readonly place: string;
  readonly industry: string;
  readonly type: ProjectType;
  readonly sei: { readonly determinationNo: string } | null;
  readonly priorityClass: PriorityClass;
  /** 免于替代的项目类别, where the project is of one; whether that exempts it is policy A20's to say. */
  readonly exemptKind?: ExemptKind | null;
  /** 列入清单的项目, and the document of the municipal joint review (联合会审) it needs for that. */
  readonly listed?: ProjectList | null;
  readonly jointReviewNo?: string | null;
}

export interface Baseline {
  readonly basis: BaselineBasis;
  readonly amount: Tonnes;
  readonly recordNo: string | null;
}

/** What the applicant states for one pollutant. */
export interface StatedLine {
  readonly pollutant: Pollutant;
  readonly postDischarge: Tonnes;
  readonly components: { readonly organised: Tonnes; readonly fugitive: Tonnes } | null;
  readonly baseline: Baseline;
  readonly statedIncrement: Tonnes | null;
}

/** 所需替代量：what the rules make of it. `increment` is 新增年排放总量, never below zero (policy A18). */
export interface RequiredLine {
  readonly pollutant: Pollutant;
  readonly increment: Tonnes;
  /** The multiplier as text, `2` or `1.1`. */
  readonly ratio: string;
  readonly required: Tonnes;
}

/** One lot's contribution, by pool. */
export interface PoolDraw {
  readonly pool: string;
  readonly lotId: string;
  readonly pollutant: Pollutant;
  readonly amount: Tonnes;
}
export interface SettledPoolDraw extends PoolDraw {
  readonly retired: Tonnes;
}

export interface VoucherLine {
  readonly pollutant: Pollutant;
  readonly required: Tonnes;
  /** E: becomes the unit's quota. */
  readonly granted: Tonnes;
  /** (k−1)E: retired for good. */
  readonly retired: Tonnes;
}
