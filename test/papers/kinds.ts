import { must, sha256Hex, usccCheckCharacter } from '#kernel';

/** What stands in a row, by the keys of its columns. */
export type Row = Readonly<Record<string, string>>;

/** One sort of slip: what somebody wrote, on which cell it is found, and what is said of it. */
export interface Slip {
  readonly key: string;
  readonly set: Row;
  readonly says: RegExp;
}

/** A kind of sheet as offices fill it in. */
export interface Filled {
  readonly kind: string;
  /** Whose it is. */
  readonly who: string;
  /** The good row of this number; those of another series are others. */
  readonly row: (index: number, series: string) => Row;
  /** What only the rules of this kind find. */
  readonly slips: readonly Slip[];
}

const PLACE = '昆山市';
/** A unit of its own for each kind, series and row. */
const usccOf = (kind: string, series: string, index: number): string => {
  const body = `91320583M${kind}${series}${String(index).padStart(6, '0')}`;
  return body + usccCheckCharacter(body);
};
export const slip = (key: string, value: string, says: RegExp): Slip => ({
  key,
  set: { [key]: value },
  says,
});
/** Slips that only show where the permit names no limit. */
const unlimited = ({ set, ...rest }: Slip): Slip => ({
  ...rest,
  set: { ...set, 'lines.COD.permittedLimit': '' },
});
const yes = Object.fromEntries(
  ['monitorable', 'reportable', 'countable', 'verifiable'].map((flag) => [`mrv.${flag}`, '是']),
);
const OUTSIDE = '常熟市';

const cut = (kind: string, index: number, series: string): Row => {
  const uscc = usccOf(kind, series, index);
  return {
    'unit.uscc': uscc,
    'unit.name': `示例企业${index}`,
    permitNo: `${uscc}001P`,
    facility: '一号锅炉',
    measure: '深度治理',
    fundingSource: '自筹',
    formedOn: '2021-06-30',
    permitChangedOn: '2021-07-20',
    place: PLACE,
    'guide.id': '主要污染物总量减排核算技术指南',
    'guide.version': '2022',
    'lines.COD.verified': '3.26434',
    'lines.TP.verified': '0.2',
    'lines.COD.permittedLimit': '3.26434',
    'lines.TP.permittedLimit': '0.2',
    ...yes,
    'evidence.name': '核算报告',
    'evidence.sha256': sha256Hex(uscc),
  };
};
/** The rules that every filing of a reduction is judged by. */
const CUT_SLIPS: readonly Slip[] = [
  slip('formedOn', '2020-12-31', /^FORMED_TOO_EARLY .*第三条/),
  unlimited(slip('mrv.verifiable', '否', /^MRV_INCOMPLETE .*第二条/)),
  unlimited(slip('permitManagement', '简化管理', /^PERMIT_WITHOUT_QUOTA .*第十四条/)),
  slip('permitNo', '12345', /22 位/),
  slip('evidence.sha256', 'abc', /64 位/),
];
const READING_PLACES = '姑苏区 虎丘区 吴中区 相城区 吴江区 昆山市 太仓市 张家港市'.split(' ');

let usedReductions: readonly string[] = [];

/** Names the reductions that sheets of uses book on from now on: those of the ledger that a file of tests writes. */
export const bookUsesOn = (ids: readonly string[]): void => void (usedReductions = ids);

export const KINDS: readonly Filled[] = [
  {
    kind: 'readings',
    who: 'monitoring@320500',
    row: (index, series) => ({
      place: READING_PLACES[index % READING_PLACES.length] ?? '',
      month: `202${2 + (Math.floor(index / 400) % 4)}-${String(1 + (Math.floor(index / 8) % 12)).padStart(2, '0')}`,
      medium: index % 2 === 0 ? '水' : '大气',
      indicator: `示例指标${series}${Math.floor(index / 96)}`,
      value: `${index}.${String(index).padStart(4, '0')}1`,
      unit: 'mg/L',
      target: '10000',
      lastYear: '3.26434',
      valid: '是',
    }),
    slips: [slip('place', '上海市', /不在可选项内/), slip('month', '2026-12', /月份/)],
  },
  {
    kind: 'reductions',
    who: 'county-clerk@320583',
    row: (index, series) => ({
      ...cut('A', index, series),
      'deposit.COD.amount': '3',
      lateReason: '资料迟交',
    }),
    slips: [
      ...CUT_SLIPS,
      slip('place', OUTSIDE, /^FORBIDDEN_PLACE /),
      slip('deposit.COD.amount', '3.264340001', /^REDUCTION_ALREADY_USED .*第三条/),
    ],
  },
  {
    kind: 'openings',
    who: 'bureau-lead@320500',
    row: (index, series) => ({
      entryNo: `台账${index}`,
      closedOn: '2021-12-31',
      decisionNo: '示例〔2026〕5号',
      ...cut('B', index, series),
      'balances.COD.municipal': '0.3',
      'balances.COD.local': '1.5',
    }),
    slips: [
      ...CUT_SLIPS,
      slip('closedOn', '2026-11-01', /^OPENING_AFTER_START .*第四条/),
      slip('closedOn', '2021-06-29', /已形成/),
      slip('balances.COD.local', '2.964340001', /^REDUCTION_ALREADY_USED .*第三条/),
    ],
  },
  {
    kind: 'withdrawals',
    who: 'county-clerk@320583',
    row: (index, series) => ({
      'project.code': `260${series}-320583-89-01-${String(index).padStart(6, '0')}`,
      'project.name': `示例项目${index}`,
      'project.uscc': usccOf('C', series, index),
      'project.place': PLACE,
      'project.industry': 'C2929',
      'project.type': '新建',
      pools: 'pool-320583',
      'lines.COD.postDischarge': '0.000001',
    }),
    slips: [
      slip('project.place', OUTSIDE, /^FORBIDDEN_PLACE /),
      slip('lines.COD.postDischarge', '100000', /^INSUFFICIENT_QUOTA .*第七条/),
      slip('pools', 'pool-320581', /^POOL_NOT_OPEN_TO_PLACE .*第六条/),
      slip('lines.COD.statedIncrement', '5', /^STATED_INCREMENT_MISMATCH .*第七条/),
      slip('project.code', '12345', /项目代码形如/),
    ],
  },
  {
    kind: 'eia-approvals',
    who: 'office@320500',
    row: (index, series) => ({
      approvalNo: `示例批〔2026〕${series}${index}号`,
      approvedOn: '2026-10-01',
      projectCode: `261${series}-320583-89-01-${String(index).padStart(6, '0')}`,
      place: PLACE,
      'lines.COD.amount': '0.000001',
    }),
    slips: [slip('approvedOn', '2039-01-01', /今日|today/), slip('projectCode', '12345', /项目代码形如/)],
  },
  {
    kind: 'permit-cancellations',
    who: 'county-clerk@320583',
    row: (index, series) => {
      const uscc = usccOf('D', series, index);
      return {
        permitNo: `${uscc}001P`,
        'unit.uscc': uscc,
        'unit.name': `示例企业${index}`,
        place: PLACE,
        cancelledOn: '2026-10-01',
        reason: '企业关停',
      };
    },
    slips: [
      slip('place', OUTSIDE, /^FORBIDDEN_PLACE /),
      slip('cancelledOn', '2039-01-01', /今日|today/),
      slip('permitNo', '12345', /22 位/),
      slip('unit.uscc', '91320583MA1', /18 位/),
      slip('unit.uscc', '91320583MA1TEST000', /信用代码/),
    ],
  },
  {
    kind: 'trades',
    who: 'trade-org@320500',
    row: (index, series) => ({
      sellerUscc: usccOf('E', series, index),
      buyerUscc: usccOf('F', series, index),
      place: PLACE,
      'lines.TP.amount': '0.5',
      termYears: '5',
      price: '8011.69',
    }),
    slips: [slip('sellerUscc', '12345', /18 位/), slip('termYears', '51', /1 至 50/)],
  },
  {
    kind: 'trade-reports',
    who: 'trade-org@320500',
    row: (index, series) => ({
      month: '2025-08',
      source: `示例月报${series}-${index}`,
      side: index % 2 === 0 ? '卖出' : '买入',
      pollutant: '化学需氧量',
      amount: '3.8252',
      party: '示例企业',
    }),
    slips: [],
  },
  {
    kind: 'task-uses',
    who: 'office@320500',
    row: (index, series) => ({
      reductionId: must(usedReductions[index % usedReductions.length], 'a reduction to use'),
      reference: `任务核算${series}${index}`,
      'lines.COD.amount': '0.001',
      'lines.TP.amount': '0.001',
    }),
    slips: [
      slip('reductionId', 'nobodys', /不存在|NOT_FOUND/),
      slip('lines.COD.amount', '100001', /^REDUCTION_ALREADY_USED .*第三条/),
      slip('lines.SO2.amount', '1', /^POLLUTANT_NOT_IN_REDUCTION .*第三条/),
      slip('use', '不知道', /不在可选项内/),
    ],
  },
];
