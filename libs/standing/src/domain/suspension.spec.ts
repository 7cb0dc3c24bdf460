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
import { policiesAt, policyFold, policyInForce, type PolicyKey } from '#libs/policy';
import { given, type History } from '../../../../test/support/given.js';
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
