/** Withdrawals: what is asked of an application before it is on file (第七条至第十条). */
import { type Handler, inPlace, isTold, texts, today } from './asking.js';
import type { Books, Need, Withdrawal } from './books.js';
import { needOf, stated, type Wish } from './demand.js';
import { type Answer, Grounds, impossible, type Order, type Project } from './orders.js';
import { kindOf, nightOf, placeOf, t, tierOf, TIERS } from './plain.js';
import { fromPools, type Provision } from './pools.js';
import { fromTrades } from './trades.js';

export const provide = (books: Books, wish: Wish): Provision =>
  wish.data.path === 'TRADE' ? fromTrades(books, wish) : fromPools(books, wish);

export const tiersOf = ({ draws }: Withdrawal): readonly string[] =>
  TIERS.filter((tier) => draws.some(({ pool }) => tierOf(placeOf(pool)) === tier));
export const finalTier = (file: Withdrawal): string => tiersOf(file)[0] ?? tierOf(file.project.place);

const needText = ({ pollutant, increment, ratio, required }: Need): Answer => ({
  pollutant,
  increment: t(increment),
  ratio,
  required: t(required),
});
export const provisionAnswer = ({ draws, bought, missing, sources }: Provision): Answer => ({
  plan: texts(draws.map(({ pool, lot: lotId, pollutant, amount }) => ({ pool, lotId, pollutant, amount }))),
  trades: texts(bought),
  shortfall: missing,
  pools: sources.map((one) => {
    const closedBy = one.standing.failed.length > 0 || one.standing.isOpen;
    return { pool: one.pool, tier: one.tier, open: !closedBy };
  }),
});
export const fileAnswer = (file: Withdrawal): Answer => ({
  id: file.id,
  status: file.status,
  lines: file.needs.map(needText),
  tradeVouchers: file.tradeVouchers,
  effectiveOn: file.effectiveOn,
  draws: file.draws.map(({ pool, lot: lotId, pollutant, amount, retired }) => ({
    pool,
    lotId,
    pollutant,
    amount: t(amount),
    ...(file.voucher === null ? {} : { retired: t(retired) }),
  })),
  expiresOn: file.expiresOn,
  finalTier: finalTier(file),
  voucher: file.voucher,
  backingVoided: file.backingVoided,
});

/** An application for a past day takes effect at the end of that day. */
const takesEffectAt = (effectiveOn: string, filedOn: string, now: string): string =>
  effectiveOn < filedOn ? nightOf(effectiveOn) : now;
export const effective = (file: Withdrawal, { at }: Order): string =>
  takesEffectAt(file.effectiveOn, file.filedOn, at);

/** 两高一低: a listed project needs its joint review's document. */
export const reviewed = ({ listed, jointReviewNo }: Project): Grounds =>
  new Grounds().ask(!listed || isTold(jointReviewNo), 'JOINT_REVIEW_REQUIRED');

const examine = (books: Books, order: Order) => {
  const { data, at } = order;
  const { project, path, pools, tradeVouchers } = data;
  impossible({
    'project.place': kindOf(project.place) === 'PROVINCE',
    tradeVouchers: path === 'POOL' && tradeVouchers.length > 0,
    pools: path === 'TRADE' && pools.length > 0,
  });
  inPlace(order, project.place).stop();
  const effectiveOn = data.effectiveOn ?? today(order);
  const moment = takesEffectAt(effectiveOn, today(order), at);
  const needs = data.lines.map((line) => needOf(books, { data, at: moment }, line));
  const provision = provide(books, { data, needs, tradeVouchers, at: moment });
  const grounds = new Grounds()
    .ask(effectiveOn <= today(order), 'EFFECTIVE_DATE_INVALID')
    .add(reviewed(project))
    .add(stated(books, { data, at: moment }, data.lines))
    .add(provision.grounds);
  return { effectiveOn, needs, provision, grounds };
};

const CONTRADICTIONS = [
  'EFFECTIVE_DATE_INVALID',
  'BASELINE_NOT_ALLOWED',
  'COMPONENT_SUM_MISMATCH',
  'STATED_INCREMENT_MISMATCH',
];
const AssessDemand: Handler = (books, order) => {
  const { needs, provision, grounds } = examine(books, order);
  if (grounds.failed.some((code) => CONTRADICTIONS.includes(code))) grounds.stop();
  const open = grounds.isOpen ? 'NEEDS_RULING' : 'ACCEPTABLE';
  const verdict = grounds.failed.length > 0 ? 'REFUSED' : open;
  return { verdict, lines: needs.map(needText), ...provisionAnswer(provision) };
};

/** The purchases a file names, or else those that give what it needs. */
export const restingOn = (named: readonly string[], { bought }: Provision): readonly string[] =>
  named.length > 0 ? named : [...new Set(bought.map(({ tradeNo }) => tradeNo))];

const FileWithdrawal: Handler = (books, order) => {
  const { data, commandId, actor } = order;
  const { effectiveOn, needs, provision, grounds } = examine(books, order);
  grounds.stop();
  const file: Withdrawal = {
    id: commandId,
    filing: data,
    project: data.project,
    effectiveOn,
    filedOn: today(order),
    lines: data.lines,
    needs,
    tradeVouchers: restingOn(data.tradeVouchers, provision),
    status: 'FILED',
    duties: [{ step: 'FILING', by: actor.id }],
    draws: [],
    bought: [],
    heldFrom: '',
    expiresOn: null,
    passed: [],
    voucher: null,
    backingVoided: false,
  };
  books.withdrawals.push(file);
  return { ...fileAnswer(file), ...provisionAnswer(provision) };
};

export const wishOf = (file: Withdrawal, order: Order): Wish => ({
  data: file.filing,
  needs: file.needs,
  tradeVouchers: file.tradeVouchers,
  at: effective(file, order),
});

export const APPLICATIONS: Readonly<Record<string, Handler>> = {
  AssessDemand,
  FileWithdrawal,
};
