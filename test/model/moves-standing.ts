import type { Suspension } from './reference/books.js';
import { daysOn, momentOf, yearOf } from './reference/plain.js';
import type { Move, Step, Story } from './story.js';

const ACTS = [
  'WITHDRAW_PROVINCIAL',
  'WITHDRAW_MUNICIPAL',
  'WITHDRAW_LOCAL',
  'CROSS_COUNTY_PURCHASE',
] as const;
const PARKS = ['park-changshu-dev', 'park-changshu-dev', 'park-wujiang-dev', '320581'] as const;
/** Values that may be adopted, and some that may not. */
const POLICY_VALUES: readonly (readonly [string, ...unknown[]])[] = [
  ['annualLinkage.exactlyOneMet', 'ALLOW', 'CASE_BY_CASE', 'DENY'],
  ['linkage.media', 'SAME_MEDIUM', 'ALL_MEDIA'],
  ['linkage.pendingYear', 'RESTRICT', 'CARRY'],
  ['suspension.covers', [ACTS[2]], ACTS],
  ['suspension.inFlight', 'VOID', 'HONOUR', 'HOLD'],
  ['suspension.cascade', 'NONE', 'DOWN'],
  ['suspension.trigger', 20, 101],
  ['localShare.holder', 'COUNTY', 'PARK_IF_REGISTERED'],
  ['park.useOfCountyPool', 'OWN', 'OWN_THEN_COUNTY'],
  ['provincialTake', 'NONE', 'BY_DOCUMENT'],
  ['split.order', 'PROVINCE_FIRST', 'OBLIGATIONS_FIRST'],
  ['split.remainder', 'LOCAL', 'MUNICIPAL'],
  ['sei.pollutants', ['COD'], ['TN', 'TP', 'NH3-N'], ['VOCs']],
  ['sei.projectTypes', ['NEW', 'RENOVATION'], ['NEW', 'EXPANSION'], ['NEW', 'NEW']],
  ['demand.baseline', 'ANY_STATED', 'PERMIT_THEN_EIA'],
  ['demand.scope', 'ORGANISED_ONLY', 'ORGANISED_AND_FUGITIVE'],
  ['demand.exempt', ['ROAD'], [], 'ROAD'],
  ['demand.deMinimis', '0.5', '0', '0.10', '-1'],
  ['multiplier.accounting', 'INCREMENT', 'MULTIPLIED'],
  ['multiplier.onTrades', 'NO', 'YES'],
  ['draw.order', 'OWN_ONLY', 'OWN_MUNICIPAL_PROVINCIAL'],
  ['earmark', 'HARD', 'NONE', 'SOFT'],
  ['void.voucher', 'REVOKE', 'KEEP', 'NONE'],
  ['award.origin', 'SPLIT', 'PARK'],
  ['deposit.deadline', 2, 1, 0, '1'],
  ['deposit.eligibleFrom', '2022-01-01', '2021-01-01', '2022-13-01'],
  ['reduction.partialUse', 'NONE', 'REST'],
  ['reduction.identity', 'BLOCK', 'WARN'],
  ['reduction.creditable', 'GUIDE_RESULT', 'CAP_AT_PERMIT'],
  ['voucher.validity', 1, 2, 5],
  ['hold.ttl', { REPORT: 5, FORM: 3 }, { REPORT: 60, FORM: 30 }, { REPORT: 5 }],
  ['tradeTerm', 'PERPETUAL', 'WHILE_RUNNING'],
  ['crossRegion', 'COUNTY', 'COUNTY_AND_PARK'],
  ['credit.mrvWords', 'ALL_FOUR', 'BY_ARTICLE'],
  ['approval.tiers', [{ pollutant: 'COD', from: '2', approver: 'bureau-lead' }], []],
  ['month.due', 5, 10],
  ['quarter.due', 1, 15, 61],
  [
    'improvement.cap',
    [
      { improvement: '1', share: 40 },
      { improvement: '5', share: 100 },
    ],
    [],
    [{ improvement: '1' }],
  ],
  ['no.such', 1],
];

const aDay = (story: Story, span: number): string => {
  const day = daysOn(story.today, story.dice.upTo(span) - Math.floor(span / 2));
  return story.dice.chance(70) ? day : momentOf(day).replace('.000Z', '+00:00');
};

export const adoptPolicy: Move = (story) => {
  const { dice } = story;
  if (!story.changesPolicies) return undefined;
  // These two bite only where much else comes together, so they are adopted more often.
  const often = dice.pick(['improvement.cap', 'reduction.identity'] as const);
  const rare = dice.chance(20) ? POLICY_VALUES.find(([name]) => name === often) : undefined;
  const [key, ...values] = rare ?? dice.pick(POLICY_VALUES) ?? [];
  const effectiveFrom = momentOf(daysOn(story.today, dice.chance(75) ? 0 : dice.upTo(60) - 30));
  const data = { key, value: dice.pick(values), effectiveFrom, decisionNo: '示例〔2026〕1号' };
  return { type: 'AdoptPolicy', data, role: 'leading-group', place: '320500' };
};

const ORIGINS = ['example.cn/pool', 'example.cn/witness'] as const;

/** Mostly the key in force gives way to the next; now and then one that did so long ago. */
export const rotateSigningKey: Move = ({ dice, script, books }) => {
  const origins = dice.chance(30) ? ORIGINS : [dice.pick(ORIGINS)];
  const keys = origins.map((origin) => ({
    oldKey: dice.chance(75) ? (books.keys.get(origin) ?? `${origin}+0+first`) : `${origin}+0+first`,
    newKey: `${origin}+${script.length + 1}+next`,
  }));
  const data = { keys, decisionNo: '示例〔2026〕2号' };
  return { type: 'RotateSigningKey', data, role: 'security-admin', place: '320500' };
};

export const orderAuditPack: Move = (story) => {
  const { dice, today } = story;
  const year = { from: `${today.slice(0, 4)}-01-01`, to: today };
  const scope = dice.chance(50) ? { scope: 'LEDGER' } : { scope: 'PLACE', place: story.place(), ...year };
  const data = { ...scope, purpose: '示例：审计' };
  return { type: 'OrderAuditPack', data, role: 'audit-admin', place: '320500' };
};

export const recordReading: Move = (story) => {
  const { dice, today } = story;
  const place = story.place();
  const data = {
    place,
    month: daysOn(today, dice.chance(3) ? 40 : -dice.upTo(70)).slice(0, 7),
    medium: 'AIR',
    indicator: 'PM2.5',
    value: dice.chance(97) ? dice.pick(['28', '41.5'] as const) : '-1',
    unit: 'μg/m3',
    target: '30',
    lastYear: null,
    valid: true,
  };
  return { type: 'RecordReading', data, role: 'monitoring', place };
};

/** Mostly of the reading that counts; now and then of one put right already, to the same, or to no figure. */
export const correctReading: Move = (story) => {
  const { dice, books } = story;
  const one = dice.pick(books.readings);
  if (one === undefined) return undefined;
  const figures = dice.weighted<object>([
    [60, { value: dice.pick(['28', '41.5', '35.25'] as const) }],
    [15, { target: dice.pick(['30', '29'] as const), value: '36' }],
    [15, { valid: dice.chance(30) }],
    [10, dice.chance(50) ? { value: '-1' } : {}],
  ]);
  const data = { id: story.id(one.id, books.readings), place: one.place, figures, ...CORRECTING };
  return { type: 'CorrectReading', data, role: 'monitoring', place: one.place };
};
const CORRECTING = { reason: '示例：录入有误', decisionNo: '示例更正1号' };

export const proposeSuspension: Move = (story) => {
  const { dice, books } = story;
  const place = story.place();
  const reading = dice.pick(books.readings);
  const readingIds = dice.chance(90) && reading ? [reading.id] : dice.pick([[], ['none']] as const);
  const data = {
    place: dice.chance(80) && reading ? reading.place : place,
    ...(dice.chance(50) ? { acts: ACTS.filter(() => dice.chance(60)) } : {}),
    ...(dice.chance(30) ? { pollutants: dice.pick([['COD', 'TN'], ['VOCs'], []] as const) } : {}),
    effectiveFrom: aDay(story, 8),
    reason: dice.pick(['示例：恶化', ' '] as const),
    readingIds,
    ...(dice.chance(50) ? { orderNo: '示例暂停1号' } : {}),
  };
  return { type: 'ProposeSuspension', data, role: 'monitoring', place: data.place };
};

const nextOf = ({ dice }: Story, status: string): string => {
  if (status === 'ORDERED') return 'LiftSuspension';
  return dice.chance(80) ? 'OrderSuspension' : 'DeclineSuspension';
};
export const advanceSuspension: Move = (story) => {
  const { dice, books } = story;
  const isOpen = ({ status }: Suspension): boolean => status === 'PROPOSED' || status === 'ORDERED';
  const one = dice.chance(95) ? dice.pick(books.suspensions.filter(isOpen)) : dice.pick(books.suspensions);
  if (one === undefined) return undefined;
  const type = dice.chance(96) ? nextOf(story, one.status) : 'OrderSuspension';
  const data = {
    id: story.id(one.id, books.suspensions),
    place: one.place,
    ...(dice.chance(60) ? { orderNo: '示例暂停2号' } : {}),
    ...(dice.chance(40) ? { effectiveFrom: aDay(story, 10) } : {}),
    ...(type === 'DeclineSuspension' || dice.chance(50) ? { reason: '示例理由' } : {}),
  };
  const before = [one.proposedBy, ...one.reviewers];
  return { type, data, role: 'bureau-lead', place: one.place, before };
};

/** Places without a verdict on last year are judged first. */
export const recordAssessment: Move = (story) => {
  const { dice, books } = story;
  const year = yearOf(story.today) - 1;
  const unjudged = ['320581', '320509', 'park-changshu-dev', '320500'].filter(
    (place) => !books.verdict(place, year),
  );
  const place = dice.chance(80) ? (dice.pick(unjudged) ?? story.place()) : story.place();
  const mark = (): string => (dice.chance(82) ? 'MET' : 'MISSED');
  const data = {
    place,
    year: dice.chance(97) ? year - (dice.chance(15) ? 1 : 0) : year + 1,
    quality: { water: mark(), air: mark() },
    taskDone: dice.chance(85),
    improvement: dice.pick([null, '0.5', '2%', '4.999999999', '5 %', '12'] as const),
  };
  return { type: 'RecordAssessment', data, role: 'monitoring', place };
};
export const publishAssessment: Move = (story) => {
  const { dice, books } = story;
  const drafts = books.assessments.filter(({ status }) => status === 'DRAFT');
  const one = dice.chance(97) ? dice.pick(drafts) : dice.pick(books.assessments);
  if (one === undefined) return undefined;
  const { place } = one.data;
  const data = { id: story.id(one.id, books.assessments), place, decisionNo: null };
  return { type: 'PublishAssessment', data, role: 'leading-group', place, before: [one.recordedBy] };
};

/** What a park's year still lacks, in the order of the year. */
export const advancePark: Move = (story) => {
  const { dice, books } = story;
  const park = dice.chance(93) ? PARKS[0] : dice.pick(PARKS);
  const year = yearOf(story.today) - 1;
  const limits = books.parks.get(`${park}-${year}`);
  const lines = (amounts: readonly [string, ...string[]]): readonly object[] =>
    ['COD', 'VOCs']
      .slice(0, 1 + dice.upTo(2))
      .map((pollutant) => ({ pollutant, amount: dice.pick(amounts) }));
  const target = { medium: 'AIR', indicator: 'PM2.5', value: '30', unit: 'μg/m3', betterWhen: 'LOWER' };
  const of = { park, year };
  const basis = '示例依据';
  const award = books.parks.get(`${park}-${year}`)?.award ?? null;
  const acts: readonly (readonly [number, Step])[] = [
    [
      limits?.targetsBy ? 1 : 4,
      { type: 'SetParkTarget', role: 'office', data: { ...of, targets: [target] } },
    ],
    [
      limits?.consentNo ? 1 : 4,
      { type: 'ConsentParkTarget', role: 'province', data: { ...of, documentNo: '示例省函2号' } },
    ],
    [
      limits?.allowed ? 1 : 8,
      {
        type: 'SetParkAllowed',
        role: 'office',
        data: { ...of, lines: lines(['20', '10.000000001', '5']), basis },
      },
    ],
    [
      limits?.actual ? 1 : 8,
      { type: 'SetParkActual', role: 'office', data: { ...of, lines: lines(['4', '9', '0.5']), basis } },
    ],
    [
      award ? 2 : 12,
      {
        type: 'ComputeAward',
        role: 'office',
        data: { ...of, ...(dice.chance(70) ? {} : { lines: lines(['1', '6', '0']) }) },
      },
    ],
    [
      award ? 12 : 0.5,
      { type: 'ConfirmAward', role: 'province', data: { ...of, documentNo: '示例省函3号' } },
    ],
  ];
  const before = [limits?.targetsBy ?? 'nobody', limits?.awardBy ?? 'nobody'];
  return { ...dice.weighted(acts), place: park, before };
};
