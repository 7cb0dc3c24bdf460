/** Reductions: what may be filed, and how much of it is used (第二条、第三条、第十二条、第十四条、第二十一条). */
import { asked, type Handler, inPlace, nothing, today } from './asking.js';
import type { Books, Reduction } from './books.js';
import { type Answer, type Data, found, Grounds, impossible, type Line, type Order } from './orders.js';
import { kindOf, least, mg, POLLUTANTS, t, total } from './plain.js';

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

/** 1.6: government works may be shared, by counties and parks the filing one is among, and wholly. */
const sharedWrongly = ({ apportionment, measure, place }: Data): boolean => {
  if (!apportionment) return false;
  const shares = apportionment.map(({ percent }) => mg(percent));
  return (
    [...UNIT_MEASURES, 'PARK_AWARD'].includes(measure) ||
    apportionment.every((one) => one.place !== place) ||
    apportionment.some((one) => !['COUNTY', 'PARK'].includes(kindOf(one.place))) ||
    shares.includes(0n) ||
    total(shares) !== mg('100')
  );
};

/** What a filing would put on file, and what stands against it; it is not on file yet. */
export const filed = (books: Books, order: Order, filing: Data) => {
  const { at } = order;
  inPlace(order, filing.place).stop();
  impossible({
    formedOn: filing.formedOn > today(order),
    permitChangedOn: (filing.permitChangedOn ?? '') > today(order),
    place: !['COUNTY', 'PARK'].includes(kindOf(filing.place)),
    'unit.uscc': UNIT_MEASURES.includes(filing.measure) && filing.unit.uscc === null,
    lines: filing.lines.every((line) => mg(line.verified) === 0n),
    apportionment: sharedWrongly(filing),
  });
  const earlier = books.reductions.map((one) => one.filing);
  const flags = flagsNeeded(filing, books.policy('credit.mrvWords', at));
  const alike = earlier.some((one) => looksAlike(one, filing));
  const grounds = new Grounds()
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
    .ask(!alike || books.policy('reduction.identity', at) === 'WARN', 'SIMILAR_REDUCTION');
  const capped = books.policy('reduction.creditable', at) === 'CAP_AT_PERMIT';
  const creditable = Object.fromEntries(
    filing.lines.map(({ pollutant, verified, permittedLimit }) => [
      pollutant,
      capped && permittedLimit !== null ? least(mg(verified), mg(permittedLimit)) : mg(verified),
    ]),
  );
  const reduction: Reduction = { id: identityOf(filing), filing, creditable, uses: [], isVoid: false };
  return { grounds, reduction };
};

const FileReduction: Handler = (books, order) => {
  const { grounds, reduction } = filed(books, order, order.data);
  grounds.stop();
  books.reductions.push(reduction);
  return reductionAnswer(books, reduction);
};

type Asked = Pick<Line, 'pollutant' | 'amount'>;
/** 第三条、第二十一条: what may be asked of a reduction, and that no milligram of it is used twice (A32, A34). */
export const mayUse = (
  books: Books,
  reduction: Reduction,
  { lines, at }: { lines: readonly Asked[]; at: string },
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
export const use = (
  reduction: Reduction,
  name: string,
  { reference, lines }: { reference: string; lines: readonly Asked[] },
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

export const REDUCTIONS: Readonly<Record<string, Handler>> = {
  FileReduction,
  BookReductionUse,
};
