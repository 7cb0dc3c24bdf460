import { inPlace, today, type Handler } from './books.js';
import { plainly } from './entering.js';
import { found, Grounds, impossible, type Leg } from './orders.js';
import { daysOn, kindOf, mg, monthsOn, nightOf, POLLUTANTS, t, total, within } from './plain.js';

/** 总则第四条: a permit is cancelled once; a second record corrects the first, if its officer answers for both places. */
const CancelPermit: Handler = (books, order) => {
  const { place, cancelledOn } = order.data;
  const permitNo = plainly(order.data.permitNo ?? '');
  const earlier = books.cancelled.get(permitNo);
  inPlace(order, place)
    .ask(earlier === undefined || within(earlier.place, order.actor.place), 'FORBIDDEN_PLACE')
    .ask(cancelledOn <= today(order), 'EFFECTIVE_DATE_INVALID')
    .stop();
  impossible({ place: kindOf(place) === 'PROVINCE' });
  books.cancelled.set(permitNo, order.data);
  return { id: permitNo, cancelledOn, corrects: earlier?.cancelledOn ?? null };
};

/** 第八条: a monthly report is kept as it was published; the answer says where its legs do not agree. */
const ImportTradeReport: Handler = (_, order) => {
  const { month, legs } = order.data;
  impossible({ month: month > today(order).slice(0, 7) });
  const sumOf = (some: readonly Leg[]): bigint => total(some.map(({ amount }) => mg(amount)));
  const lines = POLLUTANTS.flatMap((pollutant) => {
    const sold = legs.filter((leg) => leg.pollutant === pollutant && leg.side === 'SOLD');
    const bought = legs.filter((leg) => leg.pollutant === pollutant && leg.side === 'BOUGHT');
    if (sold.length + bought.length === 0) return [];
    const difference = sumOf(sold) - sumOf(bought);
    const compared = difference === 0n ? 'MATCHES' : 'DIFFERS';
    const status = sold.length === 0 || bought.length === 0 ? 'ONE_SIDED' : compared;
    return [{ pollutant, sold: t(sumOf(sold)), bought: t(sumOf(bought)), difference: t(difference), status }];
  });
  return { month, lines };
};

/** 总则第四条, A41: after the quarter; only a first return can be late, by the policy of the quarter's end. */
const SubmitQuarterlyReturn: Handler = (books, order) => {
  const { place, quarter } = order.data;
  const last = daysOn(monthsOn(`${quarter.slice(0, 4)}-01-01`, 3 * Number(quarter.slice(6))), -1);
  impossible({ place: !['CITY', 'COUNTY'].includes(kindOf(place)) });
  inPlace(order, place)
    .ask(today(order) > last, 'QUARTER_NOT_OVER')
    .stop();
  const key = `${place} ${quarter}`;
  const no = (books.returns.get(key) ?? 0) + 1;
  books.returns.set(key, no);
  const dueOn = daysOn(last, books.policy<number>('quarter.due', nightOf(last)));
  return { no, dueOn, late: no === 1 && today(order) > dueOn };
};

/** 第二十一条: a finding that no voucher will cover is closed by a document. */
const CloseFinding: Handler = (books, order) => {
  const { id, place } = order.data;
  const finding = found([...books.findings.values()].find((one) => one.id === id && one.place === place));
  inPlace(order, place).ask(finding.open, 'WRONG_STATE').stop();
  Object.assign(finding, { open: false, byDocument: true });
  return { id, status: 'CLOSED' };
};

/** 第二十一条: about a finding, a reduction or a void that is on record. */
const RecordAccountability: Handler = (books, order) => {
  const { place, violation, reference, decidedOn } = order.data;
  inPlace(order, place).stop();
  impossible({ decidedOn: decidedOn > today(order) });
  const lotOf = (one: string): string | undefined =>
    one.startsWith('lot-')
      ? books.deposits.find(({ id }) => `lot-${id}` === one)?.reduction.filing.place
      : one.slice(0, -5);
  const known =
    violation === 'UNBACKED_APPROVAL'
      ? [...books.findings.values()].some((one) => one.id === reference && one.place === place)
      : violation === 'DOUBLE_USE'
        ? books.reductions.some(({ id }) => id === reference)
        : books.voids.get(reference)?.done === true && lotOf(reference) === place;
  new Grounds().ask(known, 'ACCOUNTABILITY_GROUND').stop();
  books.records.push({ id: order.commandId, place, status: 'RECOGNISED' });
  return { id: order.commandId, status: 'RECOGNISED' };
};
const WithdrawAccountability: Handler = (books, order) => {
  const { id, place } = order.data;
  const record = found(books.records.find((one) => one.id === id && one.place === place));
  inPlace(order, place)
    .ask(record.status === 'RECOGNISED', 'WRONG_STATE')
    .stop();
  record.status = 'WITHDRAWN';
  return { id, status: 'WITHDRAWN' };
};

/** 第二十、二十四、二十五条: a team may be named ahead; a day that has not come cannot have been held. */
const RecordCapacity: Handler = (_, order) => {
  const { place, kind, on } = order.data;
  inPlace(order, place).stop();
  const isTeam = kind.endsWith('_TEAM');
  impossible({ on: !isTeam && on > today(order) });
  return { id: order.commandId, place, kind, on, status: isTeam ? 'CURRENT' : 'HELD' };
};

export const RETURNS: Readonly<Record<string, Handler>> = {
  CancelPermit,
  ImportTradeReport,
  SubmitQuarterlyReturn,
  CloseFinding,
  RecordAccountability,
  WithdrawAccountability,
  RecordCapacity,
};
