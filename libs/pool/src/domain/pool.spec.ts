import fc from 'fast-check';
import { mg, mgOf, sum, tonnes, type Instant, type Pollutant } from '#kernel';
import type { Draw, LotTag, PoolEvent, SettledDraw } from '#contract/pool';
import { given } from '../../../../test/support/given.js';
import { lot, t } from '../../../../test/support/withdrawal.js';
import { planDraws, settle } from './draws.js';
import { addFigures, entriesOf, FIGURES, NO_FIGURES, type Figures } from './pool.entries.js';
import { poolFold, type PoolState } from './pool.fold.js';
import { poolBreaches } from './pool.invariants.js';
import { balanceView, lotRows } from './pool.view.js';
import { lawRuns } from '../../../../test/support/runs.js';

const draw: Draw = { lotId: 'a', pollutant: 'COD', amount: t('3') };
const settled: SettledDraw = { ...draw, retired: t('1.5') };
const hold: PoolEvent = {
  type: 'QuotaHeld',
  data: { withdrawalId: 'w', draws: [draw], expiresOn: '2026-04-01' },
};
const withdrawn: PoolEvent = {
  type: 'QuotaWithdrawn',
  data: { withdrawalId: 'w', voucherNo: 'PZ-1', draws: [settled] },
};
const voided: PoolEvent = {
  type: 'LotVoided',
  data: {
    lotId: 'a',
    lines: [{ pollutant: 'COD', amount: t('7') }],
    decisionNo: '示例〔2026〕9号',
    reason: '虚报',
  },
};
const stateAfter = (...events: readonly PoolEvent[]): PoolState =>
  given({ 'pool-320583': [lot('a', { COD: '10', TN: '1' }), ...events] }).state(poolFold, '320583');

describe('the books of a pool', () => {
  const figuresOf = (state: PoolState): string => {
    const cod = balanceView(state).lines[0];
    return FIGURES.map((name) => cod?.[name]).join(' ');
  };

  it.each<[string, readonly PoolEvent[], string]>([
    ['a credit', [], '10 10 0 0 0 0'],
    ['a hold', [hold], '10 7 3 0 0 0'],
    [
      'a released hold',
      [hold, { type: 'HoldReleased', data: { withdrawalId: 'w', draws: [draw], reason: 'CANCELLED' } }],
      '10 10 0 0 0 0',
    ],
    [
      'an expired hold',
      [hold, { type: 'HoldExpired', data: { withdrawalId: 'w', draws: [draw] } }],
      '10 10 0 0 0 0',
    ],
    ['a withdrawal, E granted and (k−1)E retired', [hold, withdrawn], '10 7 0 1.5 1.5 0'],
    [
      'a return of k·E',
      [
        hold,
        withdrawn,
        {
          type: 'QuotaReturned',
          data: { withdrawalId: 'w', voucherNo: 'PZ-1', draws: [settled], reason: 'LAPSED' },
        },
      ],
      '10 10 0 0 0 0',
    ],
    ['a void of what is unused', [hold, withdrawn, voided], '10 0 0 1.5 1.5 7'],
  ])('after %s', (_, events, figures) => {
    const state = stateAfter(...events);
    expect(figuresOf(state)).toBe(figures);
    expect(poolBreaches(state)).toEqual([]);
  });

  it('shows all eight pollutants and, per lot, all that left with vouchers', () => {
    const state = stateAfter(hold, withdrawn);
    expect(balanceView(state).lines.map(({ pollutant }) => pollutant)).toEqual([
      'COD',
      'NH3-N',
      'TN',
      'TP',
      'SO2',
      'NOx',
      'VOCs',
      'PM',
    ]);
    expect(lotRows(state)).toEqual([
      {
        lotId: 'a',
        depositId: 'deposit-of-a',
        reductionId: 'reduction-of-a',
        vintage: 2024,
        tags: [],
        pollutant: 'COD',
        available: '7',
        held: '0',
        credited: '10',
        withdrawn: '3',
        retired: '1.5',
        writtenOff: '0',
      },
      expect.objectContaining({ pollutant: 'TN', credited: '1', available: '1' }),
    ]);
  });

  it('adds a second credit of the same lot to it, as where the city is its own local pool', () => {
    const state = stateAfter(lot('a', { COD: '2.5' }));
    expect(lotRows(state).map(({ lotId, credited }) => `${lotId} ${credited}`)).toEqual(['a 12.5', 'a 1']);
  });

  it('names the deposit, withdrawal or decision behind every entry', () => {
    const behind = (event: PoolEvent) =>
      entriesOf(event).map(({ reference, kind }) => `${kind} ${reference}`);
    expect([lot('a', { COD: '1' }), hold, voided].flatMap(behind)).toEqual([
      'LotCredited deposit-of-a',
      'QuotaHeld w',
      'LotVoided 示例〔2026〕9号',
    ]);
  });
});

describe('what is wrong with books', () => {
  const broken = (change: Partial<PoolState>): readonly string[] =>
    poolBreaches({ ...stateAfter(hold), ...change });
  const cod = stateAfter(hold).totals.COD;

  it('names a negative figure, a milligram lost, lots and holds that do not sum', () => {
    const lost = { ...cod, available: mg(cod.available - 1n) };
    expect(broken({ totals: { ...stateAfter(hold).totals, COD: lost } })).toEqual([
      'pool-320583 COD: 10000000000 credited, 9999999999 accounted for',
      'pool-320583 COD: lots do not sum to available',
    ]);
    expect(broken({ holds: stateAfter().holds })).toEqual(['pool-320583 COD: holds do not sum to held']);
    const overdrawn: PoolEvent = {
      type: 'QuotaHeld',
      data: { withdrawalId: 'x', draws: [{ ...draw, amount: t('8') }], expiresOn: '2026-04-01' },
    };
    expect(poolBreaches(stateAfter(hold, overdrawn))).toEqual([
      'pool-320583 COD: available is negative',
      'pool-320583 a COD: available is negative',
    ]);
  });
});

/** One random act on a pool: what kind, on which of the things it may act on, how much. */
type Act = readonly [
  'credit' | 'hold' | 'release' | 'expire' | 'withdraw' | 'return' | 'void',
  number,
  number,
];

/** A pool under random acts, each planned as the deciders plan it; acts that find nothing to act on are skipped. */
class RandomPool {
  state: PoolState = poolFold.initial('pool-320583');
  readonly events: PoolEvent[] = [];
  private readonly holds: { id: string; draws: readonly Draw[] }[] = [];
  private readonly vouchers: { id: string; draws: readonly SettledDraw[] }[] = [];

  act([kind, pick, amount]: Act): void {
    if (kind === 'credit') this.credit(pick, amount);
    else if (kind === 'hold') this.hold(pick, amount);
    else if (kind === 'void') this.void(pick);
    else if (kind === 'return') this.giveBack(pick);
    else this.endHold(kind, pick, amount);
  }

  private write(event: PoolEvent): void {
    const at = `2026-01-01T00:00:${String(this.events.length).padStart(2, '0')}.000Z` as Instant;
    const envelope = {
      stream: this.state.pool,
      version: 0,
      position: 0,
      eventId: '',
      occurredAt: at,
      recordedAt: at,
    };
    this.events.push(event);
    this.state = poolFold.evolve(this.state, {
      ...event,
      ...envelope,
      actor: '',
      commandId: '',
    });
  }

  private credit(pick: number, amount: number): void {
    const tags: readonly LotTag[] = pick % 3 === 0 ? ['TAIHU_5KM'] : [];
    const amounts = { COD: tonnes(mg(BigInt(amount))), TN: tonnes(mg(BigInt(pick))) };
    this.write(lot(`lot-${this.events.length}`, amounts, { vintage: 2021 + (pick % 4), tags }));
  }

  private hold(pick: number, amount: number): void {
    const pollutant: Pollutant = pick % 2 === 0 ? 'COD' : 'TN';
    const drawer = { sei: pick % 5 === 0, earmark: 'SOFT', at: '2027' as Instant } as const;
    const { draws, shortfall } = planDraws(this.state, { pollutant, amount: mg(BigInt(amount)) }, drawer);
    if (shortfall > 0n) return;
    const id = `w-${this.events.length}`;
    this.holds.push({ id, draws });
    this.write({ type: 'QuotaHeld', data: { withdrawalId: id, draws, expiresOn: '2026-04-01' } });
  }

  private endHold(kind: 'release' | 'expire' | 'withdraw', pick: number, amount: number): void {
    const [held] = this.holds.splice(pick % Math.max(1, this.holds.length), 1);
    if (!held) return;
    const { id: withdrawalId, draws } = held;
    if (kind === 'release')
      this.write({ type: 'HoldReleased', data: { withdrawalId, draws, reason: 'CANCELLED' } });
    else if (kind === 'expire') this.write({ type: 'HoldExpired', data: { withdrawalId, draws } });
    else this.withdraw(withdrawalId, draws, BigInt(amount));
  }

  private withdraw(withdrawalId: string, draws: readonly Draw[], granted: bigint): void {
    const final = settle(
      draws,
      new Map([
        ['COD', mg(granted)],
        ['TN', mg(granted)],
      ]),
    );
    this.vouchers.push({ id: withdrawalId, draws: final });
    this.write({ type: 'QuotaWithdrawn', data: { withdrawalId, voucherNo: withdrawalId, draws: final } });
  }

  private giveBack(pick: number): void {
    const [voucher] = this.vouchers.splice(pick % Math.max(1, this.vouchers.length), 1);
    if (!voucher) return;
    const { id, draws } = voucher;
    this.write({
      type: 'QuotaReturned',
      data: { withdrawalId: id, voucherNo: id, draws, reason: 'RELEASED' },
    });
  }

  private void(pick: number): void {
    const chosen = this.state.lots.get(pick % Math.max(1, this.state.lots.size));
    const unused = chosen?.lines.COD?.figures.available;
    if (!chosen || unused === undefined) return;
    const lines = [{ pollutant: 'COD' as const, amount: tonnes(unused) }];
    this.write({ type: 'LotVoided', data: { lotId: chosen.lotId, lines, decisionNo: '1', reason: '' } });
  }
}

describe('laws of a pool', () => {
  const kinds = [
    'credit',
    'hold',
    'hold',
    'release',
    'expire',
    'withdraw',
    'withdraw',
    'return',
    'void',
  ] as const;
  const acts = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(20), fc.nat(30)), { maxLength: 12 });
  const opening: readonly Act[] = [
    ['credit', 12, 25],
    ['credit', 19, 30],
  ];

  it('account for every milligram, are never negative, and agree with lots, holds and entries', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(acts, (history) => {
        const pool = new RandomPool();
        for (const act of [...opening, ...history]) pool.act(act);
        for (const { type } of pool.events) seen.add(type);
        const { totals, stocks } = pool.state;
        const entries = pool.events.flatMap(entriesOf).filter(({ pollutant }) => pollutant === 'COD');
        const summed = entries.reduce<Figures>(addFigures, NO_FIGURES);
        const drifted = FIGURES.filter((name) => totals.COD[name] !== summed[name]);
        const stocked = stocks.COD.earmarked.available + stocks.COD.free.available;
        const breaches = poolBreaches(pool.state);
        if (breaches.length + drifted.length > 0 || stocked !== totals.COD.available)
          throw new Error([...breaches, ...drifted, `stocked ${stocked}`].join('; '));
      }),
      lawRuns(10_000),
    );
    expect(seen.size).toBe(7);
  });

  it('a plan gives what was asked for or all there is', () => {
    fc.assert(
      fc.property(acts, fc.nat(60), fc.boolean(), (history, amount, sei) => {
        const pool = new RandomPool();
        for (const act of [...opening, ...history]) pool.act(act);
        const wish = { pollutant: 'COD' as const, amount: mg(BigInt(amount)) };
        const { draws, shortfall } = planDraws(pool.state, wish, {
          sei,
          earmark: 'SOFT',
          at: '2027' as Instant,
        });
        const drawn = sum(draws.map((one) => mgOf(one.amount)));
        const everything = drawn === pool.state.totals.COD.available;
        const once = new Set(draws.map(({ lotId }) => lotId)).size === draws.length;
        return drawn + shortfall === wish.amount && (shortfall === 0n || everything) && once;
      }),
      lawRuns(2000),
    );
  });
});
