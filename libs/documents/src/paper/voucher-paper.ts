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

export interface VoucherOnPaper {
  readonly no: string;
  readonly state: string;
  readonly issuedAt: string;
  readonly issued: Date;
  readonly issuer: string;
  readonly validUntil: string;
  readonly position: number;
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
  readonly basis: readonly string[];
  /** Nothing while no proof can be given. */
  readonly proof: { readonly qr: string; readonly leafHash: string; readonly size: number } | null;
}

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
  const paper = new SheetOfPaper({
    title: `排污总量指标凭证 ${voucher.no}`,
    foot: `凭证 ${voucher.no}　台账位置 ${voucher.position}　状态 ${voucher.state}`,
    dated: voucher.issued,
  });
  paper
    .heading('排污总量指标凭证')
    .paragraph(`编号：${voucher.no}`, { align: 'center' })
    .facts([
      ...voucher.project,
      ['出具单位', voucher.issuer],
      ['出具时间', voucher.issuedAt],
      ['有效期至', voucher.validUntil],
      ['凭证状态', voucher.state],
    ]);
  figures(paper, voucher);
  paper.subheading('三、依据').paragraph(voucher.basis.join('；'));
  proof(paper, voucher);
  return paper.signatures(['经办人', '审核人', '批准人（签章）']).bytes();
};

const figures = (paper: SheetOfPaper, { lines, draws, trades }: VoucherOnPaper): void => {
  paper.subheading('一、替代量核算（吨/年）').table(
    DEMAND,
    lines.map(({ pollutant, increment, ratio, required, granted, retired }) => [
      pollutant,
      increment,
      `× ${ratio}`,
      `= ${required}`,
      granted,
      retired,
    ]),
  );
  paper.subheading('二、来源（吨/年）');
  if (draws.length > 0) paper.table(DRAWS, draws);
  if (trades.length > 0) paper.paragraph(`交易凭证：${trades.join('；')}`);
};

const proof = (paper: SheetOfPaper, { no, position, proof: given }: VoucherOnPaper): void => {
  if (given === null) {
    paper.paragraph('暂不能出具台账证明，本件未附二维码。');
    return;
  }
  paper.code(given.qr, [
    '扫描二维码，可离线核验本凭证已记入台账。',
    `凭证编号：${no}`,
    `台账位置：${position}；检查点大小：${given.size}`,
    `记录摘要：${given.leafHash}`,
    '在线核验：/console/check',
  ]);
};
