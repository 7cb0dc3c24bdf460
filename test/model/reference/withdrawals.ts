/** Withdrawals: every step on a file, from its amendment to the end of its voucher (第八条、第二十三条). */
import {
  effective,
  fileAnswer,
  finalTier,
  provide,
  provisionAnswer,
  restingOn,
  reviewed,
  tiersOf,
  wishOf,
} from './applications.js';
import { type Handler, inPlace, isTold, otherHands, today } from './asking.js';
import { tierStanding } from './barring.js';
import type { Books, Withdrawal } from './books.js';
import { needOf, stated } from './demand.js';
import { type Answer, found, Grounds, type Order } from './orders.js';
import {
  countyOf,
  daysOn,
  kindOf,
  least,
  mediumOf,
  mg,
  monthsOn,
  placeOf,
  t,
  tierOf,
  total,
  upwards,
  yearOf,
} from './plain.js';
import { settled } from './pools.js';
import { purchases } from './trades.js';

/** Everything a step on a file asks before its own rules. */
const takeUp = (
  books: Books,
  order: Order,
  { from, step, also }: { from: readonly string[]; step?: string; also?: (file: Withdrawal) => Grounds },
): Withdrawal => {
  const file = found(books.withdrawals.find(({ id }) => id === order.data.id));
  inPlace(order, file.project.place)
    .add(also?.(file) ?? new Grounds())
    .ask(from.includes(file.status), 'WRONG_STATE')
    .ask(step === undefined || otherHands(order, step, file.duties), 'SEPARATION_OF_DUTIES')
    .stop();
  return file;
};
const turnDown = (books: Books, order: Order, file: Withdrawal): Answer => {
  file.status = order.data.decision === 'RETURN' ? 'RETURNED' : 'REJECTED';
  books.giveBack(file, order.at);
  return fileAnswer(file);
};

const AmendWithdrawal: Handler = (books, order) => {
  const file = takeUp(books, order, { from: ['FILED', 'RETURNED'], step: 'FILING' });
  const { lines } = order.data;
  const asking = { data: file.filing, at: effective(file, order) };
  const needs = lines.map((line) => needOf(books, asking, line));
  const provision = provide(books, { ...wishOf(file, order), needs });
  reviewed(file.project)
    .add(stated(books, asking, lines))
    .add(provision.grounds)
    .stop();
  Object.assign(file, {
    lines,
    needs,
    tradeVouchers: restingOn(file.tradeVouchers, provision),
    status: 'FILED',
  });
  file.duties.push({ step: 'FILING', by: order.actor.id });
  return { ...fileAnswer(file), ...provisionAnswer(provision) };
};

const FirstReviewWithdrawal: Handler = (books, order) => {
  const file = takeUp(books, order, { from: ['FILED'], step: 'FIRST_REVIEW' });
  const duty = { step: 'FIRST_REVIEW', by: order.actor.id };
  if (order.data.decision !== 'PASS') {
    file.duties.push(duty);
    return turnDown(books, order, file);
  }
  const wish = wishOf(file, order);
  const { grounds, draws, bought } = provide(books, wish);
  grounds.stop();
  const days = books.policy<Record<string, number>>('hold.ttl', wish.at)[file.filing.eiaDocument] ?? 0;
  const expiresOn = daysOn(today(order), days);
  Object.assign(file, { status: 'HELD', draws, bought, heldFrom: wish.at, expiresOn, passed: [] });
  file.duties.push(duty);
  return fileAnswer(file);
};

/** Upper quota passes the division of its medium (第八条). */
const upperMedia = ({ draws }: Withdrawal): readonly string[] =>
  draws.filter(({ pool }) => tierOf(placeOf(pool)) !== 'LOCAL').map(({ pollutant }) => mediumOf(pollutant));

const ReviewWithdrawalElement: Handler = (books, order) => {
  const { medium, decision } = order.data;
  const division = new Grounds().ask(
    order.actor.roles.includes(`element-${medium.toLowerCase()}`),
    'FORBIDDEN_ROLE',
  );
  const file = takeUp(books, order, { from: ['HELD'], step: 'ELEMENT_REVIEW', also: () => division });
  new Grounds()
    .ask(
      file.lines.some(({ pollutant }) => mediumOf(pollutant) === medium),
      'MEDIUM_NOT_PRESENT',
    )
    .ask(upperMedia(file).length > 0 && !file.passed.includes(medium), 'WRONG_STATE')
    .stop();
  file.duties.push({ step: 'ELEMENT_REVIEW', by: order.actor.id });
  if (decision !== 'PASS') return turnDown(books, order, file);
  file.passed.push(medium);
  return fileAnswer(file);
};

const CITY = ['office', 'bureau-lead'];
/** 第八条: the highest tier drawn on decides, at the outermost place that gives quota. */
const approver = (order: Order, file: Withdrawal, named?: readonly string[]): Grounds => {
  const { place } = file.project;
  const cityPark = kindOf(countyOf(place)) !== 'COUNTY';
  const local = cityPark ? ['county-approver', ...CITY] : ['county-approver'];
  const roles = { PROVINCIAL: ['province'], MUNICIPAL: CITY }[finalTier(file)] ?? local;
  const giving =
    upwards(place).findLast((one) => file.draws.some(({ pool }) => placeOf(pool) === one)) ?? place;
  return new Grounds()
    .ask(
      order.actor.roles.some((role) => (named ?? roles).includes(role)),
      'WRONG_APPROVER',
    )
    .add(inPlace(order, giving));
};
/** A40: a municipal draw's size may name who approves. */
const bySize = (books: Books, order: Order, file: Withdrawal): readonly string[] | undefined => {
  if (finalTier(file) !== 'MUNICIPAL') return undefined;
  const at = effective(file, order);
  const table = books.policy<{ pollutant: string; from: string; approver: string }[]>('approval.tiers', at);
  const named = file.needs.flatMap(({ pollutant, required }) => {
    const rows = table.filter((row) => row.pollutant === pollutant && mg(row.from) <= required);
    return rows.toSorted((a, b) => (mg(a.from) < mg(b.from) ? 1 : -1)).slice(0, 1);
  });
  const highest = CITY.findLast((role) => named.some((row) => row.approver === role));
  return highest === undefined ? undefined : [highest];
};

const issue = (books: Books, order: Order, file: Withdrawal): void => {
  const { place } = file.project;
  const wish = wishOf(file, order);
  const start = `PZ-${place}-${yearOf(today(order))}-`;
  const before = books.withdrawals.filter(({ voucher }) => voucher?.no.startsWith(start)).length;
  const years = books.policy<number>('voucher.validity', wish.at);
  const terms = file.bought.flatMap(
    ({ tradeNo }) => books.trades.find((one) => one.tradeNo === tradeNo)?.validUntil ?? [],
  );
  const limits = books.policy('tradeTerm', wish.at) === 'PERPETUAL' ? [] : terms;
  const [validUntil = ''] = [monthsOn(today(order), 12 * years), ...limits].toSorted();
  const lines = file.needs.map(({ pollutant, increment, required }) => {
    const granted = least(increment, required);
    const out = [...file.draws, ...file.bought].filter((one) => one.pollutant === pollutant);
    const retired = total(out.map(({ amount }) => amount)) - granted;
    return { pollutant, required: t(required), granted: t(granted), retired: t(retired) };
  });
  file.draws = settled(file.draws, file.needs);
  file.voucher = { no: start + String(before + 1).padStart(6, '0'), lines, validUntil };
  file.status = 'VOUCHERED';
  file.expiresOn = null;
};

const ApproveWithdrawal: Handler = (books, order) => {
  const file = takeUp(books, order, {
    from: ['HELD'],
    step: 'APPROVAL',
    also: (one) => approver(order, one, bySize(books, order, one)),
  });
  const { decision, documentNo, opinion, backDatedReason } = order.data;
  if (decision === 'PASS') {
    const wish = wishOf(file, order);
    const honour = books.policy('suspension.inFlight', wish.at) === 'HONOUR';
    const grounds = new Grounds()
      .ask(finalTier(file) !== 'PROVINCIAL' || documentNo !== null, 'PROVINCIAL_REPLY_REQUIRED')
      .ask(file.effectiveOn >= file.filedOn || isTold(backDatedReason ?? opinion), 'BACK_DATING_REASON')
      .ask(
        upperMedia(file).every((medium) => file.passed.includes(medium)),
        'WRONG_STATE',
      )
      .ask(today(order) <= (file.expiresOn ?? ''), 'HOLD_EXPIRED');
    for (const tier of tiersOf(file)) {
      const now = tierStanding(books, wish, { tier });
      const held = tierStanding(books, wish, { tier, suspendedAt: file.heldFrom });
      // A5: an order given since the hold leaves it alone under `HONOUR`.
      grounds.add(honour && !held.failed.includes('SUSPENDED') ? held : now);
    }
    if (file.filing.path === 'TRADE') grounds.add(purchases(books, wish).grounds);
    grounds.stop();
  }
  file.duties.push({ step: 'APPROVAL', by: order.actor.id });
  if (decision !== 'PASS') return turnDown(books, order, file);
  issue(books, order, file);
  return fileAnswer(file);
};

/** What comes back to a void lot is written off, and its locality owes as much less (第二十一条). */
const unvoid = (books: Books, file: Withdrawal): void => {
  if (file.voucher === null) return;
  for (const draw of file.draws) {
    const of = (one: { pool: string; lot: string; pollutant: string }): boolean =>
      one.pool === draw.pool && one.lot === draw.lot && one.pollutant === draw.pollutant;
    const debt = books.debts.find(of);
    const part = books.parts.find(of);
    if (!debt || !part) continue;
    const amount = least(debt.open, draw.amount);
    part.writtenOff += amount;
    debt.open -= amount;
    debt.amount -= amount;
  }
};
const endOf = (
  books: Books,
  order: Order,
  { file, status }: { file: Withdrawal; status: string },
): Answer => {
  file.status = status;
  books.giveBack(file, order.at);
  unvoid(books, file);
  return fileAnswer(file);
};

const ReleaseWithdrawal: Handler = (books, order) => {
  const from = ['FILED', 'RETURNED', 'HELD', 'VOUCHERED'];
  const file = takeUp(books, order, { from, also: (one) => approver(order, one) });
  return endOf(books, order, { file, status: 'RELEASED' });
};

const RegisterBalance: Handler = (books, order) => {
  const file = takeUp(books, order, { from: ['VOUCHERED'], also: (one) => approver(order, one) });
  new Grounds().ask((order.data.approvedOn ?? '') <= today(order), 'EFFECTIVE_DATE_INVALID').stop();
  file.status = 'REGISTERED';
  file.approvedOn = order.data.approvedOn ?? today(order);
  return { ...fileAnswer(file), registration: { approvedOn: file.approvedOn } };
};

const RegisterPermit: Handler = (books, order) => {
  const { permitNo, permittedOn } = order.data;
  const file = takeUp(books, order, { from: ['REGISTERED'], also: (one) => approver(order, one) });
  const day = permittedOn ?? today(order);
  new Grounds()
    .ask(permitNo?.slice(0, 18) === file.project.uscc, 'PERMIT_OF_ANOTHER_UNIT')
    .ask(day <= today(order), 'EFFECTIVE_DATE_INVALID')
    .ask(day >= (file.approvedOn ?? ''), 'PERMIT_BEFORE_APPROVAL')
    .stop();
  file.status = 'PERMITTED';
  return { ...fileAnswer(file), permit: { permitNo, permittedOn: day } };
};

const LapseVoucher: Handler = (books, order) => {
  const from = ['VOUCHERED', 'REGISTERED'];
  const file = takeUp(books, order, { from, also: (one) => approver(order, one) });
  new Grounds().ask(today(order) > (file.voucher?.validUntil ?? ''), 'TOO_EARLY').stop();
  return endOf(books, order, { file, status: 'LAPSED' });
};

const ExpireHold: Handler = (books, order) => {
  const bySystem = new Grounds().ask(order.actor.roles.includes('system'), 'FORBIDDEN_ROLE');
  const file = takeUp(books, order, { from: ['HELD'], also: () => bySystem });
  const wish = wishOf(file, order);
  const over = today(order) > (file.expiresOn ?? '');
  const ended =
    books.policy('suspension.inFlight', wish.at) === 'VOID' &&
    tiersOf(file).some((tier) => tierStanding(books, wish, { tier }).failed.includes('SUSPENDED'));
  new Grounds().ask(over || ended, 'TOO_EARLY').stop();
  return endOf(books, order, { file, status: 'FILED' });
};

export const WITHDRAWALS: Readonly<Record<string, Handler>> = {
  AmendWithdrawal,
  FirstReviewWithdrawal,
  ReviewWithdrawalElement,
  ApproveWithdrawal,
  ReleaseWithdrawal,
  RegisterBalance,
  RegisterPermit,
  LapseVoucher,
  ExpireHold,
};
