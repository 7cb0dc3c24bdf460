/** Deposits: from filing to the 3:7 split (第三条、第四条、第二十三条). */
import { asked, type Handler, inPlace, isTold, nothing, otherHands, today } from './asking.js';
import type { Books, Deposit } from './books.js';
import { type Answer, found, Grounds, impossible, type Order } from './orders.js';
import { countyOf, least, mediumOf, mg, monthsOn, POLLUTANTS, t, total, yearOf } from './plain.js';
import { mayUse, use } from './reductions.js';

export const depositAnswer = (deposit: Deposit): Answer => ({
  status: deposit.status,
  lines: deposit.lines
    .toSorted((a, b) => POLLUTANTS.indexOf(a.pollutant) - POLLUTANTS.indexOf(b.pollutant))
    .map(({ pollutant, amount }) => ({ pollutant, amount })),
  dueOn: deposit.dueOn,
  late: deposit.late,
});

const FileDeposit: Handler = (books, order) => {
  const { data, at, commandId, actor } = order;
  const reduction = found(books.reductions.find(({ id }) => id === data.reductionId));
  inPlace(order, reduction.filing.place).stop();
  const { formedOn, permitChangedOn: changed } = reduction.filing;
  const counted = data.effectiveOn ?? today(order);
  impossible({ lines: nothing(data.lines) });
  impossible({ effectiveOn: counted < formedOn || (changed !== null && counted < changed) });
  new Grounds()
    .ask(counted <= today(order), 'EFFECTIVE_DATE_INVALID')
    .add(mayUse(books, reduction, { lines: data.lines, at }))
    .stop();
  use(reduction, 'POOL', { reference: commandId, lines: data.lines });
  const dueOn = changed === null ? null : monthsOn(changed, books.policy<number>('deposit.deadline', at));
  const deposit: Deposit = {
    id: commandId,
    reduction,
    lines: asked(data.lines),
    status: 'FILED',
    duties: [{ step: 'FILING', by: actor.id }],
    passed: [],
    jointly: 'PASS',
    dueOn,
    late: dueOn !== null && counted > dueOn,
    backDated: counted < today(order),
    pools: null,
    owners: new Map(),
  };
  books.deposits.push(deposit);
  return depositAnswer(deposit);
};

/** A step of a deposit: it is there, in the officer's place; the rest are grounds. */
const step = (books: Books, order: Order, { name, from }: { name: string; from: readonly string[] }) => {
  const deposit = found(books.deposits.find(({ id }) => id === order.data.depositId));
  inPlace(order, deposit.reduction.filing.place).stop();
  const grounds = new Grounds()
    .ask(from.includes(deposit.status), 'WRONG_STATE')
    .ask(otherHands(order, name, deposit.duties), 'SEPARATION_OF_DUTIES');
  const move = (decision: string, onPass: string): Answer => {
    deposit.duties.push({ step: name, by: order.actor.id });
    deposit.status = { PASS: onPass, RETURN: 'RETURNED' }[decision] ?? 'REJECTED';
    const { reduction, id } = deposit;
    if (decision !== 'PASS') reduction.uses = reduction.uses.filter(({ reference }) => reference !== id);
    return depositAnswer(deposit);
  };
  return { deposit, grounds, move };
};

const AmendDeposit: Handler = (books, order) => {
  const { deposit, grounds, move } = step(books, order, { name: 'FILING', from: ['RETURNED'] });
  const { lines } = order.data;
  impossible({ lines: nothing(lines) });
  grounds.add(mayUse(books, deposit.reduction, { lines, at: order.at })).stop();
  use(deposit.reduction, 'POOL', { reference: deposit.id, lines });
  deposit.lines = asked(lines);
  Object.assign(deposit, { passed: [], jointly: 'PASS' });
  return move('PASS', 'FILED');
};

const FirstReviewDeposit: Handler = (books, order) => {
  const { grounds, move } = step(books, order, { name: 'FIRST_REVIEW', from: ['FILED'] });
  grounds.stop();
  return move(order.data.decision, 'FIRST_REVIEWED');
};

const VerifyDepositSite: Handler = (books, order) => {
  const { grounds, move } = step(books, order, { name: 'SITE_VERIFICATION', from: ['FIRST_REVIEWED'] });
  grounds.stop();
  return move(order.data.confirmed ? 'PASS' : 'RETURN', 'SITE_VERIFIED');
};

const ReviewDepositElement: Handler = (books, order) => {
  const from = ['FIRST_REVIEWED', 'SITE_VERIFIED'];
  const { deposit, grounds, move } = step(books, order, { name: 'ELEMENT_REVIEW', from });
  const { medium, decision } = order.data;
  const media = deposit.lines.map(({ pollutant }) => mediumOf(pollutant));
  grounds
    .ask(order.actor.roles.includes(`element-${medium.toLowerCase()}`), 'FORBIDDEN_ROLE')
    .ask(media.includes(medium), 'MEDIUM_NOT_PRESENT')
    .ask(!deposit.passed.includes(medium), 'WRONG_STATE')
    .stop();
  if (decision === 'PASS') deposit.passed.push(medium);
  const complete = media.every((one) => deposit.passed.includes(one));
  return move(decision, complete ? 'ELEMENT_REVIEWED' : deposit.status);
};

/** 第二十三条: an opinion before the office's approval may be left out; the last one, unless a pass, bars crediting. */
const ReviewDepositJointly: Handler = (books, order) => {
  new Grounds().ask(order.actor.roles.includes('joint-review'), 'FORBIDDEN_ROLE').stop();
  const { deposit, grounds } = step(books, order, { name: 'JOINT_REVIEW', from: ['ELEMENT_REVIEWED'] });
  grounds.stop();
  deposit.jointly = order.data.decision;
  deposit.duties.push({ step: 'JOINT_REVIEW', by: order.actor.id });
  return depositAnswer(deposit);
};

/** gross → debts, oldest first → province → 3:7 (A11); under `PROVINCE_FIRST` the take is set aside before. */
const shareOut = (
  books: Books,
  order: Order,
  part: { place: string; pollutant: string; gross: bigint; take: bigint },
) => {
  const { place, pollutant, gross, take } = part;
  const first = books.policy('split.order', order.at) === 'PROVINCE_FIRST';
  const debts = books.debts.filter((one) => one.place === place && one.pollutant === pollutant);
  const owed = least(total(debts.map(({ open }) => open)), first ? gross - least(take, gross) : gross);
  const shares = books.rules.shares(gross, owed, take);
  return { ...shares, place, gross, debts, takeable: first ? gross : gross - shares.paid };
};

/** 1.6: what comes in is shared between the areas whose work it is, and so is what the province takes. */
const shareAmong = (
  books: Books,
  order: Order,
  { deposit, line }: { deposit: Deposit; line: Deposit['lines'][number] },
) => {
  const { place, apportionment } = deposit.reduction.filing;
  const { pollutant } = line;
  const areas = apportionment ?? [{ place, percent: '100' }];
  const parts = books.rules.byWeight(
    mg(line.amount),
    areas.map(({ percent }) => mg(percent)),
  );
  const out = (takes: readonly bigint[]) =>
    areas.map((area, index) =>
      shareOut(books, order, {
        place: area.place,
        pollutant,
        gross: parts[index] ?? 0n,
        take: takes[index] ?? 0n,
      }),
    );
  const takeable = out([]).map((area) => area.takeable);
  const take = total(
    order.data.provincialTake.map((one) => (one.pollutant === pollutant ? mg(one.amount) : 0n)),
  );
  const split = out(books.rules.byWeight(least(take, total(takeable)), takeable));
  return { pollutant, areas: split, takeable: total(takeable) };
};
type Split = ReturnType<typeof shareAmong>;

const FIGURES = ['gross', 'paid', 'provincial', 'net', 'municipal', 'local'] as const;
const splitAnswer = (pollutant: string, areas: Split['areas']): Answer => {
  const [gross, obligations, provincial, net, municipal, local] = FIGURES.map((figure) =>
    t(total(areas.map((area) => area[figure]))),
  );
  return { pollutant, gross, obligations, provincial, net, municipal, local };
};

/** Debts are paid, and what is left is in its pools. */
const credit = (books: Books, at: string, { deposit, split }: { deposit: Deposit; split: Split }): void => {
  const { place: filer, formedOn, earmark } = deposit.reduction.filing;
  const holder = (place: string): string =>
    books.policy('localShare.holder', at) === 'COUNTY' ? countyOf(place) : place;
  const { pollutant, areas } = split;
  const got = new Map<string, bigint>();
  const give = (place: string, amount: bigint): void =>
    void got.set(`pool-${place}`, (got.get(`pool-${place}`) ?? 0n) + amount);
  for (const { place, debts, paid, provincial, municipal, local } of areas) {
    let left = paid;
    for (const debt of debts) {
      const payment = least(debt.open, left);
      debt.open -= payment;
      left -= payment;
    }
    give('320000', provincial);
    give('320500', municipal);
    give(holder(place), local);
  }
  const [lot, vintage] = [`lot-${deposit.id}`, yearOf(formedOn)];
  for (const [pool, credited] of got)
    books.credit({ lot, pollutant, vintage, earmarked: earmark !== null, pool, credited }, at);
  deposit.owners = new Map(areas.toReversed().map(({ place }) => [`pool-${holder(place)}`, place]));
  const locals = [filer, ...areas.map(({ place }) => place)].map((place) => `pool-${holder(place)}`);
  deposit.pools = [...new Set([...locals, 'pool-320500', 'pool-320000'])];
};

const ApproveDeposit: Handler = (books, order) => {
  const { deposit, grounds, move } = step(books, order, { name: 'APPROVAL', from: ['ELEMENT_REVIEWED'] });
  const { data, at } = order;
  if (data.decision !== 'PASS') {
    grounds.stop();
    return move(data.decision, 'CREDITED');
  }
  const split = deposit.lines.map((line) => shareAmong(books, order, { deposit, line }));
  const takes = asked(data.provincialTake);
  const allowed = books.policy('provincialTake', at) === 'BY_DOCUMENT';
  grounds
    .ask(deposit.jointly === 'PASS', 'REVIEW_OPINION')
    .ask(!deposit.backDated || isTold(data.backDatedReason ?? data.opinion), 'BACK_DATING_REASON')
    .ask(!deposit.reduction.isVoid, 'REDUCTION_VOIDED')
    .ask(takes.length === 0 || data.provincialDocumentNo !== null, 'PROVINCIAL_DOCUMENT_REQUIRED');
  for (const { pollutant, amount } of takes) {
    const takeable = split.find((one) => one.pollutant === pollutant)?.takeable ?? 0n;
    grounds.ask(mg(amount) <= (allowed ? takeable : 0n), 'PROVINCIAL_TAKE_TOO_LARGE');
  }
  grounds.stop();
  for (const one of split) credit(books, at, { deposit, split: one });
  const inOrder = split.toSorted((a, b) => POLLUTANTS.indexOf(a.pollutant) - POLLUTANTS.indexOf(b.pollutant));
  const places = inOrder[0]?.areas.map(({ place }) => place) ?? [];
  return {
    ...move('PASS', 'CREDITED'),
    split: inOrder.map(({ pollutant, areas }) => splitAnswer(pollutant, areas)),
    areas:
      places.length < 2
        ? null
        : places.map((place) => ({
            place,
            lines: inOrder.map(({ pollutant, areas }) =>
              splitAnswer(
                pollutant,
                areas.filter((area) => area.place === place),
              ),
            ),
          })),
  };
};

export const DEPOSITS: Readonly<Record<string, Handler>> = {
  FileDeposit,
  AmendDeposit,
  FirstReviewDeposit,
  VerifyDepositSite,
  ReviewDepositElement,
  ReviewDepositJointly,
  ApproveDeposit,
};
