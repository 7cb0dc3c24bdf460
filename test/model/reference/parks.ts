/** Parks: targets, totals and the award for staying below them (第十五条、第十八条). */
import { type Handler, inPlace, today, tookPart } from './asking.js';
import type { Books, ParkYear } from './books.js';
import { type Answer, found, Grounds, impossible, type Line, type Order } from './orders.js';
import { daysOn, kindOf, mg, POLLUTANTS, t } from './plain.js';

const linesText = (lines: readonly Line[] | null): readonly Answer[] | null =>
  lines &&
  lines
    .toSorted((a, b) => POLLUTANTS.indexOf(a.pollutant) - POLLUTANTS.indexOf(b.pollutant))
    .map(({ pollutant, amount }) => ({ pollutant, amount }));
const parkAnswer = ({ targetsDueOn, targetsLate, consentNo, allowed, actual }: ParkYear): Answer => ({
  targetsDueOn,
  targetsLate,
  consentNo,
  allowed: linesText(allowed),
  actual: linesText(actual),
});
/** An act of the office on a park's year. */
const parkYear = (books: Books, order: Order): ParkYear => {
  const { park, year } = order.data;
  inPlace(order, park).stop();
  impossible({ park: kindOf(park) !== 'PARK' });
  return books.park(park, year);
};

/** 第十五条: targets are due by the end of February. */
const SetParkTarget: Handler = (books, order) => {
  const limits = parkYear(books, order);
  const targetsDueOn = daysOn(`${order.data.year}-03-01`, -1);
  const targetsLate = today(order) > targetsDueOn;
  Object.assign(limits, { targetsBy: order.actor.id, targetsDueOn, targetsLate, consentNo: null });
  return parkAnswer(limits);
};
const ConsentParkTarget: Handler = (books, order) => {
  const { park, year, documentNo } = order.data;
  const limits = books.park(park, year);
  inPlace(order, park)
    .ask(limits.targetsBy !== null && limits.consentNo === null, 'WRONG_STATE')
    .ask(!tookPart(order, limits.targetsBy), 'SEPARATION_OF_DUTIES')
    .stop();
  limits.consentNo = documentNo;
  return parkAnswer(limits);
};
const SetParkAllowed: Handler = (books, order) => {
  const limits = parkYear(books, order);
  limits.allowed = order.data.lines;
  return parkAnswer(limits);
};
const SetParkActual: Handler = (books, order) => {
  const limits = parkYear(books, order);
  limits.actual = order.data.lines;
  return parkAnswer(limits);
};

const amountIn = (lines: readonly Line[] | null, pollutant: string): bigint | undefined => {
  const line = lines?.find((one) => one.pollutant === pollutant);
  return line && mg(line.amount);
};
/** A29: allowed less actual, where both are known. */
const capOf = ({ allowed, actual }: ParkYear, pollutant: string): bigint => {
  const room = (amountIn(allowed, pollutant) ?? 0n) - (amountIn(actual, pollutant) ?? 0n);
  return amountIn(actual, pollutant) === undefined || room < 0n ? 0n : room;
};
/** 第十八条: quality, task and totals of the park's own year, and something to award. */
const earned = (
  books: Books,
  { park, year }: { park: string; year: number },
  lines: readonly Line[],
): Grounds => {
  const verdict = books.verdict(park, year);
  const limits = books.park(park, year);
  const met = verdict?.quality.water === 'MET' && verdict.quality.air === 'MET' && verdict.taskDone;
  const isKept = limits.actual?.every(
    ({ pollutant, amount }) => mg(amount) <= (amountIn(limits.allowed, pollutant) ?? 0n),
  );
  const grounds = new Grounds().ask(
    met && limits.allowed !== null && isKept === true && lines.length > 0,
    'AWARD_NOT_EARNED',
  );
  for (const { pollutant, amount } of lines)
    grounds.ask(mg(amount) <= capOf(limits, pollutant), 'AWARD_OVER_CAP');
  return grounds;
};

const ComputeAward: Handler = (books, order) => {
  const { data, actor } = order;
  const limits = parkYear(books, order);
  const room = POLLUTANTS.map((pollutant) => ({ pollutant, amount: t(capOf(limits, pollutant)) }) as Line);
  const wanted: readonly Line[] | undefined = data.lines;
  const lines = (wanted ?? room).filter(({ amount }) => mg(amount) > 0n);
  new Grounds()
    .ask(!limits.confirmed, 'WRONG_STATE')
    .add(earned(books, data, lines))
    .stop();
  Object.assign(limits, { award: lines, awardBy: actor.id });
  const dueOn = `${data.year + 1}-03-31`;
  const told = lines.map(({ pollutant, amount }) => ({ pollutant, amount }));
  return {
    id: `${data.park}-${data.year}`,
    status: 'COMPUTED',
    lines: told,
    dueOn,
    late: today(order) > dueOn,
  };
};

const ConfirmAward: Handler = (books, order) => {
  const { data, at } = order;
  const limits = books.park(data.park, data.year);
  inPlace(order, data.park).stop();
  const lines = found(limits.award ?? undefined);
  new Grounds()
    .ask(!limits.confirmed, 'WRONG_STATE')
    .ask(!tookPart(order, limits.awardBy), 'SEPARATION_OF_DUTIES')
    .add(earned(books, data, lines))
    .stop();
  limits.confirmed = true;
  const split = books.policy('award.origin', at) === 'SPLIT';
  for (const { pollutant, amount } of lines) {
    const city = split ? (mg(amount) * 3n) / 10n : 0n;
    const lot = { lot: `${data.park}-${data.year}`, pollutant, vintage: data.year, earmarked: false };
    books.credit({ ...lot, pool: `pool-${data.park}`, credited: mg(amount) - city }, at);
    books.credit({ ...lot, pool: 'pool-320500', credited: city }, at);
  }
  return { status: 'CONFIRMED' };
};

export const PARKS: Readonly<Record<string, Handler>> = {
  SetParkTarget,
  ConsentParkTarget,
  SetParkAllowed,
  SetParkActual,
  ComputeAward,
  ConfirmAward,
};
