import { mg, mgOf, tonnes, type Pollutant, type Tonnes } from '#kernel';

/** The pollutants of the plan. */
export const PLAN_POLLUTANTS = ['COD', 'NH3-N', 'NOx', 'VOCs'] as const satisfies readonly Pollutant[];
type PlanPollutant = (typeof PLAN_POLLUTANTS)[number];

/** 万吨 as printed; nothing where no provincial figure was published. */
type PlanRow = Readonly<Record<PlanPollutant, string | null>>;
interface Planned {
  readonly code: string;
  readonly name: string;
  readonly figures: PlanRow;
}

/**
 * 长三角重点工程减排目标：key-project reductions accumulated to 2025, from the regional implementation plan of 2023. The plan
 * gives VOCs for the region only.
 */
const PLAN: readonly Planned[] = [
  { code: '310000', name: '上海市', figures: { COD: '1.63', 'NH3-N': '0.12', NOx: '1.30', VOCs: null } },
  { code: '320000', name: '江苏省', figures: { COD: '13.98', 'NH3-N': '0.75', NOx: '8.00', VOCs: null } },
  { code: '330000', name: '浙江省', figures: { COD: '5.43', 'NH3-N': '0.36', NOx: '5.50', VOCs: null } },
  { code: '340000', name: '安徽省', figures: { COD: '13.67', 'NH3-N': '0.69', NOx: '8.30', VOCs: null } },
];
const REGION: PlanRow = { COD: '34.71', 'NH3-N': '1.92', NOx: '23.10', VOCs: '16.25' };

const TONNES_PER_WAN = 10_000n;

export type TargetLine = {
  readonly pollutant: PlanPollutant;
  /** As printed, in 万吨. */
  readonly wanTonnes: string | null;
  /** The same in t. */
  readonly amount: Tonnes | null;
  readonly note: '未公布 not published' | null;
};
export type RegionalTarget = {
  readonly code: string;
  readonly name: string;
  readonly lines: readonly TargetLine[];
};

const lineOf = (pollutant: PlanPollutant, wanTonnes: string | null): TargetLine => ({
  pollutant,
  wanTonnes,
  amount: wanTonnes === null ? null : tonnes(mg(mgOf(wanTonnes) * TONNES_PER_WAN)),
  note: wanTonnes === null ? '未公布 not published' : null,
});
const targetOf = (code: string, name: string, row: PlanRow): RegionalTarget => ({
  code,
  name,
  lines: PLAN_POLLUTANTS.map((pollutant) => lineOf(pollutant, row[pollutant])),
});

/** The region first, then its provinces; accumulated to the end of 2025. */
export const REGIONAL_TARGETS: readonly RegionalTarget[] = [
  targetOf('YRD', '长三角区域', REGION),
  ...PLAN.map(({ code, name, figures }) => targetOf(code, name, figures)),
];
