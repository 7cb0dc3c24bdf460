import fc from 'fast-check';
import {
  addDays,
  civilDateOf,
  endOf,
  instantOf,
  mg,
  startOf,
  tonnes,
  type CivilDate,
  type Instant,
  type LoggedEvent,
} from '#kernel';
import type { PoolEvent } from '#contract/pool';
import { BalanceReplay } from '#libs/audit';
import { FIGURES } from '#libs/pool';
import { given, on, type Past } from '../../../../test/support/given.js';
import { lot } from '../../../../test/support/withdrawal.js';
import { poolChanges, poolStatement, type PoolAccount } from './pool-movements.report.js';
import { lawRuns } from '../../../../test/support/runs.js';

const POOL = 'pool-320583';
const FIRST = civilDateOf('2026-01-01');

/** In milligrams, of text that may be negative, which no request or event can be. */
const signed = (text: string): bigint => {
  const [whole = '0', decimals = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole + decimals.padEnd(9, '0'));
  return text.startsWith('-') ? -size : size;
};

/** Opening + movements − closing, of every pollutant and figure that does not come to nothing. */
const gapsOf = ({ opening, movements, closing }: PoolAccount): readonly string[] =>
  opening.flatMap((line, index) =>
    FIGURES.flatMap((name) => {
      const moved = movements
        .filter(({ pollutant }) => pollutant === line.pollutant)
        .reduce((total, movement) => total + signed(movement[name]), 0n);
      const gap = signed(line[name]) + moved - signed(closing[index]?.[name] ?? '0');
      return gap === 0n ? [] : [`${line.pollutant} ${name} ${gap}`];
    }),
  );

const KINDS = ['credit', 'hold', 'withdraw', 'return', 'void'] as const;
type Act = readonly [kind: (typeof KINDS)[number], pool: boolean, amount: number, day: number];

const eventOf = ([kind, , amount]: Act, index: number): PoolEvent => {
  const [whole, half] = [tonnes(mg(BigInt(amount))), tonnes(mg(BigInt(amount) / 2n))];
  const draws = [
    { lotId: 'a', pollutant: amount % 2 ? 'COD' : 'VOCs', amount: whole, retired: half },
  ] as const;
  const [withdrawalId, voucherNo] = [`w-${index}`, `v-${index}`];
  switch (kind) {
    case 'credit':
      return lot('a', { COD: whole, VOCs: half });
    case 'hold':
      return { type: 'QuotaHeld', data: { withdrawalId, draws, expiresOn: '2026-12-31' } };
    case 'withdraw':
      return { type: 'QuotaWithdrawn', data: { withdrawalId, voucherNo, draws } };
    case 'return':
      return { type: 'QuotaReturned', data: { withdrawalId, voucherNo, draws, reason: 'RELEASED' } };
    default:
      return { type: 'LotVoided', data: { lotId: 'a', lines: draws, decisionNo: '1', reason: '' } };
  }
};

/** A log in which acts take effect on any day, before or after the one recorded before them. */
const logOf = (acts: readonly Act[]): readonly LoggedEvent[] =>
  acts.map((act, index) => ({
    ...eventOf(act, index),
    stream: act[1] ? POOL : 'pool-320500',
    version: index + 1,
    position: index + 1,
    eventId: String(index),
    occurredAt: startOf(addDays(FIRST, act[3])),
    recordedAt: instantOf(Date.parse(startOf(addDays(FIRST, 40))) + index),
    actor: '',
    commandId: '',
  }));

const acts = fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.boolean(), fc.nat(50), fc.nat(30)), {
  maxLength: 14,
});
const replayed = (events: readonly LoggedEvent[], bounds: { asOf?: Instant; knownAt: number }) => {
  const replay = new BalanceReplay(bounds);
  for (const event of events) replay.read(event);
  return replay.balanceOf(POOL).lines;
};

describe('what changed in a pool', () => {
  it('between two knowledge times joins both balances, entry by entry, whatever happened', () => {
    fc.assert(
      fc.property(acts, fc.nat(14), fc.nat(14), fc.option(fc.nat(30), { nil: undefined }), (...drawn) => {
        const [history, one, other, day] = drawn;
        const events = logOf(history);
        const [knownFrom, knownTo] = [Math.min(one, other), Math.max(one, other)];
        const asOf = day === undefined ? undefined : endOf(addDays(FIRST, day));
        const bounds = asOf === undefined ? {} : { asOf };
        const changes = poolChanges(events, { pool: POOL, knownFrom, knownTo, ...bounds });
        expect(gapsOf(changes)).toEqual([]);
        expect(changes.opening).toEqual(replayed(events, { ...bounds, knownAt: knownFrom }));
        expect(changes.closing).toEqual(replayed(events, { ...bounds, knownAt: knownTo }));
        expect(changes.movements.every(({ position }) => position > knownFrom && position <= knownTo)).toBe(
          true,
        );
      }),
      lawRuns(150),
    );
  });

  it('over a period joins the balances of its eve and its end', () => {
    fc.assert(
      fc.property(acts, fc.nat(30), fc.nat(30), (history, one, other) => {
        const events = logOf(history);
        const [from, to] = [addDays(FIRST, Math.min(one, other)), addDays(FIRST, Math.max(one, other))];
        const statement = poolStatement(events, { pool: POOL, from, to });
        expect(gapsOf(statement)).toEqual([]);
        const eve = endOf(addDays(from, -1));
        expect(statement.opening).toEqual(replayed(events, { asOf: eve, knownAt: events.length }));
        expect(statement.closing).toEqual(replayed(events, { asOf: endOf(to), knownAt: events.length }));
      }),
      lawRuns(100),
    );
  });

  it('tells a back-dated entry in the opening of the period and among what was learned', () => {
    const effective = (day: string, event: Past): Past => ({
      ...event,
      occurredAt: startOf(day as CivilDate),
    });
    const { events } = given({
      [POOL]: [
        on('2026-02-01', lot('a', { COD: '10' })),
        on('2026-04-02', effective('2026-03-10', lot('b', { COD: '2.5' }))),
      ],
    });
    const april = { pool: POOL, from: civilDateOf('2026-04-01'), to: civilDateOf('2026-04-30') };
    expect(poolStatement(events, april)).toMatchObject({
      opening: expect.arrayContaining([expect.objectContaining({ pollutant: 'COD', available: '12.5' })]),
      movements: [],
    });
    const learned = poolChanges(events, { pool: POOL, knownFrom: 1, knownTo: 2, asOf: endOf(april.from) });
    expect(learned).toMatchObject({
      position: 2,
      movements: [{ position: 2, lotId: 'b', credited: '2.5', occurredAt: '2026-03-09T16:00:00.000Z' }],
    });
  });
});
