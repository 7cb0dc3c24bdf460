import { civilDateOf, startOf, type Json, type RuleOutcome } from '#kernel';
import type { SuspensionOrdered } from '#contract/standing';
import type { FileWithdrawal } from './file-withdrawal.decider.js';
import { given, officer, on, type History, type Outcome, type Past } from '../../../../test/support/given.js';
import { filing } from '../../../../test/support/withdrawal-steps.js';
import {
  application,
  CLERK,
  goodStanding,
  judged,
  line,
  lot,
  project,
  suspended,
} from '../../../../test/support/withdrawal.js';
import { assessDemand } from './assess-demand.decider.js';

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
const PARK = 'park-kunshan-dev';
const everywhere: History = {
  'pool-park-kunshan-dev': [lot('park', { COD: '1', TN: '1' })],
  'pool-320583': [lot('county', { COD: '2' })],
  'pool-320500': [lot('city', { COD: '4', TN: '1' })],
  'pool-320000': [lot('province', { COD: '8' })],
  'standing-320583': [goodStanding()],
  'standing-320500': [goodStanding('320500')],
};
type Differing = Partial<FileWithdrawal> & { readonly history?: History };
const inPark = { project: project({ place: PARK }) };

const ask = (tonnes: string, { history = {}, ...differing }: Differing = {}): Outcome =>
  filing(given({ ...everywhere, ...history }), [line('COD', tonnes)], differing);
const draws = (outcome: Outcome): string => {
  let drawn = '';
  outcome.thenEvents(() => undefined);
  const { decision } = outcome;
  const answer = decision.ok
    ? decision.answer({ position: 1, positions: [1], recordedAt: startOf(civilDateOf('2026-03-02')) })
    : {};
  for (const draw of answer['plan'] as { lotId: string; amount: string }[])
    drawn += `${draw.lotId} ${draw.amount} `;
  return drawn.trim();
};
const failing = (rules: readonly RuleOutcome[]): readonly string[] =>
  rules
    .filter(({ outcome }) => outcome === 'FAIL' || outcome === 'NEEDS_RULING')
    .map(({ code, outcome }) => `${code} ${outcome}`);

describe('pools that may serve a place (policies A8, A9, A24)', () => {
  it('own, then municipal, then provincial, mixing where one does not suffice', () => {
    expect(draws(ask('1'))).toBe('county 2');
    expect(draws(ask('3'))).toBe('county 2 city 4');
    expect(draws(ask('7'))).toBe('county 2 city 4 province 8');
  });

  it('a park draws its own pool, then its county’s, unless A9 keeps it to its own', () => {
    expect(draws(ask('1.5', inPark))).toBe('park 1 county 2');
    expect(draws(ask('3.5', inPark))).toBe('park 1 county 2 city 4');
    const own = { policy: [adopted('park.useOfCountyPool', 'OWN')] };
    expect(draws(ask('1.5', { ...inPark, history: own }))).toBe('park 1 city 2');
  });

  it('a park of the city has no county between', () => {
    const sip = officer('park-clerk', 'park-sip');
    const history = {
      'pool-park-sip': [lot('sip', { COD: '1' })],
      'standing-park-sip': [goodStanding('park-sip')],
    };
    const outcome = filing(given({ ...everywhere, ...history }), [line('COD', '1')], {
      project: project({ place: 'park-sip' }),
      actor: sip,
    });
    expect(draws(outcome)).toBe('sip 1 city 1');
  });

  it('a project of the city itself has the municipal pool as its own', () => {
    const clerk = officer('county-clerk', '320500');
    const of = (differing: Differing & { actor?: typeof clerk }) =>
      filing(given({ ...everywhere, ...differing.history }), [line('COD', '1')], {
        project: project({ place: '320500' }),
        actor: clerk,
      });
    expect(draws(of({}))).toBe('city 2');
    expect(draws(of({ history: { policy: [adopted('draw.order', 'OWN_ONLY')] } }))).toBe('city 2');
    of({
      history: { 'standing-320500': [suspended('320500', '2026-01-01', ['WITHDRAW_MUNICIPAL'])] },
    }).thenRefused('SUSPENDED');
  });

  it('A24 may keep everybody to the own pool', () => {
    ask('3', { history: { policy: [adopted('draw.order', 'OWN_ONLY')] } }).thenRefused('INSUFFICIENT_QUOTA', {
      available: '2',
      shortfall: '4',
    });
  });

  it('pools named on the application restrict and order', () => {
    expect(draws(ask('3', { pools: ['pool-320500', 'pool-320583'] }))).toBe('city 4 county 2');
    expect(draws(ask('1', { pools: ['pool-320500'] }))).toBe('city 2');
    ask('3', { pools: ['pool-320500', 'pool-320500'] }).thenRefused('INSUFFICIENT_QUOTA', { available: '4' });
    ask('2', { pools: ['pool-320583'] }).thenRefused('INSUFFICIENT_QUOTA', {
      available: '2',
      shortfall: '2',
    });
  });

  it.each(['pool-320585', 'pool-park-kunshan-dev', 'pool-310000', 'nothing'])(
    '%s does not serve a county project',
    (pool) => {
      ask('1', { pools: ['pool-320583', pool] }).thenRefused('POOL_NOT_OPEN_TO_PLACE', {
        pool,
        place: '320583',
      });
    },
  );

  it('each pollutant stands alone: plenty of one does not cover another', () => {
    const outcome = filing(given(everywhere), [line('COD', '1'), line('TN', '0.6')], { ...inPark });
    expect(draws(outcome)).toBe('park 1 county 1 park 1 city 0.2');
    filing(given(everywhere), [line('COD', '1'), line('TN', '1.1'), line('PM', '1')], inPark).thenRefused(
      'INSUFFICIENT_QUOTA',
      { pollutant: 'TN', required: '2.2', available: '2', shortfall: '0.2' },
    );
  });
});

describe('quota vacated around Taihu (policy A25)', () => {
  const SEI = { project: project({ sei: { determinationNo: '示例战新〔2026〕3号' } }) };
  const mixed = (earmark: string): History => ({
    'pool-320583': [
      lot('free', { COD: '1' }, { vintage: 2023 }),
      lot('taihu', { COD: '1' }, { vintage: 2024, tags: ['TAIHU_5KM'] }),
      lot('late', { COD: '1' }, { vintage: 2025 }),
    ],
    policy: [adopted('earmark', earmark)],
  });
  const drawn = (earmark: string, differing: Differing = {}): string =>
    draws(ask('0.75', { ...differing, history: mixed(earmark), pools: ['pool-320583'] }));

  it('SOFT serves determined SEI projects first, others last', () => {
    expect(drawn('SOFT', SEI)).toBe('taihu 1 free 0.5');
    expect(drawn('SOFT')).toBe('free 1 late 0.5');
    expect(draws(ask('1.5', { history: mixed('SOFT'), pools: ['pool-320583'] }))).toBe(
      'free 1 late 1 taihu 1',
    );
  });

  it('HARD serves nobody else', () => {
    expect(drawn('HARD', SEI)).toBe('taihu 1 free 0.5');
    ask('1.5', { history: mixed('HARD'), pools: ['pool-320583'] }).thenRefused('INSUFFICIENT_QUOTA', {
      available: '2',
      shortfall: '1',
    });
  });

  it('NONE makes no difference', () => {
    expect(drawn('NONE', SEI)).toBe('free 1 taihu 0.5');
    expect(drawn('NONE')).toBe('free 1 taihu 0.5');
  });
});

describe('lots that came in too late', () => {
  it('do not serve an application that takes effect before them', () => {
    const history = {
      'pool-320583': [on('2026-02-20', lot('late', { COD: '9' })), lot('early', { COD: '1' })],
    };
    const pools = ['pool-320583'];
    ask('1', { history, pools, effectiveOn: civilDateOf('2026-02-19') }).thenRefused('INSUFFICIENT_QUOTA', {
      available: '1',
      shortfall: '1',
    });
    expect(draws(ask('1', { history, pools, effectiveOn: civilDateOf('2026-02-20') }))).toBe('late 2');
  });
});

describe('standing (第九条、第十条)', () => {
  const missed = { 'standing-320583': [judged('320583', { quality: false, task: false })] };
  const oneMet = { 'standing-320583': [judged('320583', { quality: true, task: false })] };
  const closedAbove = {
    'standing-320583': [goodStanding(), suspended('320583', '2026-01-01', ['WITHDRAW_MUNICIPAL'])],
  };

  it('a closed upper pool does no harm where the own pool suffices', () => {
    const outcome = ask('1', { history: missed });
    expect(draws(outcome)).toBe('county 2');
    expect(failing(outcome.rules)).toEqual([]);
    expect(outcome.verdicts('ANNUAL_LINKAGE')).toEqual([
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
    ]);
  });

  it('a closed upper pool refuses a demand that needs it or names it', () => {
    const needs = ask('3', { history: missed });
    needs.thenRefused('ANNUAL_LINKAGE', { tier: 'MUNICIPAL' });
    expect(failing(needs.rules)).toEqual(['ANNUAL_LINKAGE FAIL']);
    const names = ask('1', { history: missed, pools: ['pool-320583', 'pool-320500'] });
    names.thenRefused('ANNUAL_LINKAGE', { tier: 'MUNICIPAL' });
  });

  it('a closed pool is passed over for one above it that is open', () => {
    expect(draws(ask('3', { history: closedAbove }))).toBe('county 2 province 4');
  });

  it('a closed pool that would give nothing is no ground', () => {
    const history = { ...missed, 'pool-320500': [], 'pool-320000': [] };
    const outcome = ask('3', { history });
    outcome.thenRefused('INSUFFICIENT_QUOTA', { available: '2', shortfall: '4' });
    expect(failing(outcome.rules)).toEqual(['INSUFFICIENT_QUOTA FAIL']);
  });

  it('both grounds are named where even the closed pools would not suffice', () => {
    expect(failing(ask('20', { history: missed }).rules)).toEqual([
      'ANNUAL_LINKAGE FAIL',
      'ANNUAL_LINKAGE FAIL',
      'INSUFFICIENT_QUOTA FAIL',
    ]);
  });

  it('a closed own tier refuses, however much the upper pools hold', () => {
    const history = {
      'standing-320583': [goodStanding(), suspended('320583', '2026-01-01', ['WITHDRAW_LOCAL'])],
    };
    ask('1', { history }).thenRefused('SUSPENDED', { tier: 'LOCAL' });
    expect(draws(ask('1', { history, pools: ['pool-320500'] }))).toBe('city 2');
  });

  it('an open case needs a ruling, and a pool that no ruling can open is passed over for it', () => {
    const ground = ask('3', { history: oneMet });
    ground.thenRefused('ANNUAL_LINKAGE');
    expect(failing(ground.rules)).toEqual(['ANNUAL_LINKAGE NEEDS_RULING']);
    expect(draws(ask('3', { history: oneMet, rulingNo: '示例领导小组〔2026〕5号' }))).toBe('county 2 city 4');
    const suspendedToo = (act: SuspensionOrdered['data']['acts'][number]): History => ({
      'standing-320583': [
        judged('320583', { quality: true, task: false }),
        suspended('320583', '2026-01-01', [act]),
      ],
    });
    for (const act of ['WITHDRAW_PROVINCIAL', 'WITHDRAW_MUNICIPAL'] as const) {
      const { rules } = ask('3', { history: suspendedToo(act) });
      expect(failing(rules)).toEqual(['ANNUAL_LINKAGE NEEDS_RULING']);
    }
  });

  it('a demand for nothing asks no standing', () => {
    const history = { 'standing-320583': [suspended('320583', '2026-01-01', ['WITHDRAW_LOCAL'])] };
    ask('0', { history }).thenAccepted();
  });
});

describe('assessing a demand', () => {
  const assess = (tonnes: string, differing: Differing = {}): Outcome => {
    const { history = {}, ...rest } = differing;
    return given({ ...everywhere, ...history }).when(assessDemand, application([line('COD', tonnes)], rest), {
      actor: CLERK,
    });
  };
  const county = { pool: 'pool-320583', tier: 'LOCAL', open: true, closedBy: [] };

  it('writes nothing and shows amounts, pools and plan', () => {
    const outcome = assess('3');
    outcome.thenEvents([]);
    outcome.thenAnswers({
      verdict: 'ACCEPTABLE',
      lines: [{ pollutant: 'COD', postDischarge: '3', increment: '3', ratio: '2', required: '6' }],
      pools: [
        { ...county, lines: [{ pollutant: 'COD', available: '2', sufficient: false }] },
        {
          pool: 'pool-320500',
          tier: 'MUNICIPAL',
          open: true,
          lines: [{ available: '4', sufficient: false }],
        },
        {
          pool: 'pool-320000',
          tier: 'PROVINCIAL',
          open: true,
          lines: [{ available: '8', sufficient: true }],
        },
      ],
      plan: [
        { pool: 'pool-320583', lotId: 'county', pollutant: 'COD', amount: '2' },
        { pool: 'pool-320500', lotId: 'city', pollutant: 'COD', amount: '4' },
      ],
      shortfall: [],
    });
  });

  it('tells of a refusal as an answer, with the shortfall', () => {
    assess('20').thenAnswers({
      verdict: 'REFUSED',
      lines: [{ required: '40' }],
      shortfall: [{ pollutant: 'COD', required: '40', available: '14', shortfall: '26' }],
    });
    const history = { 'standing-320583': [judged('320583', { quality: false, task: true })] };
    assess('3', { history }).thenAnswers({
      verdict: 'NEEDS_RULING',
      pools: [county, { open: false, closedBy: ['ANNUAL_LINKAGE'] }, { open: false }],
    });
    assess('1', { path: 'TRADE' }).thenAnswers({ verdict: 'REFUSED' });
  });

  it('gives the filing’s own verdict', () => {
    for (const tonnes of ['0', '1', '3', '6.999999999', '7.000000001', '20'])
      expect(failing(assess(tonnes).rules)).toEqual(failing(ask(tonnes).rules));
  });

  it('refuses what cannot be true, and other people’s places', () => {
    assess('1', { effectiveOn: civilDateOf('2026-03-03') }).thenRefused('EFFECTIVE_DATE_INVALID');
    assess('1', { project: project({ place: '320585' }) }).thenRefused('FORBIDDEN_PLACE', {
      place: '320585',
    });
    const { errors } = assess('1', { project: project({ place: '999999' }) }).thenRefused('INVALID_MEANING');
    expect(errors?.map(({ field }) => field)).toEqual(['project.place']);
    assess('1', { project: project({ place: '320000' }) }).thenRefused('INVALID_MEANING');
  });
});
