import { officialTime } from '../sheet/code-words.js';
import { attest, footOf, type Attested } from './attested.js';
import { SheetOfPaper, type PaperColumn } from './sheet-of-paper.js';

/** What of one pollutant a voucher grants, in t/a. */
export interface VoucherLineOnPaper {
  readonly pollutant: string;
  /** 新增年排放总量. */
  readonly increment: string;
  readonly ratio: string;
  readonly required: string;
  readonly granted: string;
  readonly retired: string;
}

export interface VoucherOnPaper extends Attested {
  readonly issuer: string;
  readonly validUntil: string;
  readonly project: readonly (readonly [string, string])[];
  readonly lines: readonly VoucherLineOnPaper[];
  readonly draws: readonly (readonly [
    pool: string,
    lot: string,
    pollutant: string,
    amount: string,
    retired: string,
  ])[];
  readonly trades: readonly string[];
}

const TITLE = '排污总量指标凭证';
const figure = (title: string): PaperColumn => ({ title, share: 1, figures: true });
const DEMAND: readonly PaperColumn[] = [
  { title: '污染物', share: 1.4 },
  ...['新增年排放总量', '替代倍数', '所需替代量', '核准量', '退役量'].map(figure),
];
const DRAWS: readonly PaperColumn[] = [
  { title: '储备库', share: 1.4 },
  { title: '批次', share: 3 },
  { title: '污染物', share: 1.2 },
  figure('出库量'),
  figure('退役量'),
];

/** 排污总量指标凭证 (第八条) as the paper it replaces; amounts in 吨/年, the multiplication shown (第七条). */
export const voucherPaper = (voucher: VoucherOnPaper): Promise<Uint8Array> => {
  const { no, issuer, issuedAt, validUntil, state, project } = voucher;
  const paper = new SheetOfPaper({
    title: `${TITLE} ${no}`,
    foot: footOf('凭证', voucher),
    dated: new Date(issuedAt),
  });
  paper
    .heading(TITLE)
    .paragraph(`编号：${no}`, { align: 'center' })
    .facts(
      [
        ...project,
        ['出具单位', issuer],
        ['出具时间', officialTime(issuedAt)],
        ['有效期至', validUntil],
        ['凭证状态', state],
      ],
      2,
    );
  figures(paper, voucher);
  attest(paper, voucher, 2);
  return paper.bytes();
};

const figures = (paper: SheetOfPaper, { lines, draws, trades }: VoucherOnPaper): void => {
  paper.subheading('一、替代量核算（吨/年）').table(
    DEMAND,
    lines.map(({ pollutant, increment, ratio, required, granted, retired }) => [
      pollutant,
      increment,
      `×${ratio}`,
      `=${required}`,
      granted,
      retired,
    ]),
  );
  paper.subheading('二、来源（吨/年）');
  if (draws.length > 0) paper.table(DRAWS, draws);
  if (trades.length > 0) paper.paragraph(`交易凭证：${trades.join('；')}`);
};
