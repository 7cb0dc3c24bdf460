import fc from 'fast-check';
import { startOf, civilDateOf, type Instant } from '#kernel';
import { given, officer, on } from '../../../../test/support/given.js';
import { adoptPolicy } from './adopt-policy.decider.js';
import { POLICIES, POLICY_KEYS, policyEntry } from './catalogue.js';
import { fitsForm, formText } from './policy-form.js';
import { policyInForce, policyFold, type Adoption } from './policy.fold.js';
import { lawRuns } from '../../../../test/support/runs.js';

const leader = officer('leading-group', '320500');
const from = (day: string): Instant => startOf(civilDateOf(day));
const adoption = (key: string, value: unknown, day: string) => ({
  key,
  value,
  effectiveFrom: from(day),
  decisionNo: '苏总量领〔2026〕5号',
});

describe('the catalogue of policies', () => {
  it('has all 42 of the rulebook and the witnesses, each once; A41 has three terms', () => {
    const ids = POLICY_KEYS.map((key) => policyEntry(key).id);
    expect([...new Set(ids)]).toEqual(Array.from({ length: 43 }, (_, index) => `A${index + 1}`));
    expect(POLICY_KEYS.filter((key) => policyEntry(key).id === 'A41')).toEqual([
      'quarter.due',
      'month.due',
      'step.due',
    ]);
    expect(POLICY_KEYS).toHaveLength(45);
  });

  it.each(POLICY_KEYS)('%s has a default of its own form', (key) => {
    expect(fitsForm(policyEntry(key).form, policyEntry(key).default)).toBe(true);
  });

  it('says in words what each takes', () => {
    const words = (key: keyof typeof POLICIES): string => formText(policyEntry(key).form);
    expect(words('draw.order')).toBe('OWN_MUNICIPAL_PROVINCIAL / OWN_ONLY');
    expect(words('sei.pollutants')).toBe('any of COD, NH3-N, TN, TP');
    expect(words('deposit.deadline')).toBe('1–12');
    expect(words('deposit.eligibleFrom')).toBe('date');
    expect(words('hold.ttl')).toBe('{ REPORT: 1–365; FORM: 1–365 }');
    expect(words('improvement.cap')).toBe('rows { improvement: amount; share: 0–100 }');
  });
});

describe('adopting a policy', () => {
  it('records value, date and decision, numbering the versions', () => {
    given({})
      .when(adoptPolicy, adoption('demand.deMinimis', '0.1', '2026-07-01'), {
        actor: leader,
        at: '2026-06-20',
      })
      .thenEvents([
        {
          stream: 'policy',
          type: 'PolicyAdopted',
          data: { ...adoption('demand.deMinimis', '0.1', '2026-07-01'), version: 1 },
        },
      ])
      .when(adoptPolicy, adoption('demand.deMinimis', '0.3', '2026-08-01'), {
        actor: leader,
        at: '2026-07-20',
      })
      .thenAnswers({ key: 'demand.deMinimis', version: 2, value: '0.3' });
  });

  it('marks one that binds from before today, in the answer and the history', () => {
    const adopting = (day: string) =>
      given({}).when(adoptPolicy, adoption('demand.deMinimis', '0.1', day), {
        actor: leader,
        at: '2026-06-20',
      });
    const back = adopting('2026-06-19').thenAnswers({ backDated: true });
    expect(back.state(policyFold, '').adoptions['demand.deMinimis']).toMatchObject([{ backDated: true }]);
    const now = adopting('2026-06-20').thenAnswers({ backDated: false });
    expect(now.state(policyFold, '').adoptions['demand.deMinimis']).toMatchObject([{ backDated: false }]);
  });

  it('refuses a policy that does not exist', () => {
    given({})
      .when(adoptPolicy, adoption('split.ratio', '5:5', '2026-07-01'), { actor: leader })
      .thenRefused('UNKNOWN_POLICY', { key: 'split.ratio' });
  });

  it.each([
    ['annualLinkage.exactlyOneMet', 'PERHAPS'],
    ['demand.deMinimis', 0.1],
    ['demand.deMinimis', '-0.1'],
    ['deposit.eligibleFrom', '2021-02-30'],
    ['deposit.deadline', 0],
    ['deposit.deadline', 1.5],
    ['sei.pollutants', ['TN', 'TN']],
    ['sei.pollutants', ['VOCs']],
    ['sei.pollutants', [['TN']]],
    ['sei.pollutants', 'TN'],
    ['suspension.covers', []],
    ['demand.deMinimis', '0.10'],
    ['hold.ttl', 60],
    ['hold.ttl', { REPORT: 60 }],
    ['hold.ttl', { REPORT: 60, FORM: 0 }],
    ['hold.ttl', { REPORT: 60, FORM: 30, TABLE: 10 }],
    ['approval.tiers', { pollutant: 'VOCs', from: '3', approver: 'bureau-lead' }],
    ['approval.tiers', [{ pollutant: 'VOCs', from: '3', approver: 'county-approver' }]],
    ['approval.tiers', [{ pollutant: 'VOCs', from: 3, approver: 'bureau-lead' }]],
    [
      'approval.tiers',
      ['office', 'bureau-lead'].map((approver) => ({ pollutant: 'VOCs', from: '3', approver })),
    ],
    ['improvement.cap', [{ improvement: '3', share: 101 }]],
    ['improvement.cap', [null]],
  ])('refuses %s = %j', (key, value) => {
    given({})
      .when(adoptPolicy, adoption(key, value, '2026-07-01'), { actor: leader })
      .thenRefused('POLICY_VALUE_INVALID', { key });
  });
});

/** The rulebook leaves no choice here: adopting anything else would change nothing, so it is refused. */
describe('policies with one value', () => {
  it.each([
    ['split.remainder', 'LOCAL', 'MUNICIPAL'],
    ['precision.quantum', '1mg', '1g'],
    ['precision.rounding', 'DEMAND_UP', 'HALF_UP'],
    ['demand.negative', 'ZERO', 'DEPOSIT'],
    ['void.scope', 'LOCALITY', 'SOURCE_UNIT'],
    ['deposit.availableAt', 'MUNICIPAL', 'PROVINCIAL'],
  ])('%s is %s and never %s', (key, only, other) => {
    const adopt = (value: string) =>
      given({}).when(adoptPolicy, adoption(key, value, '2026-07-01'), { actor: leader });
    adopt(only).thenAccepted();
    adopt(other).thenRefused('POLICY_VALUE_INVALID', { key, allowed: only });
  });
});

describe('the policy in force', () => {
  const state = (...adoptions: Partial<Adoption>[]) => ({
    adoptions: { 'demand.deMinimis': adoptions as Adoption[] },
  });

  it('is the default before any adoption, and again before the first takes effect', () => {
    const adopted = state({ version: 1, value: '0.1', effectiveFrom: from('2026-07-01') });
    expect(policyInForce(policyFold.initial('policy'), 'demand.deMinimis', from('2026-01-01'))).toEqual({
      key: 'demand.deMinimis',
      value: '0',
      version: 'demand.deMinimis@0',
    });
    expect(policyInForce(adopted, 'demand.deMinimis', from('2026-06-30')).version).toBe('demand.deMinimis@0');
    expect(policyInForce(adopted, 'demand.deMinimis', from('2026-07-01'))).toMatchObject({
      value: '0.1',
      version: 'demand.deMinimis@1',
    });
  });

  it('is the later recorded of two that start together', () => {
    const twice = state(
      { version: 1, value: '0.1', effectiveFrom: from('2026-07-01') },
      { version: 2, value: '0.2', effectiveFrom: from('2026-07-01') },
    );
    expect(policyInForce(twice, 'demand.deMinimis', from('2026-08-01')).value).toBe('0.2');
  });

  it('never looks ahead, whatever the order of adoptions', () => {
    const day = fc
      .integer({ min: 1, max: 28 })
      .map((number) => from(`2026-07-${String(number).padStart(2, '0')}`));
    fc.assert(
      fc.property(fc.array(day, { maxLength: 6 }), day, (starts, asked) => {
        const adoptions = starts.map((effectiveFrom, index) => ({
          version: index + 1,
          value: String(index),
          effectiveFrom,
        }));
        const { version } = policyInForce(state(...adoptions), 'demand.deMinimis', asked);
        const chosen = adoptions[Number(version.split('@')[1]) - 1];
        const open = adoptions.filter(({ effectiveFrom }) => effectiveFrom <= asked);
        expect(chosen?.effectiveFrom).toEqual(
          open
            .map(({ effectiveFrom }) => effectiveFrom)
            .toSorted()
            .at(-1),
        );
      }),
      lawRuns(2_000),
    );
  });
});

it('keeps what was adopted on record', () => {
  given({
    policy: [
      on('2026-06-20', {
        type: 'PolicyAdopted',
        data: { ...adoption('demand.deMinimis', '0.1', '2026-07-01'), version: 1 },
      }),
    ],
  })
    .when(adoptPolicy, adoption('demand.deMinimis', '0', '2026-09-01'), { actor: leader })
    .thenAnswers({ version: 2 });
});
