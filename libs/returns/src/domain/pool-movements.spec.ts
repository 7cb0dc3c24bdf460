import fc from 'fast-check';
import {
  addDays,
  civilDateOf,
  endOf,
  startOf,
  type CivilDate,
  type Instant,
  type LoggedEvent,
} from '#kernel';
import { BalanceReplay } from '#libs/audit';
import { FIGURES } from '#libs/pool';
import { given, on, type Past } from '../../../../test/support/given.js';
import { FIRST, logOf, POOL, poolActs, signed } from '../../../../test/support/pool-acts.js';
import { lot } from '../../../../test/support/withdrawal.js';
import { poolChanges, poolStatement, type PoolAccount } from './pool-movements.report.js';
import { lawRuns } from '../../../../test/support/runs.js';

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

const replayed = (events: readonly LoggedEvent[], bounds: { asOf?: Instant; knownAt: number }) => {
  const replay = new BalanceReplay(bounds);
  for (const event of events) replay.read(event);
  return replay.balanceOf(POOL).lines;
};

describe('what changed in a pool', () => {
  it('between two knowledge times joins both balances, entry by entry, whatever happened', () => {
    fc.assert(
      fc.property(poolActs, fc.nat(14), fc.nat(14), fc.option(fc.nat(30), { nil: undefined }), (...drawn) => {
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
      fc.property(poolActs, fc.nat(30), fc.nat(30), (history, one, other) => {
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
