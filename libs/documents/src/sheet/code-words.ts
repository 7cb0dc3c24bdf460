import { findPlace, placeOfPool } from '#kernel';
import { BETWEEN } from './list-text.js';

/** 代码：what a code stands for on a report; under its member first (`status.FILED`) where members differ. */
const WORDS = `
PROVINCE=省 CITY=市 COUNTY=县（市、区） PARK=园区 PROVINCIAL=省级 MUNICIPAL=市级 LOCAL=县级（园区）
WATER=水 AIR=大气 MET=达标 MISSED=未达标
UNIT_CLOSURE=企业关停 TECHNICAL_PROGRESS=技术进步 DEEP_TREATMENT=深度治理 INFRASTRUCTURE=基础设施建设
TOWN_SEWAGE=城镇污水处理 RECLAIMED_WATER=再生水利用 LIVESTOCK=畜禽养殖治理 RURAL_SEWAGE=农村生活污水
AQUACULTURE=水产养殖治理 GREEN_ISLAND=绿岛 ECO_ISLAND=生态岛 ECO_BUFFER=生态安全缓冲区 PARK_AWARD=园区奖励
TAIHU_5KM=太湖沿岸五公里 INCENTIVE=奖励
LotCredited=入库 QuotaHeld=占用 HoldReleased=解除占用 HoldExpired=占用到期 QuotaWithdrawn=出库 QuotaReturned=退回
LotVoided=核销
status.FILED=有效 VOIDED=已视为无效 STANDING=有效 GIVEN_UP=已退回 OPEN=未销号 CLOSED=已销号
RECOGNISED=有效 WITHDRAWN=已撤销 PLANNED=已计划 UNDER_WAY=进行中 COMPLETED=已完成 PROPOSED=已提出
MATCHES=一致 DIFFERS=不一致 ONE_SIDED=只有一方
UNBACKED_APPROVAL=无量审批 INSPECTION=检查发现 DOUBLE_USE=重复使用 FALSE_REPORT=弄虚作假
MINOR=轻微 ORDINARY=一般 SERIOUS=严重 LOT=批次 VOUCHER=凭证
SIGN_IN=定位签到 CREDENTIALS=亮证告知 VERIFICATION=信息核实 EXAMINATION=现场检查 RECORD=笔录制作
SIGNATURES=打印签名 ARCHIVE=电子归档 COMPLETION=任务完成
SOUND=完好 BROKEN=已被改动 RULES_BROKEN=违反规则
true=是 false=否
`;

const BY_CODE: ReadonlyMap<string, string> = new Map(
  WORDS.trim()
    .split(/\s+/)
    .map((entry) => entry.split('=', 2) as [string, string]),
);
const PLACES_IN = new Set(['place', 'places', 'lead', 'of', 'host']);

const hour = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'long',
  timeStyle: 'short',
  hourCycle: 'h23',
});

/** An instant as offices write it, in Asia/Shanghai; any other text as it is. */
export const officialTime = (text: string): string =>
  /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? hour.format(new Date(text)) : text;

/** A period as offices write it: 2026年第三季度, 2026年8月. */
const officialPeriod = (text: string): string =>
  text
    .replace(/^(\d{4})-Q([1-4])$/, (_, year: string, quarter: string) => {
      return `${year}年第${'一二三四'.charAt(Number(quarter) - 1)}季度`;
    })
    .replace(/^(\d{4})-(\d\d)$/, (_, year: string, month: string) => `${year}年${String(Number(month))}月`);

const oneWord = (name: string, text: string): string => {
  const word = BY_CODE.get(`${name}.${text}`) ?? BY_CODE.get(text);
  if (word !== undefined) return word;
  const place = PLACES_IN.has(name) ? findPlace(text) : undefined;
  if (place !== undefined) return `${place.name}（${text}）`;
  const pool = text.startsWith('pool-') ? placeOfPool(text) : undefined;
  if (pool !== undefined) return `${pool.name}储备库（${text}）`;
  return name === 'quarter' || name === 'month' ? officialPeriod(text) : officialTime(text);
};

/** A value of a report as officials write it: codes and places by name, hours and periods in Chinese. */
export const wordsOf = (key: string, text: string): string =>
  text
    .split(BETWEEN)
    .map((one) => oneWord(key.split('.').at(-1) ?? key, one))
    .join(BETWEEN);
