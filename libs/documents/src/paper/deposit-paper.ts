import { officialTime } from '../sheet/code-words.js';
import { attest, footOf, type Attested } from './attested.js';
import { SheetOfPaper, type PaperColumn } from './sheet-of-paper.js';

/** Where each part of one pollutant went, in t/a. */
export interface SplitOnPaper {
  readonly pollutant: string;
  readonly gross: string;
  readonly obligations: string;
  readonly provincial: string;
  readonly net: string;
  readonly municipal: string;
  readonly local: string;
}

export interface DepositOnPaper extends Attested {
  /** 申报单位、排污单位、减排工程. */
  readonly facts: readonly (readonly [string, string])[];
  readonly split: readonly SplitOnPaper[];
  /** Area by area, where several share the work. */
  readonly areas: readonly { readonly name: string; readonly split: readonly SplitOnPaper[] }[];
  /** The pools that got something, and what the lot is called there. */
  readonly pools: readonly (readonly [tier: string, pool: string])[];
  readonly lotId: string | null;
}

const TITLE = '排污总量指标入库通知书';
const figure = (title: string): PaperColumn => ({ title, share: 1, figures: true });
const SPLIT: readonly PaperColumn[] = [
  { title: '污染物', share: 1.5 },
  ...['申请入库量', '抵扣义务量', '省级收储量', '净入库量', '市级 30%', '县级、园区 70%'].map(figure),
];

const splitRow = (line: SplitOnPaper): readonly string[] => [
  line.pollutant,
  line.gross,
  `−${line.obligations}`,
  `−${line.provincial}`,
  `=${line.net}`,
  line.municipal,
  line.local,
];

/** 入库通知书 (第三条、第四条) as the paper it replaces; amounts in 吨/年, the split shown step by step. */
export const depositPaper = (deposit: DepositOnPaper): Promise<Uint8Array> => {
  const { no, facts, issuedAt, state, split, areas, pools, lotId } = deposit;
  const paper = new SheetOfPaper({
    title: `${TITLE} ${no}`,
    foot: footOf('入库', deposit),
    dated: new Date(issuedAt),
  });
  paper
    .heading(TITLE)
    .paragraph(`编号：${no}`, { align: 'center' })
    .facts([...facts, ['入库时间', officialTime(issuedAt)], ['入库状态', state]], 2);
  paper.subheading('一、核定与分级（吨/年）').table(SPLIT, split.map(splitRow));
  for (const area of areas) paper.paragraph(`其中 ${area.name}`).table(SPLIT, area.split.map(splitRow));
  paper.paragraph(
    '净入库量 = 申请入库量 − 抵扣义务量 − 省级收储量；市级得净入库量的 30%，不足 1 毫克的尾数归县级（园区）。',
    { small: true },
  );
  paper.subheading('二、入库去向');
  paper.facts([...pools, ['批次编号', lotId ?? '无：本次入库全部用于抵扣义务']], 2);
  attest(paper, deposit, 2);
  return paper.bytes();
};
