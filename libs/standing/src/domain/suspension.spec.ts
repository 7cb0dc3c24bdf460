import fc from 'fast-check';
import {
  civilDateOf,
  dateAt,
  instantOf,
  parseInstant,
  must,
  startOf,
  type Instant,
  type Logged,
  type PoolTier,
  type RuleOutcome,
} from '#kernel';
import type { OrderLifted, StandingEvent, SuspendableAct, SuspensionOrdered } from '#contract/standing';
import { adoptPolicy, policiesAt, policyFold, policyInForce, type PolicyKey } from '#libs/policy';
import { given, officer, type Given, type History } from '../../../../test/support/given.js';
import { declineSuspension } from './decline-suspension.decider.js';
import { liftSuspension } from './lift-suspension.decider.js';
import { orderSuspension } from './order-suspension.decider.js';
import { proposeSuspension } from './propose-suspension.decider.js';
import { recordReading } from './record-reading.decider.js';
import { standingFold } from './standing.fold.js';
import { standingRules } from './standing.rules.js';
import { standingView } from './standing.view.js';
import { notSuspended } from './suspension.policy.js';
import { lawRuns } from '../../../../test/support/runs.js';

const ALL: readonly SuspendableAct[] = [
  'WITHDRAW_PROVINCIAL',
  'WITHDRAW_MUNICIPAL',
  'WITHDRAW_LOCAL',
  'CROSS_COUNTY_PURCHASE',
];
const momentOf = (text: string): Instant =>
  text.endsWith('Z')
    ? (text as Instant)
    : text.includes('T')
      ? must(parseInstant(text), text)
      : startOf(civilDateOf(text));

type Ordered = SuspensionOrdered['data'];
const ordered = (
  suspensionId: string,
  place: string,
  scope: Partial<Omit<Ordered, 'effectiveFrom'>> & { from: string },
) => {
  const { from, ...rest } = scope;
  const data: Ordered = {
    suspensionId,
    place,
    acts: ALL,
    pollutants: [],
    effectiveFrom: momentOf(from),
    reason: '水质明显下降',
    readingIds: ['r-1'],
    orderNo: `示例环暂〔2026〕${suspensionId}号`,
    backDated: false,
    ...rest,
  };
  return { type: 'SuspensionOrdered', data } satisfies SuspensionOrdered;
};
const lifted = (suspensionId: string, place: string, from: string) =>
  ({
    type: 'OrderLifted',
    data: {
      suspensionId,
      place,
      liftedFrom: momentOf(from),
      orderNo: null,
      reason: '水质改善',
      readingIds: [],
      backDated: false,
    },
  }) satisfies OrderLifted;

interface Asked {
  readonly place: string;
  readonly at: string;
  readonly tier?: PoolTier;
  readonly pollutants?: readonly ('COD' | 'SO2')[];
}
/** The suspension rule's answer at a moment. */
const suspended = (
  history: History,
  { place, at, tier = 'LOCAL', pollutants = ['COD'] }: Asked,
): RuleOutcome => {
  const state = given(history).reader();
  const effectiveAt = momentOf(at);
  const [rule] = standingRules(state, {
    place,
    pollutants,
    effectiveAt,
    today: dateAt(effectiveAt),
    rulingNo: null,
    policies: policiesAt(state, effectiveAt),
  })(tier);
  return must(rule, 'the suspension rule');
};
const blockers = (history: History, asked: Asked): readonly string[] => {
  const { outcome, inputs } = suspended(history, asked);
  const orders = (inputs['orders'] as readonly { suspensionId: string }[]).map(
    ({ suspensionId }) => suspensionId,
  );
  expect(outcome).toBe(orders.length === 0 ? 'PASS' : 'FAIL');
  return orders;
};

describe('an order', () => {
  const history = {
    'standing-320583': [ordered('1', '320583', { from: '2026-05-10' }), lifted('1', '320583', '2026-07-01')],
  };

  it.each([
    ['2026-05-09T23:59:59.999+08:00', []],
    ['2026-05-10T00:00:00+08:00', ['1']],
    ['2026-06-30T23:59:59.999+08:00', ['1']],
    ['2026-07-01T00:00:00+08:00', []],
  ])('binds from its effective moment until its lifting: at %s %j', (at, expected) =>
    expect(blockers(history, { place: '320583', at })).toEqual(expected),
  );

  it('names itself in the trace', () =>
    expect(suspended(history, { place: 'park-kunshan-dev', at: '2026-05-12' })).toMatchObject({
      code: 'SUSPENDED',
      article: '方案第九条、第十九条',
      outcome: 'FAIL',
      inputs: {
        place: '320583',
        act: 'WITHDRAW_LOCAL',
        effectiveFrom: '2026-05-10',
        orderNo: '示例环暂〔2026〕1号',
      },
      policyVersion: 'suspension.cascade@0',
    }));

  it('stops only the acts and pollutants it names', () => {
    const scoped = ordered('1', '320583', {
      from: '2026-05-10',
      acts: ['WITHDRAW_MUNICIPAL'],
      pollutants: ['SO2'],
    });
    const at = (asked: Partial<Asked>) =>
      blockers({ 'standing-320583': [scoped] }, { place: '320583', at: '2026-06-01', ...asked });
    expect(at({ tier: 'MUNICIPAL', pollutants: ['SO2'] })).toEqual(['1']);
    expect(at({ tier: 'MUNICIPAL', pollutants: ['COD', 'SO2'] })).toEqual(['1']);
    expect(at({ tier: 'MUNICIPAL', pollutants: ['COD'] })).toEqual([]);
    expect(at({ tier: 'LOCAL', pollutants: ['SO2'] })).toEqual([]);
  });

  it.each([
    ['320583', 'park-kunshan-dev', 'DOWN', ['1']],
    ['320583', 'park-kunshan-dev', 'NONE', []],
    ['320583', '320583', 'NONE', ['1']],
    ['320500', 'park-kunshan-dev', 'DOWN', ['1']],
    ['320500', '320583', 'DOWN', ['1']],
    ['320500', '320583', 'NONE', []],
    ['park-kunshan-dev', '320583', 'DOWN', []],
    ['park-kunshan-dev', 'park-kunshan-dev', 'DOWN', ['1']],
    ['320583', '320585', 'DOWN', []],
    ['park-changshu-dev', 'park-changshu-hitech', 'DOWN', []],
  ])('over %s reaches %s under %s: %j', (...[over, place, cascade, expected]) => {
    const policy = {
      type: 'PolicyAdopted',
      data: {
        key: 'suspension.cascade',
        version: 1,
        value: cascade,
        effectiveFrom: momentOf('2026-01-01'),
        decisionNo: '示例〔2026〕1号',
      },
    };
    const stream = { [`standing-${over}`]: [ordered('1', over, { from: '2026-05-10' })], policy: [policy] };
    expect(blockers(stream, { place, at: '2026-06-01' })).toEqual(expected);
  });

  it('beside another: every one that blocks is named, and one lifted leaves the other', () => {
    const overlapping = {
      'standing-320583': [
        ordered('1', '320583', { from: '2026-05-10' }),
        ordered('2', '320583', { from: '2026-05-20' }),
        lifted('1', '320583', '2026-06-01'),
      ],
      'standing-320500': [ordered('3', '320500', { from: '2026-05-15' })],
    };
    const on = (at: string) => blockers(overlapping, { place: '320583', at });
    expect([on('2026-05-12'), on('2026-05-25'), on('2026-06-01')]).toEqual([
      ['1'],
      ['1', '3', '2'],
      ['3', '2'],
    ]);
  });

  it('may follow a lifted one: open in between only', () => {
    const stream = [...history['standing-320583'], ordered('2', '320583', { from: '2026-08-01' })];
    const on = (at: string) => blockers({ 'standing-320583': stream }, { place: '320583', at });
    expect([on('2026-06-30'), on('2026-07-15'), on('2026-08-01')]).toEqual([['1'], [], ['2']]);
  });
});

const monitoring = officer('monitoring', '320500');
const lead = officer('bureau-lead', '320500');
const reading = {
  place: '320583',
  month: '2026-04',
  medium: 'WATER',
  indicator: '高锰酸盐指数',
  value: '6.8',
  unit: 'mg/L',
  target: '6.0',
  lastYear: '5.9',
  valid: true,
} as const;
const proposal = {
  place: '320583',
  effectiveFrom: '2026-05-10',
  reason: '4月高锰酸盐指数超目标',
  readingIds: ['r-1'],
  orderNo: '示例环暂〔2026〕1号',
} as const;
const step = { id: 's-1', place: '320583' };

const warned = () =>
  given()
    .when(
      recordReading,
      { ...reading, month: reading.month as never },
      { actor: monitoring, at: '2026-05-06', id: 'r-1' },
    )
    .thenAccepted();
const proposed = () =>
  warned()
    .when(proposeSuspension, proposal, { actor: monitoring, at: '2026-05-07', id: 's-1' })
    .thenAccepted();
const inForce = () =>
  proposed().when(orderSuspension, step, { actor: lead, at: '2026-05-08' }).thenAccepted();

describe('the path of an order', () => {
  it('covers the acts of policy A4 unless it names its own', () => {
    warned()
      .when(proposeSuspension, proposal, { actor: monitoring, id: 's-1' })
      .thenAnswers({ id: 's-1', status: 'PROPOSED', acts: ALL, effectiveFrom: '2026-05-09T16:00:00.000Z' });
    warned()
      .when(proposeSuspension, { ...proposal, acts: ['WITHDRAW_LOCAL'] }, { actor: monitoring, id: 's-1' })
      .thenAnswers({ acts: ['WITHDRAW_LOCAL'], pollutants: [] });
  });

  it('covers fewer acts from the day on that a decision says so, and cites it', () => {
    const adopted = {
      key: 'suspension.covers',
      value: ['WITHDRAW_MUNICIPAL'],
      effectiveFrom: momentOf('2026-05-10'),
      decisionNo: '示例〔2026〕3号',
    };
    const propose = (effectiveFrom: string) =>
      warned()
        .when(adoptPolicy, adopted, { actor: officer('leading-group', '320500') })
        .thenAccepted()
        .when(proposeSuspension, { ...proposal, effectiveFrom }, { actor: monitoring, id: 's-1' });
    propose('2026-05-10').thenEvents((events) =>
      expect(events).toMatchObject([
        { data: { acts: ['WITHDRAW_MUNICIPAL'], policies: ['suspension.covers@1'] } },
      ]),
    );
    propose('2026-05-09').thenEvents((events) =>
      expect(events).toMatchObject([{ data: { acts: ALL, policies: ['suspension.covers@0'] } }]),
    );
  });

  it('needs readings of the place attached', () => {
    const propose = (readingIds: readonly string[], place = '320583') =>
      warned().when(proposeSuspension, { ...proposal, place, readingIds }, { actor: monitoring });
    propose([]).thenRefused('READINGS_REQUIRED', { place: '320583' });
    propose(['r-1', 'r-9']).thenRefused('READINGS_REQUIRED', { missing: 'r-9' });
    propose(['r-1'], '320585').thenRefused('READINGS_REQUIRED', { missing: 'r-1' });
    propose(['r-1'], 'park-kunshan-dev').thenAccepted();
    propose(['r-1'], '320500').thenAccepted();
  });

  it('is proposed by an officer of the place', () => {
    const propose = (place: string) =>
      warned().when(proposeSuspension, { ...proposal, place }, { actor: officer('monitoring', '320500') });
    propose('320000').thenRefused('FORBIDDEN_PLACE', { place: '320000' });
    propose('999999').thenRefused('FORBIDDEN_PLACE', { place: '999999' });
  });

  it('is ordered by another person than proposed it, by number, once', () => {
    proposed()
      .when(orderSuspension, step, { actor: monitoring })
      .thenRefused('SEPARATION_OF_DUTIES', { step: 'PROPOSAL' });
    proposed()
      .when(orderSuspension, { ...step, orderNo: ' ' }, { actor: lead })
      .thenRefused('ORDER_NUMBER_REQUIRED');
    inForce().when(orderSuspension, step, { actor: lead }).thenRefused('WRONG_STATE', { state: 'ORDERED' });
    proposed()
      .when(orderSuspension, { ...step, id: 's-9' }, { actor: lead })
      .thenRefused('NOT_FOUND');
    proposed()
      .when(orderSuspension, step, { actor: officer('bureau-lead', '320585') })
      .thenRefused('FORBIDDEN_PLACE', { place: '320583' });
  });

  it('given before its day is no back-dating, given after it is marked', () => {
    inForce();
    const order = (at: string, data = step) => proposed().when(orderSuspension, data, { actor: lead, at });
    order('2026-05-08').thenAnswers({ status: 'ORDERED', backDated: false, orderedBy: lead.id });
    order('2026-05-10').thenAnswers({ backDated: false });
    order('2026-05-11').thenAnswers({ backDated: true });
    order('2026-05-11', { ...step, reason: '' } as never).thenRefused('BACK_DATING_REASON');
    order('2026-05-08').thenEvents((events) =>
      expect(events).toMatchObject([{ stream: 'standing-320583', occurredAt: '2026-05-09T16:00:00.000Z' }]),
    );
  });

  it('binds nobody while it is only proposed, nor once it is declined', () => {
    const blocked = (ledger: Given) => {
      const line = [ledger.state(standingFold, '320583')];
      const asOf = momentOf('2026-05-12');
      return standingView(line, asOf, policiesAt(ledger.reader(), asOf))['orders'];
    };
    const decline = (ledger: Given, actor = lead) =>
      ledger.when(declineSuspension, { ...step, reason: '上游来水所致' }, { actor, at: '2026-05-08' });
    const declined = decline(proposed()).thenAnswers({ status: 'DECLINED', orderedBy: null });
    expect([blocked(proposed()), blocked(declined)]).toEqual([[], []]);
    expect(blocked(inForce())).toHaveLength(1);
    decline(inForce()).thenRefused('WRONG_STATE', { state: 'ORDERED' });
    decline(proposed(), monitoring).thenRefused('SEPARATION_OF_DUTIES');
    declined.when(orderSuspension, step, { actor: lead }).thenRefused('WRONG_STATE', { state: 'DECLINED' });
  });

  it('is lifted by another person than proposed it, not before it took effect, back-dated only with a reason', () => {
    const lift = (data: object, at = '2026-06-28') =>
      inForce().when(liftSuspension, { ...step, ...data }, { actor: lead, at });
    lift({}).thenAnswers({ status: 'LIFTED', liftedFrom: '2026-06-27T16:00:00.000Z', liftedBy: lead.id });
    lift({ effectiveFrom: '2026-07-01' }).thenAnswers({
      liftedFrom: '2026-06-30T16:00:00.000Z',
      backDated: false,
    });
    lift({ effectiveFrom: '2026-06-01' }).thenRefused('BACK_DATING_REASON');
    lift({ effectiveFrom: '2026-06-01', reason: '5月起达标' }).thenAnswers({ backDated: true });
    expect(
      lift({ effectiveFrom: '2026-05-09', reason: '误下' }).thenRefused('INVALID_MEANING').errors,
    ).toMatchObject([{ field: 'effectiveFrom' }]);
    inForce().when(liftSuspension, step, { actor: monitoring }).thenRefused('SEPARATION_OF_DUTIES');
    proposed().when(liftSuspension, step, { actor: lead }).thenRefused('WRONG_STATE', { state: 'PROPOSED' });
  });
});

describe('scenario 8', () => {
  const ledger = inForce()
    .when(liftSuspension, { ...step, effectiveFrom: '2026-07-01' }, { actor: lead, at: '2026-06-28' })
    .thenAccepted();
  const blocked = (tier: PoolTier, at: string) => {
    const state = ledger.reader();
    const effectiveAt = momentOf(at);
    const policies = policiesAt(state, effectiveAt);
    const question = {
      place: '320583',
      pollutants: ['COD'],
      effectiveAt,
      today: dateAt(effectiveAt),
      rulingNo: null,
      policies,
    } as const;
    return standingRules(state, question)(tier)[0]?.outcome === 'FAIL';
  };

  it('05-09 stands, 05-10 is blocked in all three tiers, 07-01 is open again', () => {
    const tiers = ['PROVINCIAL', 'MUNICIPAL', 'LOCAL'] as const;
    const on = (at: string) => tiers.map((tier) => blocked(tier, at));
    expect(on('2026-05-09')).toEqual([false, false, false]);
    expect(on('2026-05-10')).toEqual([true, true, true]);
    expect(on('2026-07-01')).toEqual([false, false, false]);
  });

  it('the standing as of 05-12 shows the block and the order', () => {
    const asOf = momentOf('2026-05-12');
    const line = ['320583', '320500', '320000'].map((place) => ledger.state(standingFold, place));
    const view = standingView(line, asOf, policiesAt(ledger.reader(), asOf));
    expect(view).toMatchObject({ place: '320583', asOf, verdict: null, orders: [{ suspensionId: 's-1' }] });
    expect(view['acts']).toMatchObject(
      ALL.map((act) => ({
        act,
        open: false,
        reasons: [{ code: 'SUSPENDED', outcome: 'FAIL' }, { code: 'ANNUAL_LINKAGE' }],
      })),
    );
    const later = standingView(line, momentOf('2026-07-02'), policiesAt(ledger.reader(), asOf));
    expect(later).toMatchObject({ orders: [] });
    expect(
      (later['acts'] as readonly { act: string; open: boolean }[]).filter(({ open }) => open),
    ).toMatchObject([{ act: 'WITHDRAW_LOCAL' }]);
  });

  it('a pollutant closed alone is named', () => {
    const scoped = given({
      'standing-320583': [ordered('1', '320583', { from: '2026-05-10', pollutants: ['SO2'] })],
    });
    const asOf = momentOf('2026-05-12');
    const view = standingView(
      [scoped.state(standingFold, '320583')],
      asOf,
      policiesAt(scoped.reader(), asOf),
    );
    expect((view['acts'] as readonly object[])[2]).toMatchObject({
      act: 'WITHDRAW_LOCAL',
      open: false,
      closedFor: ['SO2'],
    });
  });
});

describe('no moment is open while any order covers it', () => {
  const policies = <V>(key: PolicyKey) => policyInForce<V>(policyFold.initial('policy'), key, instantOf(0));
  const places = ['park-kunshan-dev', '320583', '320500', '320000'];
  const moments = Array.from({ length: 21 }, (_, day) => instantOf(1_778_342_400_000 + day * 43_200_000));
  const codes = fc.array(fc.nat({ max: 4 * 4 * 20 * 12 - 1 }), { maxLength: 5 });
  /** One number is one order: where, which act, from when, for how long (the last length: not lifted). */
  const LENGTHS = 12;
  const orderOf = (code: number) => ({
    where: code % 4,
    act: ALL[(code >> 2) % 4] as SuspendableAct,
    from: (code >> 4) % 20,
    days: Math.floor((code >> 4) / 20),
  });
  const untilOf = ({ from, days }: { from: number; days: number }) =>
    days === LENGTHS - 1 ? Infinity : Math.min(20, from + days);

  it('10,000 histories of overlapping, lifted and renewed orders', () =>
    fc.assert(
      fc.property(codes, fc.nat({ max: 20 }), fc.nat({ max: 3 }), (coded, when, act) => {
        const line = places.map((place) => standingFold.initial(`standing-${place}`));
        const orders = coded.map(orderOf);
        orders.forEach((one, index) => {
          const place = must(places[one.where], 'place');
          const until = untilOf(one);
          const events = [
            ordered(String(index), place, { from: must(moments[one.from], 'moment'), acts: [one.act] }),
            ...(until === Infinity ? [] : [lifted(String(index), place, must(moments[until], 'moment'))]),
          ];
          line[one.where] = events.reduce(
            (state, event) =>
              standingFold.evolve(state, { ...event, actor: 'lead' } as unknown as Logged<StandingEvent>),
            must(line[one.where], place),
          );
        });
        const asked = must(ALL[act], 'act');
        const covering = orders.filter((one) => one.act === asked && one.from <= when && when < untilOf(one));
        const effectiveAt = must(moments[when], 'moment');
        const rule = notSuspended(line, { pollutants: ['COD'], effectiveAt, policies })(asked);
        if ((rule.outcome === 'FAIL') !== covering.length > 0)
          throw new Error(JSON.stringify({ orders, when, asked }));
        return (rule.inputs['orders'] as readonly object[]).length === covering.length;
      }),
      lawRuns(10_000),
    ));
});
