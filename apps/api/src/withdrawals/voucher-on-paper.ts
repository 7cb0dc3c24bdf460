import { must, type RuleOutcome } from '#kernel';
import type { ProjectType } from '#contract/withdrawal';
import type { VoucherOnPaper } from '#libs/documents';
import { voucherStateOf, type VoucherState, type Withdrawal, type WithdrawalStep } from '#libs/withdrawal';
import type { OnEveryPaper } from '../papers/paper-office.js';
import { placeName, pollutantName, poolName } from '../papers/wording.js';

const STATES: Readonly<Record<VoucherState, string>> = {
  VALID: '有效',
  REGISTERED: '已登记使用',
  RELEASED: '已撤回',
  LAPSED: '已失效',
  BACKING_VOIDED: '指标来源已作废',
};
const TYPES: Readonly<Record<ProjectType, string>> = {
  NEW: '新建',
  EXPANSION: '扩建',
  RENOVATION: '改建',
  TECH_UPGRADE: '技术改造',
};
const STEPS: Readonly<Record<WithdrawalStep, string>> = {
  FILING: '申请',
  FIRST_REVIEW: '初审',
  ELEMENT_REVIEW: '要素审核',
  APPROVAL: '终审',
};

const projectOf = ({ project }: Withdrawal): VoucherOnPaper['project'] => [
  ['项目名称', project.name],
  ['项目代码', project.code],
  ['建设单位信用代码', project.uscc],
  ['建设地点', placeName(project.place)],
  ['项目性质', `${TYPES[project.type]}，行业 ${project.industry}`],
  ...(project.sei ? [['战略性新兴产业认定文号', project.sei.determinationNo] as const] : []),
];

const linesOf = (file: Withdrawal): VoucherOnPaper['lines'] => {
  const demanded = new Map(file.required.map((line) => [line.pollutant, line]));
  return must(file.voucher, 'a voucher').lines.map(({ pollutant, required, granted, retired }) => {
    const { increment, ratio } = must(demanded.get(pollutant), `the demand of ${pollutant}`);
    return { pollutant: pollutantName(pollutant), increment, ratio, required, granted, retired };
  });
};

/** Each article once, those of the scheme in one breath. */
const articlesOf = (articles: readonly string[]): readonly string[] => {
  const own = articles.filter((article) => article.startsWith('方案'));
  const named = new Set(own.flatMap((article) => article.slice('方案'.length).split('、')));
  return [`方案${[...named].join('、')}`, ...new Set(articles.filter((article) => !own.includes(article)))];
};

/** A file with a voucher, and the rules that this was given under. */
export interface IssuedVoucher {
  readonly file: Withdrawal;
  readonly rules: readonly RuleOutcome[];
}

/** A voucher in the words of the paper it replaces; its figures are those of the log. */
export const onPaper = ({ file, rules }: IssuedVoucher, more: OnEveryPaper): VoucherOnPaper => {
  const voucher = must(file.voucher, 'a voucher');
  const pools = [...new Set(voucher.draws.map(({ pool }) => poolName(pool)))];
  return {
    ...more,
    no: voucher.no,
    state: STATES[voucherStateOf(file)],
    issuedAt: voucher.issuedAt,
    issuer: pools.length > 0 ? pools.join('、') : '排污权交易',
    validUntil: voucher.validUntil,
    position: voucher.position,
    project: projectOf(file),
    lines: linesOf(file),
    draws: voucher.draws.map(({ pool, lotId, pollutant, amount, retired }) => [
      poolName(pool),
      lotId,
      pollutant,
      amount,
      retired,
    ]),
    trades: file.tradeVouchers,
    basis: articlesOf(rules.map(({ article }) => article)),
    signers: file.duties.map(({ step, by }) => ({
      post: STEPS[step as WithdrawalStep],
      account: by,
      opinion: '',
    })),
  };
};
