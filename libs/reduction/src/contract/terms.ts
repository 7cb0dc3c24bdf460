/** 减排措施：units (第三条 type B), government works (type A), expansion works (第十二条), a park's award (第十八条). */
export const MEASURES = [
  'UNIT_CLOSURE',
  'TECHNICAL_PROGRESS',
  'DEEP_TREATMENT',
  'INFRASTRUCTURE',
  'TOWN_SEWAGE',
  'RECLAIMED_WATER',
  'LIVESTOCK',
  'RURAL_SEWAGE',
  'AQUACULTURE',
  'GREEN_ISLAND',
  'ECO_ISLAND',
  'ECO_BUFFER',
  'PARK_AWARD',
] as const;
export type Measure = (typeof MEASURES)[number];

/** 第十二条 expansion types: credited only when monitorable, countable and verifiable. */
export const EXPANSION_MEASURES: readonly Measure[] = [
  'TOWN_SEWAGE',
  'RECLAIMED_WATER',
  'LIVESTOCK',
  'RURAL_SEWAGE',
  'AQUACULTURE',
  'GREEN_ISLAND',
  'ECO_ISLAND',
  'ECO_BUFFER',
];

/** Government works: keyed by USCC or place where there is no permit (policy A33). */
export const GOVERNMENT_MEASURES: readonly Measure[] = [
  'INFRASTRUCTURE',
  ...EXPANSION_MEASURES,
  'PARK_AWARD',
];

/** 资金来源 (第十一条). */
export const FUNDING_SOURCES = ['NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY', 'OWN'] as const;
export type FundingSource = (typeof FUNDING_SOURCES)[number];

/** 环太湖五公里化工企业腾退：what it frees should serve 战略性新兴产业 first (policy A25). */
export const LOT_EARMARKS = ['TAIHU_5KM'] as const;
export type LotEarmark = (typeof LOT_EARMARKS)[number];

/** 排污许可管理类别: a simplified permit carries quota only when its copy says so (第十四条). */
export const PERMIT_MANAGEMENTS = ['KEY', 'SIMPLIFIED'] as const;
export type PermitManagement = (typeof PERMIT_MANAGEMENTS)[number];

/** 用途：the five exclusive uses of a reduction (第三条、第十三条、第二十一条). */
export const USES = ['TASK', 'PROJECT', 'POOL', 'TRADE', 'IN_HOUSE'] as const;
export type Use = (typeof USES)[number];

/** 可监测、可报告、可统计、可核查. */
export const MRV_FLAGS = ['monitorable', 'reportable', 'countable', 'verifiable'] as const;
export type MrvFlag = (typeof MRV_FLAGS)[number];

export interface Unit {
  readonly uscc: string | null;
  readonly name: string;
}
export interface Guide {
  readonly id: string;
  readonly version: string;
}
export interface Evidence {
  readonly name: string;
  readonly sha256: string;
}

/** 分摊：the percentage of a government work's reduction that is one area's (rulebook 1.6); decimal text. */
export interface AreaShare {
  readonly place: string;
  readonly percent: string;
}
