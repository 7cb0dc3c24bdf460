import { setTimeout } from 'node:timers/promises';
import { mg, mgOf, must, sha256Hex, tonnes } from '#kernel';
import type { Items } from '../support/answers.js';
import type { Answer } from '../support/client.js';
import { INSPECTION, inspections } from './inspections-world.js';
import {
  applicationBody,
  bodyOf,
  CITY,
  CITY_POOL,
  demand,
  linesOf,
  openingBody,
  PASS,
  reductionBody,
  type Journey,
} from '../support/journey.js';

interface Identified {
  readonly id: string;
}

export { CITY };
/** Where the items of the matrix lie. */
export const PLACE = '320583';
export const PARK = 'park-kunshan-dev';
export const SIBLING = '320509';
const POOL = `pool-${PLACE}`;
const EVIDENCE = [{ name: '示例-现场核查笔录.pdf', sha256: sha256Hex('示例-现场核查笔录') }];

const SUSPENSION = {
  place: PLACE,
  acts: ['CROSS_COUNTY_PURCHASE'],
  effectiveFrom: '2027-01-01',
  reason: '示例：臭氧连续两月超标。',
  orderNo: '示例环暂〔2026〕9号',
};
const READING = {
  place: PLACE,
  month: '2026-03',
  medium: 'AIR',
  indicator: 'O3',
  value: '170',
  unit: 'μg/m³',
  target: '160',
  lastYear: '150',
  valid: true,
};
const ASSESSMENT = { place: PLACE, year: 2024, quality: { water: 'MET', air: 'MET' }, taskDone: true };
const TARGETS = [{ medium: 'AIR', indicator: 'PM2.5', value: '30', unit: 'μg/m³' }];
const TRADE = {
  sellerUscc: reductionBody(PLACE, {}).unit.uscc,
  buyerUscc: '91320583MA1XK2F47M',
  place: PLACE,
  lines: linesOf({ COD: '1' }),
};
const CROSSING = {
  toLedger: '330000',
  toPlace: '330421',
  buyerUscc: '91330421MA1DEM0018',
  lines: linesOf({ COD: '0.000001' }),
};
const APPROVAL = {
  approvalNo: '示例环审〔2026〕77号',
  approvedOn: '2026-11-20',
  projectCode: '2603-320583-89-01-777777',
  place: PLACE,
  lines: linesOf({ COD: '1' }),
};

/** About the warning that the reading above raises. */
const MEASURES = {
  place: PLACE,
  month: READING.month,
  medium: READING.medium,
  indicator: READING.indicator,
  taken: '示例：错峰生产',
};
const CAPACITY = {
  place: PLACE,
  kind: 'TRAINING',
  topic: '示例：指标管理培训',
  on: '2026-03-10',
  people: ['KS-0101'],
  documentNo: '示例昆环发〔2026〕12号',
};
const DOCUMENTED = { documentNo: '示例整改〔2026〕5号', reason: '示例：批复已撤销' };
const recordOf = (reference: string) => ({
  place: PLACE,
  violation: 'UNBACKED_APPROVAL',
  reference,
  accountable: '示例审批处室',
  authority: '示例市生态环境局',
  documentNo: '示例问责〔2026〕3号',
  decidedOn: '2026-11-20',
  measure: '通报批评',
});
const cancellationOf = ({ unit, permitNo }: Pick<ReturnType<typeof reductionBody>, 'unit' | 'permitNo'>) => ({
  permitNo,
  unit,
  place: PLACE,
  cancelledOn: '2026-11-20',
  reason: '示例：关停。',
});
const PLACE_PACK = { scope: 'PLACE', place: PLACE, from: '2026-01-01', to: '2026-01-31' };
const TRADE_REPORT = {
  month: '2026-03',
  source: '示例交易月报',
  legs: [{ side: 'SOLD', pollutant: 'COD', amount: '1' }],
};

const CORRECTING = { reason: '示例：录入错误', decisionNo: '示例更正〔2026〕1号' };

/** Bodies that would be accepted from the right person for the right item. */
export const BODIES = {
  PASS,
  EVIDENCE,
  SUSPENSION,
  READING: { ...READING, month: '2026-04' },
  ASSESSMENT,
  TARGETS: { year: 2026, targets: TARGETS },
  READING_CORRECTION: { ...CORRECTING, value: '165' },
  PRICE_CORRECTION: { ...CORRECTING, price: '158900' },
  APPROVAL_CORRECTION: { ...CORRECTING, place: PLACE, lines: linesOf({ COD: '0.5' }) },
  TRADE,
  CROSSING,
  APPROVAL,
  MEASURES,
  CAPACITY,
  DOCUMENTED,
  CANCELLATION: cancellationOf(reductionBody(PLACE, {})),
  TRADE_REPORT,
  PLACE_PACK,
  record: recordOf,
  ...INSPECTION,
  small: (pools: readonly string[] = [POOL]) => applicationBody(PLACE, [demand('COD', '0.5')], { pools }),
  reduction: () => reductionBody(PLACE, { COD: '1' }),
  opening: () => openingBody(PLACE, { COD: '1' }),
};

const idOf = async (answer: Promise<Answer<Identified>>, status: number): Promise<string> =>
  bodyOf(await answer, status).id;

const deposits = async (journey: Journey) => {
  const amounts = { COD: '6' };
  const reduction = await journey.file(PLACE, { COD: '60' });
  const filed = async (): Promise<string> => (await journey.claim(reduction, amounts)).id;
  const reviewer = await journey.reviewer(PLACE);
  const [fresh, returned, reviewed, examined] = [await filed(), await filed(), await filed(), await filed()];
  const sentBack = { decision: 'RETURN', opinion: '请更正数量。' };
  bodyOf(await reviewer.post(`/deposits/${returned}/first-review`, sentBack), 200);
  bodyOf(await reviewer.post(`/deposits/${reviewed}/first-review`, PASS), 200);
  await journey.examine(examined, PLACE, amounts);
  const credited = await journey.stock(PLACE, amounts);
  return {
    reduction: reduction.id,
    creditedLot: must(credited.lotId, 'lot'),
    proposedLot: await proposedToVoid(journey),
    deposit: {
      FILED: fresh,
      RETURNED: returned,
      REVIEWED: reviewed,
      EXAMINED: examined,
      CREDITED: credited.id,
    },
  };
};

/** A lot with a proposal to void it that nobody has decided. */
const proposedToVoid = async (journey: Journey): Promise<string> => {
  const lot = must((await journey.stock(PLACE, { TN: '1' })).lotId, 'lot');
  const inspector = await journey.offices.officer(`inspector@${CITY}`);
  const proposal = { reason: '示例：减排设施未实际运行', evidence: EVIDENCE };
  bodyOf(await inspector.post(`/lots/${lot}/void-proposals`, proposal), 201);
  return lot;
};

const withdrawals = async (journey: Journey) => {
  const reviewer = await journey.reviewer(PLACE);
  const applied = async (pools?: readonly string[], effectiveOn?: string): Promise<string> => {
    const differing = effectiveOn === undefined ? {} : { effectiveOn };
    return (await journey.apply({ ...BODIES.small(pools), ...differing })).id;
  };
  const [filed, returned, held] = [await applied(), await applied(), await applied()];
  const sentBack = { decision: 'RETURN', opinion: '请更正数量。' };
  bodyOf(await reviewer.post(`/withdrawals/${returned}/first-review`, sentBack), 200);
  await journey.hold(held, PLACE);
  const [municipal, examined] = [
    await applied([CITY_POOL], '2026-07-15'),
    await applied([CITY_POOL], '2026-07-15'),
  ];
  await journey.hold(municipal, PLACE);
  await journey.hold(examined, PLACE);
  const water = await journey.division('WATER');
  bodyOf(await water.post(`/withdrawals/${examined}/element-review`, { medium: 'WATER', ...PASS }), 200);
  const granted = await journey.draw(BODIES.small());
  return {
    withdrawal: {
      FILED: filed,
      RETURNED: returned,
      HELD: held,
      HELD_MUNICIPAL: municipal,
      EXAMINED_MUNICIPAL: examined,
      GRANTED: granted.id,
    },
    voucher: must(granted.voucherNo, 'voucher'),
  };
};

const standing = async ({ offices }: Journey) => {
  const monitoring = await offices.officer(`monitoring@${CITY}`);
  const reading = await idOf(monitoring.post<Identified>('/readings', READING), 201);
  const proposal = { ...SUSPENSION, readingIds: [reading] };
  const proposed = await idOf(monitoring.post<Identified>('/suspensions', proposal), 201);
  const ordered = await idOf(monitoring.post<Identified>('/suspensions', proposal), 201);
  bodyOf(await (await offices.officer(`bureau-lead@${CITY}`)).post(`/suspensions/${ordered}/order`, {}), 200);
  const draft = await idOf(monitoring.post<Identified>('/assessments', ASSESSMENT), 201);
  const clerk = await offices.officer(`county-clerk@${PLACE}`);
  const measures = await idOf(clerk.post<Identified>('/measures', MEASURES), 201);
  return { reading, suspension: { PROPOSED: proposed, ORDERED: ordered }, assessment: draft, measures };
};

/** A lot voided after it was drawn on: a debt of the place. Its municipal part went to another county's project. */
const voided = async (journey: Journey) => {
  const { offices } = journey;
  await journey.bringTo(PLACE, 'PM', '0');
  const drained = (await journey.balance(CITY_POOL, 'PM')).available;
  const lot = must((await journey.stock(PLACE, { PM: '10' })).lotId, 'lot');
  bodyOf(await drawFromCity(journey, drained), 200);
  await journey.draw(applicationBody(PLACE, [demand('PM', '0.5')], { pools: [POOL] }));
  const inspector = await offices.officer(`inspector@${CITY}`);
  const proposal = { reason: '示例：减排设施未实际运行', evidence: EVIDENCE };
  bodyOf(await inspector.post(`/lots/${lot}/void-proposals`, proposal), 201);
  const decision = { ...proposal, decisionNo: '示例苏环核〔2026〕12号' };
  const lead = await offices.officer(`bureau-lead@${CITY}`);
  bodyOf(await lead.post(`/lots/${lot}/void`, decision), 200);
  const open = await (
    await journey.office()
  ).get<{ items: readonly Identified[] }>(`/obligations?place=${PLACE}`);
  const [obligation] = bodyOf(open, 200).items;
  return { voidedLot: lot, obligation: must(obligation, 'obligation').id };
};

/** 吴江区 draws all the city had before, and a little of what 昆山市 has just brought. */
const drawFromCity = async (journey: Journey, before: string) => {
  const half = tonnes(mg((mgOf(before) + mgOf('1')) / 2n));
  const body = applicationBody(SIBLING, [demand('PM', half)], {
    pools: [CITY_POOL],
    project: { name: FOREIGN_PROJECT },
  });
  const { id } = await journey.apply(body);
  await journey.hold(id, SIBLING);
  const air = await journey.division('AIR');
  bodyOf(await air.post(`/withdrawals/${id}/element-review`, { medium: 'AIR', ...PASS }), 200);
  return (await journey.office()).post(`/withdrawals/${id}/approval`, {
    ...PASS,
    documentNo: '示例〔2026〕8号',
  });
};
/** What nobody of 昆山市 has to know. */
export const FOREIGN_PROJECT = '示例吴江保密项目';

const others = async ({ offices }: Journey) => {
  const tradeOrg = await offices.officer(`trade-org@${CITY}`);
  const office = await offices.officer(`office@${CITY}`);
  const trade = await idOf(tradeOrg.post<Identified>('/trades', TRADE), 201);
  const finding = async (approvalNo: string): Promise<string> => {
    const imported = await office.post<Items<{ findingId: string }>>('/eia-approvals', {
      ...APPROVAL,
      approvalNo,
    });
    return must(bodyOf(imported, 200).items[0], 'item').findingId;
  };
  const [open, closed] = [await finding(APPROVAL.approvalNo), await finding('示例环审〔2026〕78号')];
  bodyOf(await office.post(`/findings/${closed}/closure`, DOCUMENTED), 200);
  const recorded = () => idOf(office.post<Identified>('/accountability-records', recordOf(open)), 201);
  const [recognised, withdrawn] = [await recorded(), await recorded()];
  bodyOf(await office.post(`/accountability-records/${withdrawn}/withdrawal`, DOCUMENTED), 200);
  bodyOf(await office.post(`/parks/${PARK}/targets`, BODIES.TARGETS), 200);
  return {
    trade,
    finding: { OPEN: open, CLOSED: closed },
    record: { RECOGNISED: recognised, WITHDRAWN: withdrawn },
    capacity: await idOf(office.post<Identified>('/capacity-records', CAPACITY), 201),
    cancellation: await idOf(
      office.post<Identified>('/permit-cancellations', cancellationOf(reductionBody(PLACE, {}))),
      201,
    ),
  };
};

/** An audit pack of the place, built, that the city's inspector ordered. */
const packed = async ({ offices }: Journey): Promise<string> => {
  const inspector = await offices.officer(`inspector@${CITY}`);
  const id = await idOf(inspector.post<Identified>('/audit/packs', PLACE_PACK), 202);
  while ((await inspector.get(`/audit/packs/${id}`)).status === 202) await setTimeout(20);
  return id;
};

export const ACCOUNT_NAME = 'matrix.kept';

/** 账户 of the place: one in use, one with a change that waits for its second administrator, one only asked for. */
const accounts = async ({ offices }: Journey) => {
  const [system, security] = await Promise.all(
    ['system-admin', 'security-admin'].map((role) => offices.officer(`${role}@${CITY}`)),
  );
  const terms = { roles: ['county-clerk'], place: PLACE };
  const asked = (username: string): Promise<string> =>
    idOf(must(system, 'system').post<Identified>('/accounts', { username, ...terms }), 201);
  const made = async (username: string): Promise<string> => {
    const id = await asked(username);
    const confirming = { decision: 'PASS' };
    bodyOf(await must(security, 'security').post(`/accounts/${id}/confirmation`, confirming), 200);
    return id;
  };
  const [kept, changing] = [await made(ACCOUNT_NAME), await made('matrix.changing')];
  bodyOf(await must(system, 'system').post(`/accounts/${changing}/renewal`, {}), 202);
  return { account: { KEPT: kept, CHANGING: changing, REQUESTED: await asked('matrix.asked') } };
};

/** One item of every kind in every state that matters, all at one county and its park. */
export const prepareWorld = async (journey: Journey) => {
  const { voidedLot, ...voidedAlready } = await voided(journey);
  const { creditedLot, proposedLot, ...deposited } = await deposits(journey);
  return {
    ...voidedAlready,
    ...deposited,
    lot: { CREDITED: creditedLot, PROPOSED: proposedLot, VOIDED: voidedLot },
    ...(await withdrawals(journey)),
    ...(await standing(journey)),
    ...(await others(journey)),
    ...(await accounts(journey)),
    ...(await inspections(journey)),
    pack: await packed(journey),
  };
};
export type World = Awaited<ReturnType<typeof prepareWorld>>;
