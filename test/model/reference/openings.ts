/** Openings: what a ledger kept before this one still holds, by a decision (第三条、第四条、第二十一条、第二十三条). */
import { type Handler, nothing, today } from './asking.js';
import type { Books, Deposit } from './books.js';
import { depositAnswer } from './deposits.js';
import { type Balance, impossible } from './orders.js';
import { countyOf, dayOf, mg, t, total, yearOf } from './plain.js';
import { filed, mayUse, use } from './reductions.js';

const whole = ({ pollutant, municipal, local }: Balance) => ({
  pollutant,
  amount: t(mg(municipal) + mg(local)),
});

/** The first day on which something came in that no old ledger had held. */
const startOf = (books: Books, pool: string): string | undefined =>
  books.parts
    .filter((part) => part.pool === pool && part.opening === undefined)
    .map(({ arrivals }) => dayOf(arrivals[0] ?? ''))
    .toSorted()[0];

const RecordOpening: Handler = (books, order) => {
  const { data, at, commandId, actor } = order;
  const { grounds, reduction } = filed(books, order, data.reduction);
  const { place, formedOn, apportionment, earmark } = reduction.filing;
  const { balances } = data;
  impossible({
    closedOn: data.closedOn > today(order) || data.closedOn < formedOn,
    balances: nothing(balances.map(whole)),
    apportionment: Boolean(apportionment),
  });
  const lines = balances.map(whole).filter(({ amount }) => amount !== '0');
  const local = `pool-${books.policy('localShare.holder', at) === 'COUNTY' ? countyOf(place) : place}`;
  const started = startOf(books, local);
  grounds
    .add(mayUse(books, reduction, { lines, at }))
    .ask(started === undefined || data.closedOn <= started, 'OPENING_AFTER_START');
  for (const { pollutant } of lines) {
    const debts = books.debts.filter((one) => one.place === place && one.pollutant === pollutant);
    grounds.ask(total(debts.map(({ open }) => open)) === 0n, 'OPENING_WHILE_OWING');
  }
  grounds.stop();
  books.reductions.push(reduction);
  use(reduction, 'POOL', { reference: commandId, lines });
  // What is not left was used for projects before.
  const rest = Object.entries(reduction.creditable).map(([pollutant, creditable]) => {
    return { pollutant, amount: t(creditable - books.usedOf(reduction, pollutant)) };
  });
  use(reduction, 'PROJECT', { reference: data.decisionNo, lines: rest });
  const lot = { lot: `lot-${commandId}`, vintage: yearOf(formedOn), earmarked: earmark !== null };
  for (const [pool, holder] of [[local, 'local'] as const, ['pool-320500', 'municipal'] as const])
    for (const line of balances)
      books.credit(
        { ...lot, opening: true, pool, pollutant: line.pollutant, credited: mg(line[holder]) },
        at,
      );
  const deposit: Deposit = {
    id: commandId,
    reduction,
    lines,
    status: 'CREDITED',
    duties: [{ step: 'APPROVAL', by: actor.id }],
    passed: [],
    jointly: 'PASS',
    dueOn: null,
    late: false,
    backDated: false,
    pools: [...new Set([local, 'pool-320500', 'pool-320000'])],
    owners: new Map(),
  };
  books.deposits.push(deposit);
  return depositAnswer(deposit);
};

export const OPENINGS: Readonly<Record<string, Handler>> = { RecordOpening };
