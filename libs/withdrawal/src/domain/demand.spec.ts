import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { mg, mgOf, startOf, civilDateOf, tonnes, type Json, type Pollutant } from '#kernel';
import type { BaselineBasis, Project, StatedLine } from '#contract/withdrawal';
import { policiesAt, type PolicyReader } from '#libs/policy';
import { given, type Past } from '../../../../test/support/given.js';
import { application, CLERK, line, lot, project, t } from '../../../../test/support/withdrawal.js';
import { assessDemand } from './assess-demand.decider.js';
import { weighDemand, type Undertaking } from './demand.policy.js';
import { fileWithdrawal } from './file-withdrawal.decider.js';
import { lawRuns } from '../../../../test/support/runs.js';

const SEI = { sei: { determinationNo: '示例战新〔2026〕3号' } };
const adopted = (key: string, value: Json): Past => ({
  type: 'PolicyAdopted',
  data: {
    key,
    version: 1,
    value,
    effectiveFrom: startOf(civilDateOf('2026-01-01')),
    decisionNo: '示例〔2026〕1号',
  },
});
const policies = (...adoptions: readonly Past[]): PolicyReader =>
  policiesAt(given({ policy: adoptions }).reader(), startOf(civilDateOf('2026-03-02')));
const defaults = policies();

const built = (differing: Partial<Project> = {}): Undertaking => ({
  project: project(differing),
  path: 'POOL',
});
const required = (lines: readonly StatedLine[], differing = {}, under = defaults): string =>
  weighDemand(lines, built(differing), under)
    .required.map(
      ({ pollutant, increment, ratio, required: amount }) => `${pollutant} ${increment} x${ratio} ${amount}`,
    )
    .join(', ');

const baseline = (basis: BaselineBasis, amount: string, recordNo: string | null = null) => ({
  baseline: { basis, amount: t(amount), recordNo },
});

/** Enough of everything, so that only the figures of the demand can be refused. */
const stocked = (...adoptions: readonly Past[]) =>
  given({
    policy: adoptions,
    'pool-320583': [
      lot('lot-1', { COD: '100', TN: '100', TP: '100', 'NH3-N': '100', VOCs: '100', SO2: '100' }),
    ],
  });

describe('replacement ratio (第七条, policies A15 and A16)', () => {
  const all: readonly Pollutant[] = ['COD', 'NH3-N', 'TN', 'TP', 'SO2', 'NOx', 'VOCs', 'PM'];
  const ratios = (differing: object, under = defaults): string =>
    weighDemand(
      all.map((pollutant) => line(pollutant, '1')),
      built(differing),
      under,
    )
      .required.filter(({ ratio }) => ratio === '1.1')
      .map(({ pollutant }) => pollutant)
      .join(' ');

  it('is 1.1 for nutrients of a determined SEI project, new or expansion', () => {
    expect(ratios({ ...SEI, type: 'NEW' })).toBe('NH3-N TN TP');
    expect(ratios({ ...SEI, type: 'EXPANSION' })).toBe('NH3-N TN TP');
  });

  it('is 2 for everything else: renovation, technical upgrade, no determination', () => {
    expect(ratios({ ...SEI, type: 'RENOVATION' })).toBe('');
    expect(ratios({ ...SEI, type: 'TECH_UPGRADE' })).toBe('');
    expect(ratios({ type: 'NEW', priorityClass: 'SEI' })).toBe('');
  });

  it('follows the policies in force', () => {
    const wider = policies(
      adopted('sei.pollutants', ['TN', 'COD']),
      adopted('sei.projectTypes', ['TECH_UPGRADE']),
    );
    expect(ratios({ ...SEI, type: 'TECH_UPGRADE' }, wider)).toBe('COD TN');
    expect(ratios({ ...SEI, type: 'NEW' }, wider)).toBe('');
  });

  it('rounds up once, after multiplying', () => {
    expect(required([line('TN', '0.000000001')], SEI)).toBe('TN 0.000000001 x1.1 0.000000002');
    expect(required([line('TN', '0.00000001')], SEI)).toBe('TN 0.00000001 x1.1 0.000000011');
  });

  it('is shown as a multiplication in the trace', () => {
    const { rules } = weighDemand([line('TN', '2')], built(SEI), defaults);
    expect(rules.at(-1)).toEqual({
      code: 'REPLACEMENT_RATIO',
      article: '方案第七条',
      outcome: 'PASS',
      inputs: { pollutant: 'TN', increment: '2', ratio: '1.1', required: '2.2' },
      policyVersion: 'sei.pollutants@0',
    });
  });

  it('never asks less than the exact product, nor a milligram more', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 18n });
    fc.assert(
      fc.property(amount, fc.boolean(), (increment, sei) => {
        const stated = line('TN', '0', { postDischarge: tonnes(mg(increment)) });
        const [asked] = weighDemand([stated], built(sei ? SEI : {}), defaults).required;
        const tenfold = mgOf(asked?.required ?? '0') * 10n;
        const exact = increment * (sei ? 11n : 20n);
        return tenfold >= exact && tenfold < exact + 10n;
      }),
      lawRuns(10_000),
    );
  });
});

describe('increment (policies A17 to A21)', () => {
  const split = { components: { organised: t('0.024'), fugitive: t('0.011') } };

  it('is the discharge after the project less the baseline', () => {
    expect(required([line('COD', '3.5', baseline('PERMIT', '1.2'))])).toBe('COD 2.3 x2 4.6');
  });

  it('is zero where the discharge falls, and asks for nothing', () => {
    expect(required([line('COD', '1', baseline('PERMIT', '1.2'))])).toBe('COD 0 x2 0');
    stocked()
      .when(fileWithdrawal, application([line('COD', '1', baseline('PERMIT', '1.2'))]), { actor: CLERK })
      .thenAnswers({ plan: [], shortfall: [], draws: [] });
  });

  it('counts organised and fugitive, or under A19 the organised part alone', () => {
    const organisedOnly = policies(adopted('demand.scope', 'ORGANISED_ONLY'));
    expect(required([line('VOCs', '0.035', split)])).toBe('VOCs 0.035 x2 0.07');
    expect(required([line('VOCs', '0.035', split)], {}, organisedOnly)).toBe('VOCs 0.024 x2 0.048');
    expect(required([line('VOCs', '0.035')], {}, organisedOnly)).toBe('VOCs 0.035 x2 0.07');
  });

  it('asks for nothing up to the de minimis amount of A21', () => {
    const small = policies(adopted('demand.deMinimis', '0.3'));
    expect(required([line('VOCs', '0.3')], {}, small)).toBe('VOCs 0.3 x2 0');
    expect(required([line('VOCs', '0.300000001')], {}, small)).toBe('VOCs 0.300000001 x2 0.600000002');
    const { rules } = weighDemand([line('VOCs', '0.3')], built(), small);
    expect(rules.at(-1)).toMatchObject({ inputs: { deMinimis: '0.3' }, policyVersion: 'demand.deMinimis@1' });
  });

  it('names the versions of the policies it was computed under', () => {
    const { policies: versions } = weighDemand([], built(), policies(adopted('demand.deMinimis', '0.1')));
    expect(versions).toEqual([
      'sei.pollutants@0',
      'sei.projectTypes@0',
      'demand.baseline@0',
      'demand.negative@0',
      'demand.scope@0',
      'demand.exempt@0',
      'demand.deMinimis@1',
      'multiplier.onTrades@0',
      'precision.rounding@0',
    ]);
  });

  it('asks for nothing of a project of a kind that A20 exempts, and says so', () => {
    const town = { exemptKind: 'TOWN_SEWAGE_PLANT' } as const;
    expect(required([line('COD', '3')], town)).toBe('COD 3 x2 0');
    expect(required([line('COD', '3')], { exemptKind: 'ROAD' })).toBe('COD 3 x2 6');
    expect(required([line('COD', '3')], { exemptKind: null })).toBe('COD 3 x2 6');
    const roads = policies(adopted('demand.exempt', ['ROAD']));
    expect(required([line('COD', '3')], { exemptKind: 'ROAD' }, roads)).toBe('COD 3 x2 0');
    expect(required([line('COD', '3')], town, roads)).toBe('COD 3 x2 6');
    const { rules } = weighDemand([line('COD', '3')], built({ exemptKind: 'ROAD' }), roads);
    expect(rules.at(-1)).toMatchObject({
      code: 'REPLACEMENT_RATIO',
      policyVersion: 'demand.exempt@1',
      inputs: { exemptKind: 'ROAD', increment: '3', required: '0' },
    });
    const exempt = stocked().when(
      fileWithdrawal,
      application([line('COD', '1000')], { project: project(town) }),
      { actor: CLERK },
    );
    exempt.thenAnswers({ lines: [{ increment: '1000', required: '0' }], plan: [] });
  });

  it('multiplies a purchase like any other source, or under A23 NO replaces it 1:1', () => {
    const bought = (under: PolicyReader): string => {
      const [asked] = weighDemand([line('TN', '2')], { ...built(SEI), path: 'TRADE' }, under).required;
      return `x${asked?.ratio} ${asked?.required}`;
    };
    const plain = policies(adopted('multiplier.onTrades', 'NO'));
    expect([bought(defaults), bought(plain)]).toEqual(['x1.1 2.2', 'x1 2']);
    expect(required([line('TN', '2')], SEI, plain)).toBe('TN 2 x1.1 2.2');
    const { rules } = weighDemand([line('TN', '2')], { ...built(), path: 'TRADE' }, plain);
    expect(rules.at(-1)).toMatchObject({ policyVersion: 'multiplier.onTrades@1', inputs: { ratio: '1' } });
  });
});

describe('figures that do not agree', () => {
  const file = (stated: StatedLine, ...adoptions: readonly Past[]) =>
    stocked(...adoptions).when(fileWithdrawal, application([stated]), { actor: CLERK });

  it('refuses components that do not sum to the stated discharge, whatever the scope', () => {
    const stated = line('VOCs', '0.398', { components: { organised: t('0.199'), fugitive: t('0.398') } });
    const difference = { pollutant: 'VOCs', sum: '0.597', stated: '0.398', difference: '0.199' };
    file(stated).thenRefused('COMPONENT_SUM_MISMATCH', difference);
    file(stated, adopted('demand.scope', 'ORGANISED_ONLY')).thenRefused('COMPONENT_SUM_MISMATCH', difference);
  });

  it('refuses a stated increment that is not the computed one, sign and all', () => {
    file(line('COD', '2', { statedIncrement: t('1.9') })).thenRefused('STATED_INCREMENT_MISMATCH', {
      computed: '2',
      stated: '1.9',
      difference: '0.1',
    });
    const falling = { ...baseline('PERMIT', '3'), statedIncrement: t('0') };
    file(line('COD', '2', falling)).thenRefused('STATED_INCREMENT_MISMATCH', { computed: '-1', stated: '0' });
    file(line('COD', '2', { ...falling, statedIncrement: t('1') })).thenRefused('STATED_INCREMENT_MISMATCH', {
      difference: '2',
    });
    file(line('COD', '2', { ...falling, statedIncrement: null })).thenAccepted();
    file(line('COD', '2', { statedIncrement: t('2') })).thenAccepted();
  });

  it('refuses an amount of no baseline', () => {
    file(line('COD', '2', baseline('NONE', '0.1'))).thenRefused('BASELINE_NOT_ALLOWED', {
      basis: 'NONE',
      amount: '0.1',
    });
  });

  it('refuses a re-accounted baseline without its record, unless A17 takes any', () => {
    const stated = line('COD', '2', baseline('REACCOUNTED', '1'));
    file(stated).thenRefused('BASELINE_RECORD_REQUIRED', { pollutant: 'COD' });
    file(line('COD', '2', baseline('REACCOUNTED', '1', '示例归真〔2025〕7号'))).thenAccepted();
    file(stated, adopted('demand.baseline', 'ANY_STATED')).thenAccepted();
  });

  it('names all of them at once', () => {
    const components = { organised: t('1'), fugitive: t('2') };
    const { rules } = file(
      line('COD', '200', { components, ...baseline('NONE', '1'), statedIncrement: t('1') }),
    ).thenRefused('BASELINE_NOT_ALLOWED');
    expect(rules.filter(({ outcome }) => outcome === 'FAIL').map(({ code }) => code)).toEqual([
      'BASELINE_NOT_ALLOWED',
      'COMPONENT_SUM_MISMATCH',
      'STATED_INCREMENT_MISMATCH',
      'INSUFFICIENT_QUOTA',
    ]);
  });
});

interface RealCase {
  readonly id: string;
  readonly pollutant: Pollutant;
  readonly postDischarge: string;
  readonly components: { readonly organised: string; readonly fugitive: string } | null;
  readonly baseline: { readonly basis: BaselineBasis; readonly amount: string };
  readonly statedIncrement: string | null;
  readonly statedIndex: string | null;
  readonly required: string | null;
  readonly consistent: boolean;
}
const fixture = new URL('../../../../test/fixtures/real-cases.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(fixture, 'utf8')) as { readonly cases: readonly RealCase[] };
const caseOf = (id: string): RealCase => cases.find((one) => one.id === id) as RealCase;

/** A case as its report would be filed; a decrease has no increment to state. */
const lineOf = (
  real: RealCase,
  statedIncrement = real.statedIncrement,
  recordNo: string | null = '示例归真1号',
): StatedLine => {
  const { basis, amount } = real.baseline;
  return line(real.pollutant, real.postDischarge, {
    components: real.components && {
      organised: t(real.components.organised),
      fugitive: t(real.components.fugitive),
    },
    baseline: { basis, amount: t(amount), recordNo: basis === 'REACCOUNTED' ? recordNo : null },
    statedIncrement: statedIncrement === null || statedIncrement.startsWith('-') ? null : t(statedIncrement),
  });
};
const assess = (stated: StatedLine, ...adoptions: readonly Past[]) =>
  stocked(...adoptions).when(assessDemand, application([stated]), { actor: CLERK });

describe('real EIA reports', () => {
  const consistent = cases.filter(
    ({ consistent: is, statedIncrement: stated, required: asked }) => is && stated && asked,
  );

  it('covers the consistent ones', () =>
    expect(consistent.map(({ id }) => id).join(' ')).toBe(
      'EIA-01 EIA-02 EIA-03 EIA-04 EIA-06 EIA-07 EIA-11',
    ));

  it.each(consistent)('$id: $statedIncrement asks for $required, to the last digit', (real) => {
    const asked = { increment: t(real.statedIncrement ?? ''), ratio: '2', required: t(real.required ?? '') };
    assess(lineOf(real)).thenAnswers({ verdict: 'ACCEPTABLE', lines: [asked] });
    const filed = application([lineOf(real)]);
    stocked()
      .when(fileWithdrawal, filed, { actor: CLERK })
      .thenAnswers({ status: 'FILED', lines: [asked] });
  });

  it('EIA-05 asks for a gross index of 2.77 where the net increment is 2.714', () => {
    const real = caseOf('EIA-05');
    assess(lineOf(real, real.statedIndex)).thenRefused('STATED_INCREMENT_MISMATCH', {
      computed: '2.714',
      stated: '2.77',
      difference: '0.056',
    });
    assess(lineOf(real)).thenAnswers({ lines: [{ increment: '2.714', required: '5.428' }] });
  });

  it('EIA-12 has four baselines: a re-accounted one needs its record, a gross index is not the increment', () => {
    const real = caseOf('EIA-12');
    assess(lineOf(real)).thenAnswers({
      verdict: 'ACCEPTABLE',
      lines: [{ increment: '1.77', required: '3.54' }],
    });
    assess(lineOf(real, null, null)).thenAnswers({ verdict: 'REFUSED', lines: [{ required: '3.54' }] });
    stocked()
      .when(fileWithdrawal, application([lineOf(real, null, null)]), { actor: CLERK })
      .thenRefused('BASELINE_RECORD_REQUIRED');
    assess(lineOf(real, real.statedIndex)).thenRefused('STATED_INCREMENT_MISMATCH', { difference: '0.381' });
    const permitted = { ...lineOf(real, null), ...baseline('PERMIT', '0.099') };
    assess(permitted).thenAnswers({ lines: [{ increment: '2.052', required: '4.104' }] });
  });

  it('EIA-15: an apparent decrease of 2.438 asks for nothing; against the approved quota it is an increase', () => {
    const real = caseOf('EIA-15');
    assess(lineOf(real)).thenAnswers({
      verdict: 'ACCEPTABLE',
      lines: [{ increment: '0', required: '0' }],
      plan: [],
    });
    assess(lineOf(real, '2.438')).thenRefused('STATED_INCREMENT_MISMATCH', {
      computed: '-2.438',
      stated: '2.438',
    });
    const approved = { ...lineOf(real), ...baseline('EIA', '0.418') };
    assess(approved).thenAnswers({ lines: [{ increment: '5.159', required: '10.318' }] });
  });

  it('EIA-17: components sum to 0.597, the index says 0.398; the difference is 0.199 either way', () => {
    const real = caseOf('EIA-17');
    assess(lineOf(real, real.statedIndex)).thenRefused('STATED_INCREMENT_MISMATCH', { difference: '0.199' });
    assess({ ...lineOf(real), postDischarge: t(real.statedIndex ?? '') }).thenRefused(
      'COMPONENT_SUM_MISMATCH',
      {
        difference: '0.199',
      },
    );
    assess(lineOf(real)).thenAnswers({ lines: [{ required: '1.194' }] });
  });

  it('EIA-23 counts organised discharge only, where a decision adopts that scope', () => {
    const real = caseOf('EIA-23');
    const scope = adopted('demand.scope', 'ORGANISED_ONLY');
    assess(lineOf(real, real.statedIndex), scope).thenAnswers({ lines: [{ required: real.required }] });
    assess(lineOf(real, real.statedIndex)).thenRefused('STATED_INCREMENT_MISMATCH', { computed: '0.035' });
  });
});
