import type { Deposit, Reduction } from './reference/books.js';
import type { Data } from './reference/orders.js';
import { identityOf } from './reference/reductions.js';
import { daysOn, kindOf, mediumOf, mg, t } from './reference/plain.js';
import type { Move, Step, Story } from './story.js';

const UNITS = ['91320581MA1DEM0011', '91320509MA1DEM0012', '91310000MA1DEM0013'] as const;
const VERIFIED = [
  '100',
  '90',
  '50',
  '33.333333333',
  '20.000000001',
  '10',
  '7',
  '1',
  '0.000000007',
  '0',
] as const;
const MEASURES = [
  'DEEP_TREATMENT',
  'UNIT_CLOSURE',
  'TECHNICAL_PROGRESS',
  'INFRASTRUCTURE',
  'TOWN_SEWAGE',
] as const;
const FORMED = ['2021-01-01', '2022-07-07', '2023-01-31', '2024-02-29', '2025-06-30', '2025-12-31'] as const;
const CHANGED = ['2025-12-31', '2026-01-31', '2025-11-30', '2024-02-29'] as const;

const clerkAt = (place: string): string => (kindOf(place) === 'PARK' ? 'park-clerk' : 'county-clerk');

const facility = ({ dice }: Story): string =>
  dice.chance(80)
    ? `${dice.upTo(60)}# 线`
    : dice.pick(['1# 锅炉', '１＃锅炉', '1#锅炉 ', 'RTO 装置a'] as const);
const evidence = ({ dice }: Story): object => {
  const hash = dice.upTo(3_000).toString(16).padStart(64, '0');
  return { name: `${hash.slice(-3)}.pdf`, sha256: hash };
};

/** 1.6: whose the works are; now and then not all of it, or somebody's who can have none. */
const sharing = ({ dice }: Story, place: string, measure: string): readonly object[] | null => {
  const isGovernment = ['INFRASTRUCTURE', 'TOWN_SEWAGE'].includes(measure);
  if (!dice.chance(isGovernment ? 45 : 1)) return null;
  const others = ['320581', '320509', 'park-changshu-dev', 'park-sip'].filter((one) => one !== place);
  const percents = dice.weighted<readonly string[]>([
    [45, ['60', '40']],
    [45, ['33.3', '33.3', '33.4']],
    [2, ['60', '39.999999999']],
    [2, ['100', '0']],
  ]);
  const first = dice.chance(98) ? place : '320500';
  return percents.map((percent, index) => ({ place: index === 0 ? first : others[index], percent }));
};

export const fileReduction: Move = (story) => {
  const { dice, today } = story;
  const place = story.place();
  const again = dice.chance(6) ? dice.pick(story.books.reductions)?.filing : undefined;
  const measure = dice.pick(MEASURES);
  const uscc = dice.chance(85) ? dice.pick(UNITS) : null;
  const flag = (): boolean => dice.chance(95);
  const lines = story.lines((pollutant) => {
    const verified = dice.pick(VERIFIED);
    const limits = [null, null, verified, '60', '0.000000006'] as const;
    return { pollutant, verified, permittedLimit: dice.pick(limits) };
  });
  const fresh = {
    unit: { uscc, name: '示例单位' },
    permitNo: uscc !== null && dice.chance(70) ? `${uscc}001V` : null,
    facility: facility(story),
    measure,
    formedOn: dice.chance(2) ? '2020-12-31' : dice.chance(98) ? dice.pick(FORMED) : '2039-01-01',
    place,
  };
  const { unit, permitNo, facility: same, measure: also, formedOn } = again ?? fresh;
  const data = {
    ...(again ? { unit, permitNo, facility: same, measure: also, formedOn } : fresh),
    place,
    fundingSource: 'OWN',
    permitChangedOn: dice.chance(40)
      ? dice.pick(CHANGED)
      : dice.chance(2)
        ? '2039-01-01'
        : dice.pick([null, today]),
    guide: { id: '示例指南', version: '2022' },
    lines,
    mrv: { monitorable: flag(), reportable: flag(), countable: flag(), verifiable: flag() },
    evidence: [evidence(story)],
    coBenefitTCO2e: null,
    earmark: dice.chance(20) ? 'TAIHU_5KM' : null,
    apportionment: sharing(story, place, measure),
    permitManagement: dice.weighted([
      [85, null],
      [10, 'KEY'],
      [5, 'SIMPLIFIED'],
    ]),
  };
  return { type: 'FileReduction', data, role: clerkAt(place), place };
};

/** What a ledger kept before has of a reduction: some left in either pool, now and then more than there was. */
export const recordOpening: Move = (story) => {
  const { dice, today } = story;
  const draft = fileReduction(story);
  if (draft === undefined) return undefined;
  const filing = draft.data as Data;
  const reduction = dice.chance(97) ? { ...filing, apportionment: null } : filing;
  const balances = filing.lines.map(({ pollutant, verified, permittedLimit }) => {
    const some = mg(permittedLimit ?? verified) / 2n;
    const [municipal, local] = dice.weighted([
      [45, [t(some / 2n), t(some)]],
      [30, ['0', t(some)]],
      [15, [t(some), t(some)]],
      [5, [t(some + 1n), t(some + 1n)]],
      [5, ['0', '0']],
    ]);
    return { pollutant, municipal, local };
  });
  const closedOn = dice.weighted([
    [70, '2025-12-31'],
    [20, today],
    [6, filing.formedOn],
    [2, '2020-12-31'],
    [2, '2039-12-31'],
  ]);
  const data = { reduction, balances, closedOn, entryNo: '示例台账1号', decisionNo: '示例结转1号' };
  return { type: 'RecordOpening', data, role: 'bureau-lead', place: draft.place };
};

/** Asks for a round figure, for all that is left, or for a milligram more. */
const asking = (story: Story, reduction: Reduction): readonly object[] => {
  const { dice } = story;
  const some = Object.keys(reduction.creditable).filter(() => dice.chance(85));
  const pollutants = some.length > 0 && dice.chance(98) ? some : ['PM'];
  return pollutants.map((pollutant) => {
    const left = (reduction.creditable[pollutant] ?? 0n) - story.books.usedOf(reduction, pollutant);
    const amount = dice.weighted([
      [40, t(left)],
      [30, t(left / 2n)],
      [14, t(left + 1n)],
      [20, dice.pick(['1', '5', '7', '10', '0.000000007'] as const)],
      [3, '0'],
    ]);
    return { pollutant, amount };
  });
};
const anyReduction = (story: Story): Reduction | undefined => {
  const { reductions } = story.books;
  const open = reductions.filter((one) =>
    Object.entries(one.creditable).some(
      ([pollutant, creditable]) => creditable > story.books.usedOf(one, pollutant),
    ),
  );
  return story.dice.chance(85) ? story.dice.pick(open) : story.dice.pick(reductions);
};
const named = (story: Story, reduction: Reduction): string =>
  story.dice.chance(1) ? identityOf({ ...reduction.filing, facility: 'never filed' }) : reduction.id;

export const bookReductionUse: Move = (story) => {
  const reduction = anyReduction(story);
  if (reduction === undefined) return undefined;
  const use = story.dice.pick(['TASK', 'TASK', 'PROJECT', 'TRADE', 'IN_HOUSE'] as const);
  const lines = asking(story, reduction);
  const data = { reductionId: named(story, reduction), use, reference: '示例文号', lines };
  return { type: 'BookReductionUse', data, role: 'office', place: reduction.filing.place };
};

export const fileDeposit: Move = (story) => {
  const reduction = anyReduction(story);
  if (reduction === undefined) return undefined;
  const { place } = reduction.filing;
  const { dice, today } = story;
  const effectiveOn = dice.chance(12) ? daysOn(today, dice.pick([-3, -1, 0, 1, -400] as const)) : null;
  const claim = { reductionId: named(story, reduction), lines: asking(story, reduction) };
  const data = { ...claim, lateReason: null, effectiveOn };
  return { type: 'FileDeposit', data, role: clerkAt(place), place };
};

/** The step a deposit waits for. */
const stepOn = (story: Story, deposit: Deposit): Step => {
  const { dice } = story;
  const depositId = story.id(deposit.id, story.books.deposits);
  const media = [...new Set(deposit.lines.map(({ pollutant }) => mediumOf(pollutant)))];
  const waiting = dice.chance(95) ? media.filter((one) => !deposit.passed.includes(one)) : ['WATER', 'AIR'];
  const medium = dice.pick(waiting) ?? 'WATER';
  const review = { depositId, decision: story.decision(), opinion: '意见' };
  const element = {
    type: 'ReviewDepositElement',
    role: `element-${medium.toLowerCase()}`,
    data: { ...review, medium },
  };
  const visit = { depositId, confirmed: dice.chance(90), opinion: '意见', inspectionId: null, evidence: [] };
  switch (deposit.status) {
    case 'FILED':
      return { type: 'FirstReviewDeposit', role: 'county-reviewer', data: review };
    case 'FIRST_REVIEWED':
      return dice.chance(25) ? { type: 'VerifyDepositSite', role: 'inspector', data: visit } : element;
    case 'SITE_VERIFIED':
      return element;
    case 'RETURNED': {
      const role = clerkAt(deposit.reduction.filing.place);
      const lines = asking(story, deposit.reduction);
      return { type: 'AmendDeposit', role, data: { depositId, lines, lateReason: null } };
    }
    default:
      if (dice.chance(10)) return { type: 'ReviewDepositJointly', role: 'joint-review', data: review };
      return {
        type: 'ApproveDeposit',
        role: 'office',
        data: {
          ...review,
          ...taking(story, deposit),
          ...(dice.chance(10) && { opinion: ' ' }),
          backDatedReason: dice.pick([null, null, null, '示例补录', ''] as const),
        },
      };
  }
};
/** Now and then the province takes some, too much, or something that is not there. */
const taking = (story: Story, { lines }: Deposit): object => {
  const { dice } = story;
  if (dice.chance(65)) return { provincialTake: [], provincialDocumentNo: null };
  const provincialTake = lines.map(({ pollutant, amount }) => ({
    pollutant: dice.chance(97) ? pollutant : 'PM',
    amount: dice.weighted([
      [40, t(mg(amount) / 4n)],
      [20, '0.000000001'],
      [10, amount],
      [5, t(mg(amount) + 1n)],
      [5, '0'],
    ]),
  }));
  return { provincialTake, provincialDocumentNo: dice.chance(92) ? '示例省函1号' : null };
};

export const advanceDeposit: Move = (story) => {
  const { deposits } = story.books;
  const open = deposits.filter(({ status }) => !['CREDITED', 'REJECTED', 'VOIDED'].includes(status));
  const deposit = story.dice.chance(97) ? story.dice.pick(open) : story.dice.pick(deposits);
  if (deposit === undefined) return undefined;
  const before = deposit.duties.map(({ by }) => by);
  return { ...stepOn(story, deposit), place: deposit.reduction.filing.place, before };
};

const reasoned = { reason: '示例：弄虚作假', evidence: [{ name: '示例.pdf', sha256: 'f'.repeat(64) }] };
/** Lots, also those never credited. */
const anyLot = (story: Story): string | undefined => {
  const { dice, books } = story;
  if (dice.chance(4)) return dice.pick(['lot-none', ...books.deposits.map(({ id }) => `lot-${id}`)]);
  const used = books.parts.filter((part) => books.drawing(part).length > 0);
  const held = used.filter((part) => books.figures(part).held > 0n);
  if (dice.chance(80) && held.length > 0) return dice.pick(held)?.lot;
  return (dice.chance(60) ? dice.pick(used) : dice.pick(books.parts))?.lot;
};
const homeOf = (story: Story, lotId: string): string =>
  story.books.deposits.find(({ id }) => `lot-${id}` === lotId)?.reduction.filing.place ?? '320581';

export const proposeVoid: Move = (story) => {
  const lotId = anyLot(story);
  if (lotId === undefined) return undefined;
  return {
    type: 'ProposeVoid',
    data: { lotId, ...reasoned },
    role: 'inspector',
    place: homeOf(story, lotId),
  };
};
export const voidLot: Move = (story) => {
  const proposed = [...story.books.voids].filter(([, { done }]) => !done);
  const newest = proposed.at(-1) ?? story.dice.pick([...story.books.voids]);
  const lotId = story.dice.chance(96) ? newest?.[0] : anyLot(story);
  if (lotId === undefined) return undefined;
  const before = story.books.voids.get(lotId)?.duties.map(({ by }) => by) ?? [];
  const data = { lotId, decisionNo: '示例决定1号', ...reasoned };
  return { type: 'VoidLot', data, role: 'bureau-lead', place: homeOf(story, lotId), before };
};
