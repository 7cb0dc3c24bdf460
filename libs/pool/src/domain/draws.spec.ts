import { mgOf, ZERO, type Instant, type Pollutant } from '#kernel';
import type { LotTag } from '#contract/pool';
import { given, on, type Past } from '../../../../test/support/given.js';
import { lot, t } from '../../../../test/support/withdrawal.js';
import { availableTo, planDraws, settle, type Drawer, type Earmark } from './draws.js';
import { poolFold, type PoolState } from './pool.fold.js';

const NOW = '2026-03-02T00:00:00.000Z' as Instant;
const drawer = (differing: Partial<Drawer> = {}): Drawer => ({
  sei: false,
  earmark: 'SOFT',
  at: NOW,
  ...differing,
});

const pool = (...events: readonly Past[]): PoolState =>
  given({ 'pool-320583': events }).state(poolFold, '320583');

const plan = (state: PoolState, amount: string, differing?: Partial<Drawer>) => {
  const { draws, shortfall } = planDraws(
    state,
    { pollutant: 'COD', amount: mgOf(amount) },
    drawer(differing),
  );
  return { draws: draws.map(({ lotId, amount: drawn }) => `${lotId} ${drawn}`), shortfall };
};

const held = (withdrawalId: string, lotId: string, amount: string): Past => ({
  type: 'QuotaHeld',
  data: { withdrawalId, draws: [{ lotId, pollutant: 'COD', amount: t(amount) }], expiresOn: '2026-04-01' },
});
const released = (withdrawalId: string, lotId: string, amount: string): Past => ({
  type: 'HoldReleased',
  data: { withdrawalId, draws: [{ lotId, pollutant: 'COD', amount: t(amount) }], reason: 'CANCELLED' },
});

describe('drawing on a pool (policy A24)', () => {
  const three = [lot('young', { COD: '5' }, { vintage: 2025 }), lot('old', { COD: '2' }, { vintage: 2022 })];

  it('takes the oldest vintage first, then the order of credit', () => {
    const state = pool(...three, lot('old-later', { COD: '1' }, { vintage: 2022 }));
    expect(plan(state, '4')).toEqual({ draws: ['old 2', 'old-later 1', 'young 1'], shortfall: ZERO });
  });

  it('says to the milligram what is missing, and never gives another pollutant', () => {
    const state = pool(lot('a', { COD: '1.019999999', TN: '9' }));
    expect(plan(state, '1.02')).toEqual({ draws: ['a 1.019999999'], shortfall: 1n });
    const none = planDraws(state, { pollutant: 'SO2', amount: mgOf('1') }, drawer());
    expect(none).toEqual({ draws: [], shortfall: mgOf('1') });
  });

  it('plans nothing for nothing', () => {
    expect(plan(pool(...three), '0')).toEqual({ draws: [], shortfall: ZERO });
  });

  it('passes over what others hold and comes back to it when it is free again', () => {
    const busy = pool(...three, held('w1', 'old', '2'));
    expect(plan(busy, '1').draws).toEqual(['young 1']);
    const free = pool(...three, held('w1', 'old', '2'), held('w2', 'young', '5'), released('w1', 'old', '2'));
    expect(plan(free, '3')).toEqual({ draws: ['old 2'], shortfall: mgOf('1') });
  });

  it('leaves alone what came in after the draw takes effect', () => {
    const later = on('2026-02-01', lot('later', { COD: '3' }, { vintage: 2021 }));
    const state = pool(later, lot('before', { COD: '1' }, { vintage: 2025 }));
    const at = '2026-01-31T15:59:59.999Z' as Instant;
    expect(plan(state, '2', { at })).toEqual({ draws: ['before 1'], shortfall: mgOf('1') });
    expect(plan(state, '2').draws).toEqual(['later 2']);
    const returned = pool(
      lot('a', { COD: '1' }),
      held('w1', 'a', '1'),
      on('2026-02-01', released('w1', 'a', '1')),
    );
    expect(plan(returned, '1', { at })).toEqual({ draws: [], shortfall: mgOf('1') });
  });

  it('looks at no more lots than it draws from, however many are spent', () => {
    const many = Array.from({ length: 2000 }, (_, index) => lot(`lot-${index}`, { COD: '1' }));
    const spent = many.slice(1, -1).map(({ data }) => held(`w-${data.lotId}`, data.lotId, '1'));
    const state = pool(...many, ...spent);
    let looked = 0;
    const lots = Object.create(state.lots, {
      get: { value: (index: number) => ((looked += 1), state.lots.get(index)) },
    }) as PoolState['lots'];
    expect(plan({ ...state, lots }, '2').draws).toEqual(['lot-0 1', 'lot-1999 1']);
    expect(looked).toBe(2);
  });
});

describe('lots vacated around Taihu (policy A25)', () => {
  const tags: readonly LotTag[] = ['TAIHU_5KM'];
  const state = pool(
    lot('taihu', { COD: '1' }, { vintage: 2022, tags }),
    lot('plain', { COD: '1' }, { vintage: 2021 }),
  );

  it.each<[Earmark, boolean, { draws: readonly string[]; shortfall: bigint }]>([
    ['SOFT', true, { draws: ['taihu 1', 'plain 1'], shortfall: 0n }],
    ['SOFT', false, { draws: ['plain 1', 'taihu 1'], shortfall: 0n }],
    ['HARD', true, { draws: ['taihu 1', 'plain 1'], shortfall: 0n }],
    ['HARD', false, { draws: ['plain 1'], shortfall: mgOf('1') }],
    ['NONE', true, { draws: ['plain 1', 'taihu 1'], shortfall: 0n }],
    ['NONE', false, { draws: ['plain 1', 'taihu 1'], shortfall: 0n }],
  ])('%s, SEI %s', (earmark, sei, expected) => {
    expect(plan(state, '2', { earmark, sei })).toEqual(expected);
    const available = availableTo(state, 'COD', drawer({ earmark, sei }));
    expect(available).toBe(mgOf('2') - expected.shortfall);
  });

  it('an award is quota like any other', () => {
    const award = pool(
      lot('award', { COD: '1' }, { vintage: 2021, tags: ['INCENTIVE'] }),
      lot('b', { COD: '1' }),
    );
    expect(plan(award, '2').draws).toEqual(['award 1', 'b 1']);
  });
});

describe('settling draws (policy A22)', () => {
  it('grants the first E of each pollutant, in order of drawing, and retires the rest', () => {
    const draw = (lotId: string, pollutant: Pollutant, amount: string) => ({
      lotId,
      pollutant,
      amount: t(amount),
    });
    const draws = [
      draw('a', 'COD', '0.4'),
      draw('a', 'TN', '1'),
      draw('b', 'COD', '0.3'),
      draw('c', 'COD', '0.32'),
    ];
    const settled = settle(draws, new Map([['COD', mgOf('0.51')]]));
    expect(settled.map(({ lotId, pollutant, retired }) => `${lotId} ${pollutant} ${retired}`)).toEqual([
      'a COD 0',
      'a TN 1',
      'b COD 0.19',
      'c COD 0.32',
    ]);
  });
});
