/** Voids: what becomes of a lot that should never have come in (第二十一条). */
import { allPass, divisionOf, type Handler, inPlace, otherHands, texts } from './asking.js';
import type { Books } from './books.js';
import { found, Grounds } from './orders.js';
import { POLLUTANTS } from './plain.js';

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
  books.voids.set(lotId, { place, done: false, duties, opinions: new Map() });
  return { lotId, place, status: 'PROPOSED' };
};

/** 审批矩阵: an opinion may be left out; one that is not a pass stands in the way. */
const ReviewVoid: Handler = (books, order) => {
  const { lotId } = order.data;
  inPlace(order, found(originOf(books, lotId)).place).stop();
  const proposal = found(books.voids.get(lotId));
  const division = divisionOf(order);
  new Grounds()
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
  if (proposal) {
    proposal.done = true;
    proposal.duties.push({ step: 'VOID_DECISION', by: order.actor.id });
  }
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
    const id = `${commandId}-${index + 1}`;
    // 1.6: what was drawn from the pool of an area that shares the works, that area owes.
    const debtor = deposit?.owners.get(pool) ?? place;
    return { id, place: debtor, lot: lotId, pool, pollutant, amount, open: amount };
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
      debts.map(({ id, place: debtor, pool, pollutant, amount }) => ({
        id,
        place: debtor,
        pool,
        pollutant,
        amount,
      })),
    ),
    vouchers: backed.map(({ voucher }) => voucher?.no ?? '').toSorted(),
    holdsEnded: holdsEnded.map(({ id }) => id).toSorted(),
  };
};

export const VOIDS: Readonly<Record<string, Handler>> = {
  ProposeVoid,
  ReviewVoid,
  VoidLot,
};
