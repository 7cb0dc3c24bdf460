import { setTimeout as sleep } from 'node:timers/promises';
import { Arena, type ArenaTerms } from '../support/arena.js';
import type { Sabotage } from '../support/built.js';
import { dice } from '../support/busy-city.js';
import { balanceFindings, findingsIn, surprisesIn, type Evidence } from '../support/checkers.js';
import { closedAfterAll, closedAfterEach } from '../support/closing.js';
import { inDatabase, readBalances, readLease, type BookedEvent } from '../support/ledger-books.js';
import { reductionBody } from '../support/journey.js';
import { MortalPostgres } from '../support/mortal-postgres.js';

/**
 * `npm run test:faults` kills as often as the design asks; `npm test` a few times, to see that nothing has
 * come loose.
 */
const FULL = process.env['FAULTS'] === 'full';
const LEADER_KILLS = FULL ? 20 : 2;
const SERVER_KILLS = FULL ? 10 : 2;
/** Floors, for each kill: so many commands answered before it, and so many cut off by it. */
const LEAST_ANSWERS = 40;
const LEAST_CUT_OFF = 1;
/** How long writes may be away, and the ledger without a leader; on a machine busy with other tests a little longer. */
const BACK_WITHIN_MS = FULL ? 3_000 : 10_000;
/** More than one for each desk: none of them was only on its way back. */
const BACK_ANSWERS = 16;

jest.setTimeout(FULL ? 600_000 : 120_000);

const roll = dice(20_261_122);
const aMoment = (milliseconds: number): Promise<void> => sleep(roll(milliseconds));

/** A server that comes back soon enough is not missed by anybody: until somebody was left without an answer. */
const missed = async ({ client }: Arena, before: number): Promise<void> => {
  while (client.unanswered === before) await sleep(5);
};

/** Everybody works, something dies, and every command that got no answer is sent again until it has one. */
const ordeal = async (arena: Arena, harm: () => Promise<void>): Promise<void> => {
  const city = arena.busy(roll(1_000_000));
  await arena.answers(LEAST_ANSWERS);
  await aMoment(200);
  await harm();
  await city.stop();
};

/** Runs ordeals and checks everything after each of them, with the floors that make the run count. */
const survive = async (
  arena: Arena,
  times: number,
  harm: () => Promise<() => Promise<void>>,
): Promise<void> => {
  const cutOff = arena.client.unanswered;
  for (let time = 1; time <= times; time += 1) {
    let mend: Promise<void> | undefined;
    await ordeal(arena, async () => {
      mend = (await harm())();
    });
    expect({ time, findings: await arena.findings() }).toEqual({ time, findings: [] });
    await mend;
  }
  expect(arena.client.unanswered - cutOff).toBeGreaterThanOrEqual(times * LEAST_CUT_OFF);
};

const USURP = `UPDATE ledger.ledger_head SET epoch = epoch + 1, lease_owner = 'another', lease_address = NULL,
    lease_until = clock_timestamp() + interval '1 second' RETURNING epoch::int`;
const ON_ITS_WAY = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'WITH swap%'`;

/**
 * A command whose batch is on its way when somebody else takes the lease, who writes nothing: the log ends where the
 * batch says, so that only the epoch is against it. It is then written like anybody else's, in a new epoch.
 */
const fencing = async (arena: Arena): Promise<object> => {
  await arena.leader();
  return inDatabase(arena.databaseUrl, async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT FROM ledger.ledger_head FOR UPDATE');
    const cut = reductionBody('320583', { COD: '1' });
    const asked = arena.client.send({
      account: 'county-clerk@320583',
      path: '/reductions',
      body: (mark) => ({ ...cut, unit: { ...cut.unit, name: `示例企业${mark}` } }),
    });
    while ((await inDatabase(arena.databaseUrl, (other) => other.query(ON_ITS_WAY))).rowCount === 0)
      await sleep(5);
    const { rows } = await client.query<{ epoch: number }>(USURP);
    await client.query('COMMIT');
    const { status } = await asked;
    return { status, newEpoch: (await readLease(arena.databaseUrl)).epoch > (rows[0]?.epoch ?? 0) };
  });
};

describe('kill -9 under load', () => {
  const closing = closedAfterAll();
  let server: MortalPostgres;
  let arena: Arena;

  beforeAll(async () => {
    server = closing(await MortalPostgres.start(), (running) => running.remove());
    arena = closing(await Arena.open({ databaseUrl: server.url, processes: 3 }), (opened) => opened.close());
  });

  it(`of the process that leads, ${LEADER_KILLS} times: nothing is lost or there twice, and writes go on`, async () => {
    await survive(arena, LEADER_KILLS, async () => {
      const victim = await arena.leader();
      const { owner } = await readLease(server.url);
      await victim.kill();
      const since = performance.now();
      await arena.answers(BACK_ANSWERS);
      const writesBack = performance.now() - since;
      while ((await readLease(server.url)).owner === owner) await sleep(5);
      const takenOver = performance.now() - since;
      expect([writesBack, takenOver].filter((milliseconds) => milliseconds > BACK_WITHIN_MS)).toEqual([]);
      return () => victim.start();
    });
  });

  it('of nobody: one leads, the others pass on what they are asked, and a leader of yesterday is fenced', async () => {
    expect(await fencing(arena)).toEqual({ status: 201, newEpoch: true });
  });

  it(`of PostgreSQL, ${SERVER_KILLS} times: the same, and the service finds its way back alone`, async () => {
    await survive(arena, SERVER_KILLS, async () => {
      const before = arena.client.unanswered;
      await server.kill();
      await missed(arena, before);
      await aMoment(200);
      await server.start();
      return () => Promise.resolve();
    });
  });

  it('no command got an answer that is neither accepted nor refused by a rule', () => {
    const surprises = surprisesIn(arena.journal.lines());
    const words = surprises.length === 0 ? [] : arena.services.map((service) => service.words);
    expect({ surprises, words }).toEqual({ surprises: [], words: [] });
  });

  it('the read models are what a rebuild makes of the log', async () => {
    expect(await arena.readModelFindings()).toEqual([]);
  });

  describe('the checkers see', () => {
    let evidence: Evidence;
    const withEvents = (change: (events: readonly BookedEvent[]) => readonly BookedEvent[]): Evidence => ({
      ...evidence,
      books: { ...evidence.books, events: change(evidence.books.events) },
    });
    /** The last event of a type once more, right behind itself, as if another command had done it again. */
    const again = (type: string): Evidence =>
      withEvents((events) => {
        const place = events.findLastIndex((event) => event.type === type);
        const last = events[place];
        const meta = JSON.stringify({ ...JSON.parse(last?.meta ?? '{}'), commandId: 'again' });
        return last ? events.toSpliced(place + 1, 0, { ...last, meta }) : events;
      });
    const seen = (tampered: Evidence, code: string): boolean =>
      findingsIn(tampered).some((words) => words.startsWith(code));

    beforeAll(async () => {
      evidence = await arena.evidence();
    });

    it('an acknowledged command that is not in the log', () => {
      const lost = evidence.journal.findLast((line) => line.kind === 'ANSWERED' && line.status < 300);
      expect(
        seen(
          withEvents((events) => events.filter(({ meta }) => !meta.includes(lost?.mark ?? '?'))),
          'C1',
        ),
      ).toBe(true);
    });
    it('one that was answered otherwise than it is in the log', () => {
      const journal = evidence.journal.map((line) =>
        line.kind === 'ANSWERED' && line.status < 300
          ? { ...line, position: (line.position ?? 0) - 1 }
          : line,
      );
      expect(seen({ ...evidence, journal }, 'C1')).toBe(true);
    });
    it('one whose key left no record', () => {
      expect(seen({ ...evidence, books: { ...evidence.books, commands: [] } }, 'C1')).toBe(true);
    });
    it('an event nobody asked for', () => {
      expect(seen({ ...evidence, journal: evidence.journal.slice(2) }, 'C2')).toBe(true);
    });
    it('a command that is there twice', () => {
      expect(seen(again('WithdrawalFirstReviewed'), 'C2')).toBe(true);
    });
    it('an answer that came before what it lies after', () => {
      const late = evidence.journal.findLast((line) => line.kind === 'ANSWERED');
      expect(seen({ ...evidence, journal: [...(late ? [late] : []), ...evidence.journal] }, 'C3')).toBe(true);
    });
    it.each(['QuotaHeld', 'QuotaWithdrawn', 'LotCredited'])('quota moved twice: %s', (type) => {
      expect(seen(again(type), 'C5')).toBe(true);
    });
    it('a balance that does not add up', async () => {
      const balances = await readBalances(arena.databaseUrl);
      expect(balanceFindings(evidence.books.events, balances)).toEqual([]);
      const forged = balances.map((row) => ({ ...row, available: String(BigInt(row.available) + 1n) }));
      expect(balanceFindings(evidence.books.events, forged)).toHaveLength(2 * balances.length);
    });
    it.each(['ReductionFiled', 'ReductionUseAllocated', 'TierSplitApplied'])(
      'a reduction used twice: %s',
      (type) => {
        expect(seen(again(type), 'C6')).toBe(true);
      },
    );
    it('a changed byte, a moved event, a hole', () => {
      const middle = evidence.books.events.findLastIndex(({ type }) => type === 'DepositFirstReviewed');
      const { body = '' } = evidence.books.events[middle] ?? {};
      const changed = (change: Partial<BookedEvent>): Evidence =>
        withEvents((events) =>
          events.map((event, index) => (index === middle ? { ...event, ...change } : event)),
        );
      expect(seen(changed({ body: `${body} ` }), 'CHAIN')).toBe(true);
      expect(seen(changed({ stream: 'pool-320500' }), 'GAP')).toBe(true);
      expect(
        seen(
          withEvents((events) => events.toSpliced(middle, 1)),
          'GAP',
        ),
      ).toBe(true);
    });
  });
});

/** A run that cannot go red proves nothing: without what makes the ledger safe, the same ordeals must show it. */
(FULL ? describe : describe.skip)('controls', () => {
  const closing = closedAfterEach();
  const inControl = async (
    { prepare, ...terms }: { prepare: (url: string) => Promise<unknown> } & Omit<ArenaTerms, 'databaseUrl'>,
    work: (arena: Arena, server: MortalPostgres) => Promise<void>,
  ): Promise<void> => {
    const server = closing(await MortalPostgres.start(), (running) => running.remove());
    await prepare(server.url);
    const arena = closing(await Arena.open({ databaseUrl: server.url, ...terms }), (opened) =>
      opened.close(),
    );
    await work(arena, server);
  };
  const execute = (statement: string) => (url: string) =>
    inDatabase(url, (client) => client.query(statement));

  it('synchronous_commit=off loses acknowledged commands when PostgreSQL is killed', async () => {
    const prepare = execute('ALTER DATABASE reserve_pool SET synchronous_commit = off');
    await inControl({ prepare, processes: 1 }, async (arena, server) => {
      const lost = async (): Promise<boolean> =>
        (await arena.findings()).some((words) => words.startsWith('C1'));
      for (let kill = 1; kill <= SERVER_KILLS && !(await lost()); kill += 1) {
        await ordeal(arena, async () => {
          await server.kill();
          await server.start();
        });
      }
      expect(await lost()).toBe(true);
    });
  });

  const withoutSwap: readonly Sabotage[] = [
    {
      file: 'libs/event-store/src/postgres/commit.js',
      from: 'AND position = $2 AND hash = $3',
      to: 'AND $2::bigint IS NOT NULL AND $3::text IS NOT NULL',
    },
    // Whoever does not lead would lock the head.
    {
      file: 'libs/event-store/src/executor/batch-writer.js',
      from: 'lease !== undefined && held === undefined',
      to: 'false',
    },
  ];

  const withoutEpoch: Sabotage = {
    file: 'libs/event-store/src/postgres/commit.js',
    from: ' AND epoch = coalesce($21, epoch)',
    to: '',
  };

  it('without the epoch a leader of yesterday writes as if nobody had taken its place', async () => {
    await inControl(
      { prepare: async () => undefined, sabotage: [withoutEpoch], processes: 2 },
      async (arena) => expect(await fencing(arena)).toEqual({ status: 201, newEpoch: false }),
    );
  });

  it('without the compare-and-swap two processes fail each other: the keys of the log refuse the second', async () => {
    await inControl(
      { prepare: async () => undefined, sabotage: withoutSwap, passingOn: false, processes: 2 },
      async (arena) => {
        await ordeal(arena, () => Promise.resolve());
        expect(surprisesIn(arena.journal.lines())).not.toEqual([]);
      },
    );
  });

  it('without the keys as well two processes write two histories, and the checkers see them', async () => {
    await inControl(
      { prepare: async () => undefined, sabotage: withoutSwap, passingOn: false, processes: 2 },
      async (arena) => {
        await execute(
          'ALTER TABLE ledger.event DROP CONSTRAINT event_pkey, DROP CONSTRAINT event_stream_version',
        )(arena.databaseUrl);
        await ordeal(arena, () => Promise.resolve());
        const codes = new Set((await arena.findings()).map((words) => words.split(' ')[0]));
        expect([...codes]).toEqual(expect.arrayContaining(['GAP', 'CHAIN']));
      },
    );
  });
});
