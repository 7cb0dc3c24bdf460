import { byPollutant, must } from '#kernel';
import type { SplitLine } from '#contract/deposit';
import type { Measure } from '#contract/reduction';
import { depositView, type DepositState, type DepositStep } from '#libs/deposit';
import type { DepositOnPaper, SplitOnPaper } from '#libs/documents';
import type { FiledReduction } from '#libs/reduction';
import { MEASURE_WORDS } from '../imports/words.js';
import type { OnEveryPaper } from '../papers/paper-office.js';
import { placeName, pollutantName, poolName } from '../papers/wording.js';

const STEPS: Readonly<Record<DepositStep, string>> = {
  FILING: '申报',
  FIRST_REVIEW: '初审',
  SITE_VERIFICATION: '现场核查',
  ELEMENT_REVIEW: '要素审核',
  JOINT_REVIEW: '联合会审',
  APPROVAL: '终审',
};
const MEASURES: Readonly<Record<Measure, string>> = { ...MEASURE_WORDS, PARK_AWARD: '园区奖励' };

/** What a notice tells: the deposit, its reduction, and the event that split it. */
export interface NoticeFile {
  readonly deposit: DepositState;
  readonly reduction: FiledReduction;
  readonly position: number;
  readonly splitAt: string;
}

const factsOf = ({ deposit, reduction: { filing } }: NoticeFile): DepositOnPaper['facts'] => {
  const { place, filedOn, reductionId } = must(deposit.filing, 'a filing');
  const { unit, permitNo, facility, measure, formedOn, guide } = filing;
  return [
    ['申报单位', `${placeName(place)}，${filedOn} 申报`],
    ['排污单位', unit.uscc === null ? unit.name : `${unit.name}（${unit.uscc}）`],
    ['排污许可证编号', permitNo ?? '无'],
    ['减排工程', `${facility}，${MEASURES[measure]}，${formedOn} 形成`],
    ['减排量编号', reductionId],
    ['核算指南', `${guide.id} ${guide.version}`],
  ];
};

const splitOf = (lines: readonly SplitLine[]): readonly SplitOnPaper[] =>
  lines.toSorted(byPollutant).map((line) => ({ ...line, pollutant: pollutantName(line.pollutant) }));

const basisOf = ({ deposit }: NoticeFile): readonly string[] => {
  const { lines } = must(deposit.split, 'a split');
  const { provincialDocumentNo } = deposit;
  return [
    '第二条（核算）',
    '第三条（来源与 3:7 分级）',
    '第四条（申报与入库）',
    ...(lines.some(({ obligations }) => obligations !== '0') ? ['第二十一条（后续收储扣除）'] : []),
    '第二十三条（会审）',
    ...(provincialDocumentNo === null ? [] : [`省级收储 ${provincialDocumentNo}`]),
  ];
};

/** The pools that were credited, tier by tier. */
const poolsOf = ({ deposit }: NoticeFile): DepositOnPaper['pools'] => {
  const { municipalPool, localPool, provincialPool, lines, areas } = must(deposit.split, 'a split');
  const got = (tier: 'provincial' | 'municipal' | 'local', all: readonly SplitLine[]): boolean =>
    all.some((line) => line[tier] !== '0');
  const local = areas ?? [{ localPool, lines }];
  return [
    ...(got('provincial', lines) ? [['省级', poolName(provincialPool)] as const] : []),
    ...(got('municipal', lines) ? [['市级', poolName(municipalPool)] as const] : []),
    ...local
      .filter((area) => got('local', area.lines))
      .map((area) => ['县级（园区）', poolName(area.localPool)] as const),
  ];
};

/** 入库通知书 in the words of the paper it replaces; its figures are those of the log. */
export const noticeOnPaper = (file: NoticeFile, more: OnEveryPaper): DepositOnPaper => {
  const { deposit, position, splitAt } = file;
  const { depositId } = must(deposit.filing, 'a filing');
  const { lines, areas = [] } = must(deposit.split, 'a split');
  return {
    ...more,
    no: depositId,
    state: deposit.status === 'VOIDED' ? '已视为无效（第二十一条）' : '已入库',
    issuedAt: splitAt,
    position,
    facts: factsOf(file),
    split: splitOf(lines),
    areas: areas.map((area) => ({ name: placeName(area.place), split: splitOf(area.lines) })),
    pools: poolsOf(file),
    lotId: (depositView(deposit)?.['lotId'] as string | null | undefined) ?? null,
    basis: basisOf(file),
    signers: deposit.reviews.map(({ step, by, opinion }) => ({ post: STEPS[step], account: by, opinion })),
  };
};
