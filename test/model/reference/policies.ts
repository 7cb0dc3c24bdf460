import { POLLUTANTS } from './plain.js';

type Row = readonly [standard: unknown, allowed: (value: unknown) => boolean];

const one = (...of: string[]): Row => [of[0], (value) => of.includes(value as string)];
const whole = (standard: number, from: number, to: number): Row => [
  standard,
  (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
];
const some = (standard: readonly string[], of: readonly string[], atLeast = 0): Row => [
  standard,
  (value) =>
    Array.isArray(value) &&
    value.length >= atLeast &&
    new Set(value).size === value.length &&
    value.every((item) => of.includes(item)),
];
const isAmount = (value: unknown): boolean =>
  typeof value === 'string' && /^(0|[1-9]\d{0,11})(\.\d{0,8}[1-9])?$/.test(value);
/** Rows of exactly these columns, no two alike in the columns that ask. */
const table = (columns: Readonly<Record<string, (value: unknown) => boolean>>, asking: string[]): Row => [
  [],
  (value) =>
    Array.isArray(value) &&
    value.every(
      (row) =>
        Object.keys(row).length === Object.keys(columns).length &&
        Object.entries(columns).every(([name, fits]) => fits(row[name])),
    ) &&
    new Set(value.map((row) => JSON.stringify(asking.map((name) => row[name])))).size === value.length,
];

const ACTS = ['WITHDRAW_PROVINCIAL', 'WITHDRAW_MUNICIPAL', 'WITHDRAW_LOCAL', 'CROSS_COUNTY_PURCHASE'];
const WORKS = ['TOWN_SEWAGE_PLANT', 'REFUSE_SITE', 'HAZARDOUS_WASTE', 'MEDICAL_WASTE'];
const BUILT = ['ROAD', 'RAIL', 'HYDRO', 'PV', 'WIND', 'SUPPLY_COAL_MINE'];
const daysFit = (days: unknown): boolean =>
  Number.isInteger(days) && Number(days) >= 1 && Number(days) <= 365;

/** Rulebook 1.5, A1 to A42, and the witnesses: the default and what may be adopted instead. */
export const POLICIES: Readonly<Record<string, Row>> = {
  'annualLinkage.exactlyOneMet': one('CASE_BY_CASE', 'ALLOW', 'DENY'),
  'linkage.media': one('ALL_MEDIA', 'SAME_MEDIUM'),
  'linkage.pendingYear': one('CARRY', 'RESTRICT'),
  'suspension.covers': some(ACTS, ACTS, 1),
  'suspension.inFlight': one('HOLD', 'VOID', 'HONOUR'),
  'suspension.cascade': one('DOWN', 'NONE'),
  'suspension.trigger': whole(10, 0, 100),
  'localShare.holder': one('PARK_IF_REGISTERED', 'COUNTY'),
  'park.useOfCountyPool': one('OWN_THEN_COUNTY', 'OWN'),
  provincialTake: one('BY_DOCUMENT', 'NONE'),
  'split.order': one('OBLIGATIONS_FIRST', 'PROVINCE_FIRST'),
  'split.remainder': one('LOCAL'),
  'precision.quantum': one('1mg'),
  'precision.rounding': one('DEMAND_UP'),
  'sei.pollutants': some(['TN', 'TP', 'NH3-N'], POLLUTANTS.slice(0, 4)),
  'sei.projectTypes': some(['NEW', 'EXPANSION'], ['NEW', 'EXPANSION', 'RENOVATION', 'TECH_UPGRADE']),
  'demand.baseline': one('PERMIT_THEN_EIA', 'ANY_STATED'),
  'demand.negative': one('ZERO'),
  'demand.scope': one('ORGANISED_AND_FUGITIVE', 'ORGANISED_ONLY'),
  'demand.exempt': some(WORKS, [...WORKS, ...BUILT]),
  'demand.deMinimis': ['0', isAmount],
  'multiplier.accounting': one('MULTIPLIED', 'INCREMENT'),
  'multiplier.onTrades': one('YES', 'NO'),
  'draw.order': one('OWN_MUNICIPAL_PROVINCIAL', 'OWN_ONLY'),
  earmark: one('SOFT', 'HARD', 'NONE'),
  'void.scope': one('LOCALITY'),
  'void.voucher': one('KEEP', 'REVOKE'),
  'deposit.availableAt': one('MUNICIPAL'),
  'award.origin': one('PARK', 'SPLIT'),
  'deposit.deadline': whole(1, 1, 12),
  'deposit.eligibleFrom': [
    '2021-01-01',
    (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)) && !Number.isNaN(Date.parse(String(value))),
  ],
  'reduction.partialUse': one('REST', 'NONE'),
  'reduction.identity': one('WARN', 'BLOCK'),
  'reduction.creditable': one('CAP_AT_PERMIT', 'GUIDE_RESULT'),
  'voucher.validity': whole(5, 1, 20),
  'hold.ttl': [
    { REPORT: 60, FORM: 30 },
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      Object.keys(value).toSorted().join() === 'FORM,REPORT' &&
      Object.values(value).every(daysFit),
  ],
  tradeTerm: one('WHILE_RUNNING', 'PERPETUAL'),
  crossRegion: one('COUNTY_AND_PARK', 'COUNTY'),
  'credit.mrvWords': one('BY_ARTICLE', 'ALL_FOUR'),
  'approval.tiers': table(
    {
      pollutant: (value) => POLLUTANTS.includes(String(value)),
      from: isAmount,
      approver: (value) => value === 'office' || value === 'bureau-lead',
    },
    ['pollutant', 'from'],
  ),
  'step.due': whole(5, 1, 60),
  'quarter.due': whole(15, 1, 60),
  'month.due': whole(10, 1, 60),
  'improvement.cap': table(
    {
      improvement: isAmount,
      share: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100,
    },
    ['improvement'],
  ),
  'witness.quorum': whole(0, 0, 100),
};
