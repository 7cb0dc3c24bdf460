import type { Withdrawal } from './reference/books.js';
import { daysOn, kindOf, mediumOf, mg, t, tierOf, total, upwards } from './reference/plain.js';
import type { Move, Step, Story } from './story.js';

const DISCHARGES = [
  '0.5',
  '1',
  '2',
  '2.000000001',
  '3.26434',
  '5',
  '0.000000003',
  '0.000000001',
  '0',
] as const;
const BUYERS = ['91320581MA1DEM0021', '91320509MA1DEM0022'] as const;
const SELLERS = [
  '91320581MA1DEM0011',
  '91320509MA1DEM0012',
  '91310000MA1DEM0013',
  '91320581MA1DEM0021',
] as const;
const PROJECTS = [
  '2603-320581-89-01-000001',
  '2603-320581-89-01-000002',
  '2603-320509-89-01-000003',
] as const;

const clerkAt = (place: string): string => (kindOf(place) === 'PARK' ? 'park-clerk' : 'county-clerk');

/** Half of what a pool of the place or above it has, to the milligram and beyond. */
const edgeOf = (story: Story, place: string, pollutant: string): bigint => {
  const { dice, books } = story;
  const pools = upwards(place).map((one) => `pool-${one}`);
  const parts = books.parts.filter((part) => pools.includes(part.pool) && part.pollutant === pollutant);
  const pool = dice.pick(parts)?.pool;
  const held = total(parts.filter((part) => part.pool === pool).map((part) => books.figures(part).available));
  return held / 2n + BigInt(dice.upTo(3)) - 1n;
};

const demandLine =
  (story: Story, place: string) =>
  (pollutant: string): object => {
    const { dice } = story;
    const edge = edgeOf(story, place, pollutant);
    const postDischarge = dice.chance(20) && edge > 0n ? t(edge) : dice.pick(DISCHARGES);
    const part = mg(postDischarge) / 3n;
    const odd = dice.chance(3) ? 1n : 0n;
    const basis = dice.weighted([
      [80, 'NONE'],
      [8, 'PERMIT'],
      [4, 'EIA'],
      [8, 'REACCOUNTED'],
    ]);
    const baseline = basis === 'NONE' && dice.chance(98) ? '0' : dice.pick(['0', '0.5', '1', '3'] as const);
    const increment = mg(postDischarge) - mg(baseline);
    return {
      pollutant,
      postDischarge,
      components: dice.chance(25)
        ? { organised: t(part), fugitive: t(mg(postDischarge) - part + odd) }
        : null,
      baseline: { basis, amount: baseline, recordNo: dice.chance(60) ? '示例归真1号' : null },
      statedIncrement: dice.chance(15) && increment >= 0n ? t(increment + (dice.chance(10) ? 1n : 0n)) : null,
    };
  };

const poolsFor = (story: Story, place: string): readonly string[] => {
  const { dice } = story;
  if (dice.chance(70)) return [];
  if (dice.chance(20)) return ['pool-320000'];
  const pools = upwards(place).map((one) => `pool-${one}`);
  return dice.chance(10) ? ['pool-320509', ...pools] : pools.filter(() => dice.chance(50));
};

const application = (story: Story): { readonly place: string; readonly data: object } => {
  const { dice, today, books } = story;
  const place = dice.chance(8) ? '320500' : story.place();
  const byTrade = dice.chance(18) && books.trades.length > 0;
  const uscc = dice.pick(BUYERS);
  const trades = books.trades.filter(({ data }) => data.buyerUscc === uscc || dice.chance(10));
  const named = [dice.chance(4) ? 'JY-320581-2026-999999' : dice.pick(trades)?.tradeNo].flatMap(
    (no) => no ?? [],
  );
  const project = {
    code: dice.pick(PROJECTS),
    name: '示例项目',
    uscc,
    place,
    industry: 'C2929',
    type: dice.pick(['NEW', 'EXPANSION', 'RENOVATION', 'TECH_UPGRADE'] as const),
    sei: dice.chance(45) ? { determinationNo: '示例认定1号' } : null,
    priorityClass: 'ORDINARY',
    ...(dice.chance(6)
      ? { listed: 'TWO_HIGH_ONE_LOW', jointReviewNo: dice.pick([null, ' ', '示例会审1号'] as const) }
      : {}),
    exemptKind: dice.chance(5) ? dice.pick(['TOWN_SEWAGE_PLANT', 'ROAD'] as const) : null,
  };
  const data = {
    project,
    path: byTrade ? 'TRADE' : 'POOL',
    pools: byTrade ? (dice.chance(1) ? ['pool-320581'] : []) : poolsFor(story, place),
    tradeVouchers: byTrade && dice.chance(50) ? named : dice.chance(1) ? named : [],
    effectiveOn: dice.chance(85) ? null : daysOn(today, dice.chance(10) ? 1 : -dice.upTo(12)),
    lines: story.lines(demandLine(story, place)),
    rulingNo: dice.chance(20) ? dice.pick(['示例裁定1号', ' '] as const) : null,
    priorityReason: null,
    eiaDocument: dice.pick(['REPORT', 'FORM'] as const),
  };
  return { place, data };
};

export const assessDemand: Move = (story) => {
  const { place, data } = application(story);
  return { type: 'AssessDemand', data, role: clerkAt(place), place };
};
export const fileWithdrawal: Move = (story) => {
  const { place, data } = application(story);
  return { type: 'FileWithdrawal', data, role: clerkAt(place), place };
};

const approverOf = (story: Story, file: Withdrawal): string => {
  const tiers = file.draws.map(({ pool }) => tierOf(pool.slice('pool-'.length)));
  if (tiers.includes('PROVINCIAL')) return 'province';
  const city = tiers.includes('MUNICIPAL') || kindOf(file.project.place) === 'CITY';
  if (!city && file.project.place !== 'park-sip') return 'county-approver';
  return story.dice.chance(75) ? 'office' : 'bureau-lead';
};
const upperMedia = ({ draws }: Withdrawal): readonly string[] =>
  draws
    .filter(({ pool }) => tierOf(pool.slice('pool-'.length)) !== 'LOCAL')
    .map(({ pollutant }) => mediumOf(pollutant));

const amending = (story: Story, file: Withdrawal, id: string): Step => {
  const lines = story.lines(demandLine(story, file.project.place));
  return { type: 'AmendWithdrawal', role: clerkAt(file.project.place), data: { id, lines } };
};
const ending = (story: Story, file: Withdrawal, id: string): Step => {
  const type = story.dice.chance(70) ? 'ReleaseWithdrawal' : 'LapseVoucher';
  return { type, role: approverOf(story, file), data: { id, reason: '示例：项目取消' } };
};
const heldStep = (story: Story, file: Withdrawal, id: string): Step => {
  const { dice, today } = story;
  const review = { id, decision: story.decision(), opinion: '意见' };
  const waiting = upperMedia(file).filter((medium) => !file.passed.includes(medium));
  const over = today > (file.expiresOn ?? '');
  if (dice.chance(over ? 60 : 4)) return { type: 'ExpireHold', role: 'system', data: { id } };
  if (dice.chance(3)) return ending(story, file, id);
  const medium = dice.chance(2)
    ? dice.pick(['WATER', 'AIR'] as const)
    : dice.chance(95)
      ? dice.pick(waiting)
      : undefined;
  if (medium !== undefined)
    return {
      type: 'ReviewWithdrawalElement',
      role: `element-${medium.toLowerCase()}`,
      data: { ...review, medium },
    };
  const documentNo = dice.chance(40) ? '示例省复1号' : null;
  const backDatedReason = dice.weighted([
    [70, null],
    [20, '示例理由'],
    [10, ' '],
  ]);
  const data = { ...review, opinion: dice.chance(80) ? '意见' : '', documentNo, backDatedReason };
  return { type: 'ApproveWithdrawal', role: approverOf(story, file), data };
};
const permitting = (story: Story, file: Withdrawal, id: string): Step => {
  const { dice, today } = story;
  const uscc = dice.chance(90) ? file.project.uscc : dice.pick(SELLERS);
  const permittedOn = dice.chance(40) ? null : daysOn(today, 1 - dice.upTo(9));
  return {
    type: 'RegisterPermit',
    role: approverOf(story, file),
    data: { id, permitNo: `${uscc}001P`, permittedOn },
  };
};
/** The step a withdrawal waits for, or what may become of it. */
const stepOn = (story: Story, file: Withdrawal): Step => {
  const { dice, today, books } = story;
  const id = story.id(file.id, books.withdrawals);
  const review = { id, decision: story.decision(), opinion: '意见' };
  const approvedOn = dice.chance(80) ? null : daysOn(today, 1 - dice.upTo(4));
  const register = { id, eiaApprovalNo: '示例环评1号', approvedOn };
  const due = file.voucher !== null && today > file.voucher.validUntil;
  switch (file.status) {
    case 'FILED':
      if (dice.chance(4)) return ending(story, file, id);
      if (dice.chance(8)) return amending(story, file, id);
      return { type: 'FirstReviewWithdrawal', role: 'county-reviewer', data: review };
    case 'RETURNED':
      return dice.chance(95) ? amending(story, file, id) : ending(story, file, id);
    case 'HELD':
      return heldStep(story, file, id);
    case 'VOUCHERED':
      return dice.chance(due ? 15 : 50)
        ? { type: 'RegisterBalance', role: approverOf(story, file), data: register }
        : ending(story, file, id);
    case 'REGISTERED':
      return dice.chance(due ? 10 : 50) ? permitting(story, file, id) : ending(story, file, id);
    default:
      return ending(story, file, id);
  }
};

export const advanceWithdrawal: Move = (story) => {
  const { dice, today, books } = story;
  const { withdrawals } = books;
  const isOpen = ({ status }: Withdrawal): boolean => ['FILED', 'RETURNED', 'HELD'].includes(status);
  const isOut = ({ status }: Withdrawal): boolean => ['VOUCHERED', 'REGISTERED'].includes(status);
  const due = withdrawals.filter((file) => isOut(file) && today > (file.voucher?.validUntil ?? ''));
  const file =
    dice.chance(30) && due.length > 0
      ? dice.pick(due)
      : dice.weighted([
          [90, (): Withdrawal | undefined => dice.pick(withdrawals.filter(isOpen))],
          [12, (): Withdrawal | undefined => dice.pick(withdrawals.filter(isOut))],
          [2, (): Withdrawal | undefined => dice.pick(withdrawals)],
        ])();
  if (file === undefined) return undefined;
  return { ...stepOn(story, file), place: file.project.place, before: file.duties.map(({ by }) => by) };
};

export const recordTrade: Move = (story) => {
  const { dice } = story;
  const place = story.place();
  const data = {
    sellerUscc: dice.pick(SELLERS),
    buyerUscc: dice.pick(BUYERS),
    place,
    sellerPlace: dice.chance(60) ? (dice.chance(75) ? place : story.place()) : null,
    lines: story.lines((pollutant) => ({ pollutant, amount: dice.pick(DISCHARGES) })),
    termYears: dice.chance(50) ? 1 + dice.upTo(5) : null,
    price: null,
    rulingNo: dice.chance(20) ? '示例裁定2号' : null,
  };
  return { type: 'RecordTrade', data, role: 'trade-org', place };
};

export const correctTradePrice: Move = (story) => {
  const { dice, books } = story;
  const trade = dice.pick(books.trades);
  if (trade === undefined) return undefined;
  const tradeNo = dice.chance(3) ? `${trade.tradeNo.slice(0, -6)}999999` : trade.tradeNo;
  const data = { tradeNo, price: dice.pick(['158900', '1', '0.5'] as const), reason: '示例：录入有误' };
  const place = trade.data.place;
  return {
    type: 'CorrectTradePrice',
    data: { ...data, decisionNo: '示例更正3号' },
    role: 'trade-org',
    place,
  };
};

export const correctEiaApproval: Move = (story) => {
  const { dice, today, books } = story;
  const one = dice.pick([...books.approvals.values()]);
  if (one === undefined) return undefined;
  const { place, approvalNo, approvedOn, projectCode } = one;
  const lines = story.lines((pollutant) => ({ pollutant, amount: dice.pick(DISCHARGES) }));
  const figures = dice.weighted<object>([
    [50, { lines }],
    [20, { projectCode: dice.pick(PROJECTS) }],
    [20, { approvedOn: daysOn(today, 1 - dice.upTo(5)) }],
    [10, { approvedOn, projectCode }],
  ]);
  const number = dice.chance(2) ? '示例环审〔2026〕999号' : approvalNo;
  const correcting = { reason: '示例：录入有误', decisionNo: '示例更正2号' };
  const data = { place, approvalNo: number, figures, ...correcting };
  return { type: 'CorrectEiaApproval', data, role: 'office', place };
};

export const importEiaApprovals: Move = (story) => {
  const { dice, today } = story;
  const items = [1, 2].slice(0, 1 + dice.upTo(2)).map((index) => ({
    approvalNo: `示例环审〔2026〕${2 * dice.upTo(6) + index}号`,
    approvedOn: daysOn(today, dice.chance(4) ? 1 : -dice.upTo(9)),
    projectCode: dice.pick(PROJECTS),
    place: dice.chance(40) ? '320581' : story.place(),
    lines: dice.chance(30) ? [] : story.lines((pollutant) => ({ pollutant, amount: dice.pick(DISCHARGES) })),
  }));
  return { type: 'ImportEiaApprovals', data: { items }, role: 'office', place: '320500' };
};
