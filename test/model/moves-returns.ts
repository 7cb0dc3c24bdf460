import { daysOn, monthsOn, yearOf } from './reference/plain.js';
import type { Move } from './story.js';

const UNIT = { uscc: '91320581MA1DEM0011', name: '示例单位' };

export const cancelPermit: Move = (story) => {
  const { dice, today } = story;
  const place = dice.chance(4) ? '320000' : story.place();
  const permitNo = dice.pick([
    '91320581MA1DEM0011001V',
    '91320581ma1dem0011001v',
    '91320509MA1DEM0012002P',
  ] as const);
  const cancelledOn = daysOn(today, dice.chance(5) ? 1 : -dice.upTo(40));
  const data = { permitNo, unit: UNIT, place, cancelledOn, reason: '示例：关闭' };
  return { type: 'CancelPermit', data, role: dice.chance(50) ? 'county-clerk' : 'office', place };
};

export const importTradeReport: Move = ({ dice, today }) => {
  const legs = [1, 2, 3, 4].slice(0, 1 + dice.upTo(4)).map(() => ({
    side: dice.pick(['SOLD', 'BOUGHT'] as const),
    pollutant: dice.chance(80) ? 'COD' : 'VOCs',
    amount: dice.pick(['3.8285', '3.8252', '1', '0.000000001'] as const),
    party: null,
  }));
  const month = daysOn(today, dice.chance(4) ? 40 : -dice.upTo(70)).slice(0, 7);
  const data = { month, source: '示例交易月报', legs };
  return { type: 'ImportTradeReport', data, role: 'trade-org', place: '320500' };
};

/** Mostly a quarter that has just ended; now and then the one that runs. */
export const submitQuarterlyReturn: Move = (story) => {
  const { dice, today } = story;
  const day = dice.chance(88) ? monthsOn(today, -3) : today;
  const quarter = `${yearOf(day)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
  const place = dice.chance(75) ? dice.pick(['320581', '320500', '320509'] as const) : story.place();
  const data = { place, quarter, asOf: story.at, position: 1, digest: 'f'.repeat(64) };
  return { type: 'SubmitQuarterlyReturn', data, role: dice.chance(50) ? 'county-reviewer' : 'office', place };
};

const CLOSING = { documentNo: '示例销号1号', reason: '示例理由' };

export const closeFinding: Move = (story) => {
  const { dice, books } = story;
  const findings = [...books.findings.values()];
  const one = dice.chance(90) ? dice.pick(findings.filter(({ open }) => open)) : dice.pick(findings);
  if (one === undefined) return undefined;
  const data = { id: story.id(one.id, findings), place: one.place, ...CLOSING };
  return { type: 'CloseFinding', data, role: 'inspector', place: one.place };
};

/** A violation, the item it is about and that item's place, as far as there is one. */
type Ground = readonly [string, string | undefined, string | undefined];

export const recordAccountability: Move = (story) => {
  const { dice, books, today } = story;
  const finding = dice.pick([...books.findings.values()]);
  const reduction = dice.pick(books.reductions);
  const [lot] = dice.pick([...books.voids]) ?? [];
  const home = books.deposits.find(({ id }) => `lot-${id}` === lot)?.reduction.filing.place;
  const [violation, reference, place] = dice.pick<Ground>([
    ['UNBACKED_APPROVAL', finding?.id, finding?.place],
    ['DOUBLE_USE', reduction?.id, reduction?.filing.place],
    ['FALSE_REPORT', lot, home],
  ]);
  const where = dice.chance(95) ? (place ?? story.place()) : story.place();
  const decidedOn = daysOn(today, dice.chance(5) ? 1 : -dice.upTo(5));
  const decided = { documentNo: '示例问责1号', decidedOn, unit: UNIT, outcome: '示例处理' };
  const data = { violation, reference: reference ?? 'nothing', place: where, ...decided };
  return { type: 'RecordAccountability', data, role: 'inspector', place: where };
};

export const withdrawAccountability: Move = (story) => {
  const { records } = story.books;
  const one = story.dice.pick(records);
  if (one === undefined) return undefined;
  const data = { id: story.id(one.id, records), place: one.place, ...CLOSING };
  return { type: 'WithdrawAccountability', data, role: 'inspector', place: one.place };
};

export const recordCapacity: Move = (story) => {
  const { dice, today } = story;
  const place = story.place();
  const kind = dice.pick(['ACCOUNTING_TEAM', 'MONITORING_TEAM', 'TRAINING', 'PUBLICITY'] as const);
  const on = daysOn(today, dice.chance(15) ? 1 : -dice.upTo(40));
  const data = { place, kind, topic: '示例能力建设', on, people: ['CS-0101'], documentNo: '示例文号' };
  return { type: 'RecordCapacity', data, role: 'county-clerk', place };
};

/** Mostly between two offices of a county, now and then with oneself, an administrator or for too long. */
export const grantDelegation: Move = (story) => {
  const { dice, today } = story;
  const role = dice.chance(95) ? 'county-clerk' : 'system-admin';
  const place = dice.pick(['320581', '320509'] as const);
  const delegateRoles = [dice.chance(95) ? 'county-reviewer' : 'audit-admin'];
  const from = daysOn(today, dice.upTo(10) - (dice.chance(10) ? 9 : 0));
  const until = daysOn(from, dice.chance(10) ? 90 + dice.upTo(3) : dice.upTo(30) - 1);
  const delegate = dice.chance(5) ? `${role}@${place}` : `${delegateRoles.join()}@${place}`;
  return { type: 'GrantDelegation', data: { delegate, delegateRoles, from, until }, role, place };
};
export const revokeDelegation: Move = (story) => {
  const { dice, books } = story;
  const one = dice.pick(books.delegations);
  if (one === undefined) return undefined;
  const [role = '', place = ''] = one.delegator.split('@');
  return {
    type: 'RevokeDelegation',
    data: { delegationId: story.id(one.id, books.delegations) },
    role,
    place,
  };
};

export const recordMeasures: Move = (story) => {
  const reading = story.dice.pick(story.books.readings);
  if (reading === undefined) return undefined;
  const { place, month, medium, indicator } = reading.data;
  const data = { place, month, medium, indicator, measures: '示例措施', evidence: [] };
  return { type: 'RecordMeasures', data, role: 'county-clerk', place };
};
const divisions = ['element-water', 'element-air', 'law-review'] as const;
export const reviewForLead: Move = (story) => {
  const { dice, books } = story;
  const role = dice.pick(divisions);
  const review = { decision: dice.chance(75) ? 'PASS' : story.decision(), opinion: '意见' };
  const open = books.suspensions.filter(({ status }) => status === 'PROPOSED' || status === 'ORDERED');
  const one = dice.chance(95) ? dice.pick(open) : dice.pick(books.suspensions);
  const [lotId, proposal] = [...books.voids].at(-1) ?? [];
  if (dice.chance(50) && lotId !== undefined && proposal) {
    const { place, duties } = proposal;
    const before = duties.map(({ by }) => by);
    return { type: 'ReviewVoid', data: { lotId, ...review }, role, place, before };
  }
  if (one === undefined) return undefined;
  const { id, place, proposedBy, reviewers } = one;
  const before = [proposedBy, ...reviewers];
  return { type: 'ReviewSuspension', data: { id, place, ...review }, role, place, before };
};
