import { civilDateOf, mgOf, POLLUTANTS, startOf, tonnes, type Pollutant, type Tonnes } from '#kernel';
import type { LotCredited, LotTag } from '#contract/pool';
import type { AssessmentPublished, SuspensionOrdered } from '#contract/standing';
import type { Project, StatedLine } from '#contract/withdrawal';
import type { FileWithdrawal } from '#libs/withdrawal';
import { officer, type Past } from './given.js';

/** The people of Kunshan (320583) and above, one for each step. */
export const CLERK = officer('county-clerk', '320583');
export const REVIEWER = officer('county-reviewer', '320583');
export const APPROVER = officer('county-approver', '320583');
export const WATER = officer('element-water', '320500');
export const AIR = officer('element-air', '320500');
export const OFFICE = officer('office', '320500');
export const PROVINCE = officer('province', '320000');

/** An amount in canonical form, as the edge hands it on. */
export const t = (text: string): Tonnes => tonnes(mgOf(text));

export const project = (differing: Partial<Project> = {}): Project => ({
  code: '2603-320583-89-01-936298',
  name: '示例塑料制品新建项目',
  uscc: '91320583MA1XK2F47M',
  place: '320583',
  industry: 'C2929',
  type: 'NEW',
  sei: null,
  priorityClass: 'ORDINARY',
  ...differing,
});

/** A new discharge without baseline, unless said otherwise. */
export const line = (
  pollutant: Pollutant,
  postDischarge: string,
  differing: Partial<StatedLine> = {},
): StatedLine => ({
  pollutant,
  postDischarge: t(postDischarge),
  components: null,
  baseline: { basis: 'NONE', amount: t('0'), recordNo: null },
  statedIncrement: null,
  ...differing,
});

export const application = (
  lines: readonly StatedLine[],
  differing: Partial<FileWithdrawal> = {},
): FileWithdrawal => ({
  project: project(),
  path: 'POOL',
  pools: [],
  tradeVouchers: [],
  effectiveOn: null,
  lines,
  rulingNo: null,
  eiaDocument: 'FORM',
  ...differing,
});

/** 入库：a lot credited before the test begins. */
export const lot = (
  lotId: string,
  amounts: Readonly<Partial<Record<Pollutant, string>>>,
  { vintage = 2024, tags = [] }: { readonly vintage?: number; readonly tags?: readonly LotTag[] } = {},
): LotCredited => ({
  type: 'LotCredited',
  data: {
    lotId,
    depositId: `deposit-of-${lotId}`,
    reductionId: `reduction-of-${lotId}`,
    vintage,
    tags,
    lines: POLLUTANTS.flatMap((pollutant) => {
      const amount = amounts[pollutant];
      return amount === undefined ? [] : [{ pollutant, amount: t(amount) }];
    }),
  },
});

/** 年度考核 of 2025. */
export const judged = (
  place: string,
  { quality, task }: { readonly quality: boolean; readonly task: boolean },
): AssessmentPublished => {
  const met = quality ? 'MET' : 'MISSED';
  return {
    type: 'AssessmentPublished',
    data: {
      assessmentId: `assessment-${place}`,
      place,
      year: 2025,
      quality: { water: met, air: met },
      taskDone: task,
      improvement: null,
      decisionNo: null,
    },
  };
};
export const goodStanding = (place = '320583'): Past => judged(place, { quality: true, task: true });

/** 暂停令 over some acts, from the start of a day. */
export const suspended = (
  place: string,
  from: string,
  acts: SuspensionOrdered['data']['acts'],
): SuspensionOrdered => ({
  type: 'SuspensionOrdered',
  data: {
    suspensionId: `suspension-${place}-${from}`,
    place,
    acts,
    pollutants: [],
    effectiveFrom: startOf(civilDateOf(from)),
    reason: '示例：PM2.5 连续两月恶化',
    readingIds: [],
    orderNo: '示例暂停〔2026〕1号',
    backDated: false,
  },
});
