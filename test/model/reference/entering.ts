import {
  allPass,
  asked,
  divisionOf,
  inPlace,
  nothing,
  otherHands,
  texts,
  today,
  type Books,
  type Deposit,
  type Handler,
  type Reduction,
} from './books.js';
import { found, Grounds, impossible, type Answer, type Data, type Line, type Order } from './orders.js';
import {
  countyOf,
  kindOf,
  least,
  mediumOf,
  mg,
  monthsOn,
  POLLUTANTS,
  t,
  total,
  upwards,
  yearOf,
} from './plain.js';

const UNIT_MEASURES = ['UNIT_CLOSURE', 'TECHNICAL_PROGRESS', 'DEEP_TREATMENT'];
const NOT_EXPANSION = [...UNIT_MEASURES, 'INFRASTRUCTURE', 'PARK_AWARD'];
const USES = ['TASK', 'PROJECT', 'POOL', 'TRADE', 'IN_HOUSE'];

/** One spelling for comparison. */
export const plainly = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();
/** A33: the same cut, whoever files it. */
export const identityOf = ({ permitNo, unit, place, facility, measure, formedOn }: Data): string => {
  const holder = permitNo === null ? (unit.uscc ?? place) : permitNo;
  return [permitNo === null, plainly(holder), plainly(facility), measure, formedOn.slice(0, 4)].join(' ');
};
const looksAlike = (a: Data, b: Data): boolean =>
  a.evidence.some(({ sha256 }) => b.evidence.some((file) => file.sha256 === sha256)) ||
  (a.unit.uscc !== null && a.unit.uscc === b.unit.uscc && plainly(a.facility) === plainly(b.facility));

/** 第二条、第十二条, A39. */
const flagsNeeded = ({ measure, lines }: Data, words: string): readonly string[] => {
  if (words === 'ALL_FOUR') return ['monitorable', 'reportable', 'countable', 'verifiable'];
  if (!NOT_EXPANSION.includes(measure)) return ['monitorable', 'countable', 'verifiable'];
  const permitted = lines.every((line) => line.permittedLimit !== null);
  return permitted ? [] : ['monitorable', 'reportable', 'verifiable'];
};

const reductionAnswer = (books: Books, reduction: Reduction): Answer => ({
  status: reduction.isVoid ? 'VOIDED' : 'FILED',
  lines: POLLUTANTS.flatMap((pollutant) => {
    const creditable = reduction.creditable[pollutant];
    if (creditable === undefined) return [];
    const used = (use: string): bigint =>
      total(reduction.uses.map((one) => (one.use === use && one.pollutant === pollutant ? one.amount : 0n)));
    const uses = Object.fromEntries(USES.map((use) => [use, t(used(use))]));
    const left = t(creditable - books.usedOf(reduction, pollutant));
    return [{ pollutant, creditable: t(creditable), uses, left }];
  }),
});

const FileReduction: Handler = (books, order) => {
  const { data: filing, at } = order;
  inPlace(order, filing.place).stop();
  impossible({
    formedOn: filing.formedOn > today(order),
    permitChangedOn: (filing.permitChangedOn ?? '') > today(order),
    place: !['COUNTY', 'PARK'].includes(kindOf(filing.place)),
    'unit.uscc': UNIT_MEASURES.includes(filing.measure) && filing.unit.uscc === null,
    lines: filing.lines.every((line) => mg(line.verified) === 0n),
  });
  const earlier = books.reductions.map((one) => one.filing);
  const flags = flagsNeeded(filing, books.policy('credit.mrvWords', at));
  const alike = earlier.some((one) => looksAlike(one, filing));
  new Grounds()
    .ask(
      earlier.every((one) => identityOf(one) !== identityOf(filing)),
      'REDUCTION_ALREADY_FILED',
    )
    .ask(filing.formedOn >= books.policy('deposit.eligibleFrom', at), 'FORMED_TOO_EARLY')
    .ask(
      flags.every((flag) => filing.mrv[flag]),
      'MRV_INCOMPLETE',
    )
    // 第十四条: under simplified management there is quota only as far as the permit's copy names it.
    .ask(
      filing.permitManagement !== 'SIMPLIFIED' ||
        filing.lines.every(({ permittedLimit }) => permittedLimit !== null),
      'PERMIT_WITHOUT_QUOTA',
    )
    .ask(!alike || books.policy('reduction.identity', at) === 'WARN', 'SIMILAR_REDUCTION')
    .stop();
  const capped = books.policy('reduction.creditable', at) === 'CAP_AT_PERMIT';
  const creditable = Object.fromEntries(
    filing.lines.map(({ pollutant, verified, permittedLimit }) => [
      pollutant,
      capped && permittedLimit !== null ? least(mg(verified), mg(permittedLimit)) : mg(verified),
    ]),
  );
  const reduction = { id: identityOf(filing), filing, creditable, uses: [], isVoid: false };
  books.reductions.push(reduction);
  return reductionAnswer(books, reduction);
};

/** 第三条、第二十一条: what may be asked of a reduction, and that no milligram of it is used twice (A32, A34). */
const mayUse = (
  books: Books,
  reduction: Reduction,
  { lines, at }: { lines: readonly Line[]; at: string },
): Grounds => {
  const grounds = new Grounds().ask(!reduction.isVoid, 'REDUCTION_VOIDED');
  const rest = books.policy('reduction.partialUse', at) === 'REST';
  for (const { pollutant } of asked(lines))
    grounds.ask(reduction.creditable[pollutant] !== undefined, 'POLLUTANT_NOT_IN_REDUCTION');
  const carried = asked(lines).flatMap(({ pollutant, amount }) => {
    const creditable = reduction.creditable[pollutant];
    const stated = reduction.filing.lines.find((line) => line.pollutant === pollutant);
    if (creditable === undefined || stated === undefined) return [];
    const used = books.usedOf(reduction, pollutant);
    const capped = stated.permittedLimit !== null && creditable < mg(stated.verified);
    return [{ amount: mg(amount), creditable, capped, left: rest || used === 0n ? creditable - used : 0n }];
  });
  for (const { amount, creditable, capped } of carried)
    grounds.ask(!capped || amount <= creditable, 'BASELINE_NOT_PERMITTED_LIMIT');
  for (const { amount, left } of carried) grounds.ask(amount <= left, 'REDUCTION_ALREADY_USED');
  return grounds;
};
const use = (
  reduction: Reduction,
  name: string,
  { reference, lines }: { reference: string; lines: readonly Line[] },
): void => {
  for (const { pollutant, amount } of asked(lines))
    reduction.uses.push({ use: name, reference, pollutant, amount: mg(amount) });
};

const BookReductionUse: Handler = (books, order) => {
  const { data, at } = order;
  const reduction = found(books.reductions.find(({ id }) => id === data.reductionId));
  inPlace(order, reduction.filing.place).stop();
  impossible({ lines: nothing(data.lines) });
  mayUse(books, reduction, { lines: data.lines, at }).stop();
  use(reduction, data.use, { reference: 'a document', lines: data.lines });
  return reductionAnswer(books, reduction);
};

const depositAnswer = (deposit: Deposit): Answer => ({
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
  impossible({ lines: nothing(data.lines) });
  mayUse(books, reduction, { lines: data.lines, at }).stop();
  use(reduction, 'POOL', { reference: commandId, lines: data.lines });
  const changed = reduction.filing.permitChangedOn;
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
    late: dueOn !== null && today(order) > dueOn,
    pools: null,
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
const shareOut = (books: Books, order: Order, { deposit, line }: { deposit: Deposit; line: Line }) => {
  const { data, at } = order;
  const { place } = deposit.reduction.filing;
  const gross = mg(line.amount);
  const take = total(
    data.provincialTake.map((one) => (one.pollutant === line.pollutant ? mg(one.amount) : 0n)),
  );
  const first = books.policy('split.order', at) === 'PROVINCE_FIRST';
  const debts = books.debts.filter((one) => one.place === place && one.pollutant === line.pollutant);
  const owed = least(total(debts.map(({ open }) => open)), first ? gross - least(take, gross) : gross);
  const shares = books.rules.shares(gross, owed, take);
  return {
    ...shares,
    pollutant: line.pollutant,
    gross,
    debts,
    takeable: first ? gross : gross - shares.paid,
  };
};

const ApproveDeposit: Handler = (books, order) => {
  const { deposit, grounds, move } = step(books, order, { name: 'APPROVAL', from: ['ELEMENT_REVIEWED'] });
  const { data, at } = order;
  if (data.decision !== 'PASS') {
    grounds.stop();
    return move(data.decision, 'CREDITED');
  }
  const split = deposit.lines.map((line) => shareOut(books, order, { deposit, line }));
  const takes = asked(data.provincialTake);
  const allowed = books.policy('provincialTake', at) === 'BY_DOCUMENT';
  grounds
    .ask(deposit.jointly === 'PASS', 'REVIEW_OPINION')
    .ask(!deposit.reduction.isVoid, 'REDUCTION_VOIDED')
    .ask(takes.length === 0 || data.provincialDocumentNo !== null, 'PROVINCIAL_DOCUMENT_REQUIRED');
  for (const { pollutant, amount } of takes) {
    const takeable = split.find((one) => one.pollutant === pollutant)?.takeable ?? 0n;
    grounds.ask(mg(amount) <= (allowed ? takeable : 0n), 'PROVINCIAL_TAKE_TOO_LARGE');
  }
  grounds.stop();
  const { place, formedOn, earmark } = deposit.reduction.filing;
  const holder = books.policy('localShare.holder', at) === 'COUNTY' ? countyOf(place) : place;
  const [city, province] = ['CITY', 'PROVINCE'].map((kind) =>
    upwards(place).find((one) => kindOf(one) === kind),
  );
  const pools = [`pool-${holder}`, `pool-${city}`, `pool-${province}`] as const;
  for (const { debts, paid, pollutant, ...share } of split) {
    let left = paid;
    for (const debt of debts) {
      const payment = least(debt.open, left);
      debt.open -= payment;
      left -= payment;
    }
    const lot = {
      lot: `lot-${deposit.id}`,
      pollutant,
      vintage: yearOf(formedOn),
      earmarked: earmark !== null,
    };
    books.credit({ ...lot, pool: pools[2], credited: share.provincial }, at);
    books.credit({ ...lot, pool: pools[1], credited: share.municipal }, at);
    books.credit({ ...lot, pool: pools[0], credited: share.local }, at);
  }
  deposit.pools = pools;
  return {
    ...move('PASS', 'CREDITED'),
    split: split
      .toSorted((a, b) => POLLUTANTS.indexOf(a.pollutant) - POLLUTANTS.indexOf(b.pollutant))
      .map(({ pollutant, gross, paid, provincial, net, municipal, local }) => ({
        pollutant,
        gross: t(gross),
        obligations: t(paid),
        provincial: t(provincial),
        net: t(net),
        municipal: t(municipal),
        local: t(local),
      })),
  };
};

/** Where a lot comes from: a deposit, or a park's award. */
const originOf = (books: Books, lot: string) => {
  const deposit = books.deposits.find(({ id, pools }) => `lot-${id}` === lot && pools !== null);
  if (deposit?.pools) return { place: deposit.reduction.filing.place, pools: deposit.pools, deposit };
  const [, park = '', year = ''] = /^(park-.+)-(\d{4})$/.exec(lot) ?? [];
  if (!books.parks.get(`${park}-${year}`)?.confirmed) return undefined;
  return { place: park, pools: [`pool-${park}`, 'pool-320500'], deposit: undefined };
};

const ProposeVoid: Handler = (books, order) => {
  const { lotId } = order.data;
  const before = books.voids.get(lotId);
  const { place } = found(originOf(books, lotId));
  inPlace(order, place)
    .ask(before === undefined || (!before.done && !allPass(before.opinions)), 'WRONG_STATE')
    .ask(otherHands(order, 'VOID_PROPOSAL', before?.duties ?? []), 'SEPARATION_OF_DUTIES')
    .stop();
  const by = order.actor.id;
  const duties = [...(before?.duties ?? []), { step: 'VOID_PROPOSAL', by }];
  books.voids.set(lotId, { by, place, done: false, duties, opinions: new Map() });
  return { lotId, place, status: 'PROPOSED' };
};

/** 审批矩阵: an opinion may be left out; one that is not a pass stands in the way. */
const ReviewVoid: Handler = (books, order) => {
  const proposal = found(books.voids.get(order.data.lotId));
  const division = divisionOf(order);
  inPlace(order, proposal.place)
    .ask(!proposal.done, 'WRONG_STATE')
    .ask(otherHands(order, 'VOID_REVIEW', proposal.duties), 'SEPARATION_OF_DUTIES')
    .stop();
  proposal.opinions.set(division, order.data.decision);
  proposal.duties.push({ step: 'VOID_REVIEW', by: order.actor.id });
  return { status: 'PROPOSED' };
};

/** 第二十一条, A26: holds end, then what is unused is written off and what is used is owed, pool by pool. */
const VoidLot: Handler = (books, order) => {
  const { data, at, commandId } = order;
  const { lotId } = data;
  const { place, pools, deposit } = found(originOf(books, lotId));
  const proposal = books.voids.get(lotId);
  inPlace(order, place)
    .ask(proposal !== undefined, 'VOID_NOT_PROPOSED')
    .ask(!proposal?.done, 'WRONG_STATE')
    .ask(otherHands(order, 'VOID_DECISION', proposal?.duties ?? []), 'SEPARATION_OF_DUTIES')
    .ask(allPass(proposal?.opinions ?? new Map()), 'REVIEW_OPINION')
    .stop();
  if (proposal) proposal.done = true;
  const files = books.withdrawals.filter((file) =>
    pools.some((pool) => books.drawing({ pool, lot: lotId }).includes(file)),
  );
  const holdsEnded = files.filter(({ status }) => status === 'HELD');
  const backed = files.filter(({ status }) => status !== 'HELD');
  const revoking = books.policy('void.voucher', at) === 'REVOKE';
  const revoked = backed.filter((file) => revoking && file.status === 'VOUCHERED' && !file.backingVoided);
  for (const file of backed) file.backingVoided = true;
  for (const file of holdsEnded) file.status = 'FILED';
  for (const file of revoked) file.status = 'RELEASED';
  for (const file of [...holdsEnded, ...revoked]) books.giveBack(file, at);
  const parts = [...new Set(pools)].flatMap((pool) =>
    POLLUTANTS.flatMap((pollutant) =>
      books.parts.filter((part) => part.pool === pool && part.lot === lotId && part.pollutant === pollutant),
    ),
  );
  const settled = parts.map((part) => ({ part, ...books.figures(part) }));
  for (const { part, available } of settled) part.writtenOff += available;
  const owing = settled.filter(({ withdrawn, retired }) => withdrawn + retired > 0n);
  const debts = owing.map(({ part: { pool, pollutant }, withdrawn, retired }, index) => {
    const amount = withdrawn + retired;
    return { id: `${commandId}-${index + 1}`, place, lot: lotId, pool, pollutant, amount, open: amount };
  });
  books.debts.push(...debts);
  if (deposit) {
    deposit.status = 'VOIDED';
    deposit.reduction.isVoid = true;
  }
  return {
    status: 'VOIDED',
    writtenOff: texts(
      settled
        .filter(({ available }) => available > 0n)
        .map(({ part: { pool, pollutant }, available: amount }) => ({ pool, pollutant, amount })),
    ),
    obligations: texts(
      debts.map(({ id, pool, pollutant, amount }) => ({ id, place, pool, pollutant, amount })),
    ),
    vouchers: backed.map(({ voucher }) => voucher?.no ?? '').toSorted(),
    holdsEnded: holdsEnded.map(({ id }) => id).toSorted(),
  };
};

export const ENTERING: Readonly<Record<string, Handler>> = {
  FileReduction,
  BookReductionUse,
  FileDeposit,
  AmendDeposit,
  FirstReviewDeposit,
  VerifyDepositSite,
  ReviewDepositElement,
  ReviewDepositJointly,
  ApproveDeposit,
  ProposeVoid,
  ReviewVoid,
  VoidLot,
};
