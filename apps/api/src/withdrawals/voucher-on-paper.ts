import { findPlace, must, placeOfPool, pollutantFacts, type Pollutant } from '#kernel';
import type { ProjectType } from '#contract/withdrawal';
import type { VoucherOnPaper } from '#libs/documents';
import { voucherView, type VoucherState, type Withdrawal } from '#libs/withdrawal';

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

const placeName = (code: string): string => `${findPlace(code)?.name ?? ''}（${code}）`;
const poolName = (id: string): string => `${placeOfPool(id)?.name ?? id}储备库`;
const pollutantName = (code: Pollutant): string => `${pollutantFacts(code).zh} ${code}`;
/** Asia/Shanghai, as offices write it. */
const hour = (instant: string): string =>
  new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(new Date(instant));

const projectOf = ({ project }: Withdrawal): VoucherOnPaper['project'] => [
  ['项目名称', project.name],
  ['项目代码', project.code],
  ['建设单位信用代码', project.uscc],
  ['建设地点', placeName(project.place)],
  ['项目性质', `${TYPES[project.type]}，行业 ${project.industry}`],
  ...(project.sei ? [['战略性新兴产业认定文号', project.sei.determinationNo] as const] : []),
];

/** A voucher in the words of the paper it replaces; its figures are those of the log. */
export const onPaper = (file: Withdrawal, proof: VoucherOnPaper['proof']): VoucherOnPaper => {
  const voucher = must(file.voucher, 'a voucher');
  const demanded = new Map(file.required.map((line) => [line.pollutant, line]));
  const pools = [...new Set(voucher.draws.map(({ pool }) => poolName(pool)))];
  return {
    no: voucher.no,
    state: STATES[must(voucherView(file), voucher.no)['state'] as VoucherState],
    issuedAt: hour(voucher.issuedAt),
    issued: new Date(voucher.issuedAt),
    issuer: pools.length > 0 ? pools.join('、') : '排污权交易',
    validUntil: voucher.validUntil,
    position: voucher.position,
    project: projectOf(file),
    lines: voucher.lines.map(({ pollutant, required, granted, retired }) => {
      const { increment, ratio } = must(demanded.get(pollutant), `the demand of ${pollutant}`);
      return { pollutant: pollutantName(pollutant), increment, ratio, required, granted, retired };
    }),
    draws: voucher.draws.map(({ pool, lotId, pollutant, amount, retired }) => [
      poolName(pool),
      lotId,
      pollutant,
      amount,
      retired,
    ]),
    trades: file.tradeVouchers,
    basis: [...new Set(voucher.rules.map(({ article }) => article))],
    proof,
  };
};
