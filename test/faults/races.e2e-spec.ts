import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Arena } from '../support/arena.js';
import type { Balance, Withdrawal } from '../support/answers.js';
import type { Officer } from '../support/client.js';
import { chainFindings, gaplessFindings } from '../support/checkers.js';
import { closedAfterAll, removeFolder } from '../support/closing.js';
import type { FreshDatabase } from '../support/database.js';
import {
  applicationBody,
  bodyOf,
  demand,
  groundOf,
  Journey,
  lineOf,
  PASS,
  reductionBody,
  refusal,
} from '../support/journey.js';
import { readBooks } from '../support/ledger-books.js';
import { poolFindings } from '../support/pool-checkers.js';
import { demoCity } from '../support/service.js';

/** `npm run test:faults` races longer. */
const ROUNDS = process.env['FAULTS'] === 'full' ? 200 : 50;
const CALLERS = 16;
const [HOME, NEIGHBOUR] = ['320583', '320585'];
const POOL = `pool-${HOME}`;

jest.setTimeout(120_000);

describe('races over HTTP', () => {
  const closing = closedAfterAll();
  let database: FreshDatabase;
  let arena: Arena;
  let journey: Journey;
  /** Two processes on one database. */
  let doors: readonly string[];

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reserve-pool-races-'));
    const dataDir = closing(folder, removeFolder);
    database = closing(await demoCity(dataDir), (copy) => copy.drop());
    const terms = { databaseUrl: database.url, processes: 2, environment: { DATA_DIR: dataDir } };
    arena = closing(await Arena.open(terms), (opened) => opened.close());
    doors = arena.services.map(({ url }) => url);
    journey = new Journey(arena.client.offices);
    await journey.bringTo(HOME, 'VOCs', '100');
  });

  const at = (officer: Officer, turn: number, through: readonly string[] = doors): Officer =>
    officer.at(through[turn % through.length] ?? '');
  const eventsOf = async (type: string): Promise<number> =>
    (await readBooks(database.url)).events.filter((event) => event.type === type).length;

  /** What processes say of the pool. */
  const shown = async (through = doors): Promise<readonly object[]> => {
    const office = await journey.office();
    return Promise.all(
      through.map(async (_, turn) => {
        const answer = await at(office, turn, through).get<Balance>(`/pools/${POOL}/balance`);
        const { available, held } = lineOf(bodyOf(answer, 200).lines, 'VOCs');
        return { available, held };
      }),
    );
  };

  describe('sixteen callers draw 60 of 100 at once', () => {
    /** Filed and not yet reviewed; losers wait for the next round. */
    const waiting: string[] = [];

    const apply = (): Promise<Withdrawal> =>
      journey.apply(applicationBody(HOME, [demand('VOCs', '30')], { pools: [POOL] }));

    const race = async (through: readonly string[]): Promise<void> => {
      const reviewer = await journey.reviewer(HOME);
      const answers = await Promise.all(
        waiting.map((id, turn) =>
          at(reviewer, turn, through).post<Withdrawal>(`/withdrawals/${id}/first-review`, PASS),
        ),
      );
      const losers = answers.filter(({ status }) => status !== 200);
      expect(losers.map(refusal)).toEqual(
        Array.from({ length: CALLERS - 1 }, () => '409 INSUFFICIENT_QUOTA'),
      );
      for (const loser of losers) {
        const figures = { required: '60', available: '40', shortfall: '20' };
        expect(groundOf(loser, 'INSUFFICIENT_QUOTA')).toMatchObject(figures);
      }
      expect(await shown(through)).toEqual(through.map(() => ({ available: '40', held: '60' })));
      const won = answers.findIndex(({ status }) => status === 200);
      const [winner] = waiting.splice(won, 1);
      const approver = await journey.approver(HOME);
      bodyOf(await approver.post(`/withdrawals/${winner}/release`, { reason: '示例' }), 200);
      waiting.push((await apply()).id);
    };

    beforeAll(async () => {
      const all = await Promise.all(Array.from({ length: CALLERS }, apply));
      waiting.push(...all.map(({ id }) => id));
    });
    afterEach(async () => {
      expect(await shown()).toEqual(doors.map(() => ({ available: '100', held: '0' })));
    });

    it(`through one process: exactly one wins, ${ROUNDS} rounds`, async () => {
      for (let round = 0; round < ROUNDS; round += 1) await race(doors.slice(0, 1));
    });

    it('through two processes: the same', async () => {
      for (let round = 0; round < ROUNDS / 8; round += 1) await race(doors);
    });
  });

  it(`one reduction filed by two counties at once is one event, ${ROUNDS} rounds`, async () => {
    const before = await eventsOf('ReductionFiled');
    const clerks = [await journey.clerk(HOME), await journey.clerk(NEIGHBOUR)];
    for (let round = 0; round < ROUNDS; round += 1) {
      const cut = reductionBody(HOME, { COD: '1' });
      const through = round % 2 === 0 ? doors : doors.slice(0, 1);
      const answers = await Promise.all(
        [HOME, NEIGHBOUR].map((place, turn) =>
          at(clerks[turn] as Officer, turn, through).post('/reductions', { ...cut, place }),
        ),
      );
      const [won, ...more] = answers.filter(({ status }) => status === 201);
      const [lost] = answers.filter(({ status }) => status !== 201);
      expect({ more, refusal: lost && refusal(lost) }).toEqual({
        more: [],
        refusal: '409 REDUCTION_ALREADY_FILED',
      });
      expect(lost && groundOf(lost, 'REDUCTION_ALREADY_FILED')).toMatchObject({ place: won?.body['place'] });
    }
    expect(await eventsOf('ReductionFiled')).toBe(before + ROUNDS);
  });

  it.each([1, 2])(
    'one key sent eight times at once, through %i of the processes, is one event and one answer',
    async (count) => {
      const before = await eventsOf('DemandFiled');
      const clerk = await journey.clerk(HOME);
      const rounds = 10;
      for (let round = 0; round < rounds; round += 1) {
        const body = applicationBody(HOME, [demand('VOCs', '1')], { pools: [POOL] });
        const key = `eight-${count}-${round}`;
        const answers = await Promise.all(
          Array.from({ length: 8 }, (_, turn) =>
            at(clerk, turn, doors.slice(0, count)).post('/withdrawals', body, { key }),
          ),
        );
        expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
        expect(answers[0]?.status).toBe(201);
        const repeats = answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true');
        expect(repeats).toHaveLength(7);
      }
      expect(await eventsOf('DemandFiled')).toBe(before + rounds);
    },
  );

  it('used in turn, two processes see what the other wrote', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      const clerk = at(await journey.clerk(HOME), turn);
      const filed = await clerk.post<Withdrawal>(
        '/withdrawals',
        applicationBody(HOME, [demand('VOCs', '1')], { pools: [POOL] }),
      );
      const path = `/withdrawals/${bodyOf(filed, 201).id}`;
      bodyOf(await at(await journey.reviewer(HOME), turn + 1).post(`${path}/first-review`, PASS), 200);
      expect(await shown()).toEqual(doors.map(() => ({ available: '98', held: '2' })));
      bodyOf(await at(await journey.approver(HOME), turn).post(`${path}/release`, { reason: '示例' }), 200);
    }
  });

  it('and at the end: no gap, an intact chain, nothing overdrawn, read models as rebuilt', async () => {
    const books = await readBooks(database.url);
    expect([...gaplessFindings(books), ...chainFindings(books), ...poolFindings(books.events)]).toEqual([]);
    expect(await arena.readModelFindings()).toEqual([]);
  });
});
