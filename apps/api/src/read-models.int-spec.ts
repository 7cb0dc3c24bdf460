import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { PostgresEventStore, PostgresNotices } from '#libs/event-store';
import { dataSourceOptions, type ProjectionRunner } from '#libs/platform';
import { copyDatabase, filledDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { inDatabase } from '../../../test/support/ledger-books.js';
import { migrate } from './database/migrate.js';
import { LEDGER } from './ledger/ledger.constants.js';
import { ledgerProjections, rebuildProjections } from './read-models.js';

/** A process that follows the log of a database. */
class Follower {
  private constructor(
    readonly runner: ProjectionRunner,
    private readonly parts: readonly { close(): Promise<void> }[],
    private readonly dataSource: DataSource,
  ) {}

  static async start(url: string, elsewhere = false): Promise<Follower> {
    const dataSource = new DataSource(dataSourceOptions({ url, entities: [], migrations: [] }));
    await dataSource.initialize();
    const notices = new PostgresNotices(url);
    const store = new PostgresEventStore({ url, notices });
    const manner = { elsewhere, onAlarm: (words: string) => expect(words).toBeUndefined() };
    const runner = ledgerProjections({ store, dataSource, notices }, manner);
    await runner.start();
    return new Follower(runner, [store, notices], dataSource);
  }

  async stop(): Promise<void> {
    await this.runner.stop();
    await Promise.all(this.parts.map((part) => part.close()));
    await this.dataSource.destroy();
  }
}

let database: FreshDatabase;
let writer: PostgresEventStore;
let notices: PostgresNotices;
const followers: Follower[] = [];

beforeEach(async () => {
  const template = await filledDatabase('empty_ledger', async (url) => void (await migrate({ url })));
  database = await copyDatabase(template.url);
  await template.drop();
  notices = new PostgresNotices(database.url);
  writer = new PostgresEventStore({ url: database.url, notices });
});
afterEach(async () => {
  await Promise.all(followers.splice(0).map((follower) => follower.stop()));
  await Promise.all([writer.close(), notices.close()]);
  await database.drop();
});

const start = async (elsewhere = false): Promise<ProjectionRunner> => {
  const follower = await Follower.start(database.url, elsewhere);
  followers.push(follower);
  return follower.runner;
};
const write = (): Promise<unknown> =>
  writer.append({
    ledger: LEDGER,
    recordedAt: '2026-11-22T04:00:00.000Z' as never,
    events: [
      {
        stream: 'refusal-320500',
        eventId: crypto.randomUUID(),
        type: 'CommandRefused',
        schemaVersion: 1,
        occurredAt: '2026-11-22T04:00:00.000Z' as never,
        body: '{"command":"X","data":{},"code":"INSUFFICIENT_QUOTA","params":{},"rules":[]}',
        meta: '{}',
      },
    ],
  });
const turn = (): Promise<string | null> =>
  inDatabase(database.url, async (client) => {
    const { rows } = await client.query<{ lease_owner: string | null }>(
      'SELECT lease_owner FROM read.checkpoint',
    );
    return rows[0]?.lease_owner ?? null;
  });

describe('read models of several processes', () => {
  it('are kept by one of them at a time, and all know how far they have come', async () => {
    const runners = [await start(), await start(), await start(true)];
    const turns = new Set<string | null>();
    for (let position = 1; position <= 20; position += 1) {
      await write();
      expect(await Promise.all(runners.map((runner) => runner.waitFor(position, 5_000)))).toEqual([
        true,
        true,
        true,
      ]);
      turns.add(await turn());
    }
    // Mostly one; on a slow machine a turn may run out and pass on, but somebody always has it.
    expect(turns.has(null)).toBe(false);
  });

  it('are taken over from one that stops, at once', async () => {
    await start();
    await write();
    while ((await turn()) === null) await sleep(5);
    await followers.shift()?.stop();
    expect(await turn()).toBeNull();
    const next = await start();
    await write();
    expect(await next.waitFor(2, 5_000)).toBe(true);
  });

  it('are taken over from one that is gone, a little later', async () => {
    const next = await start();
    await inDatabase(database.url, (client) =>
      client.query(
        `UPDATE read.checkpoint SET lease_owner = 'gone', lease_until = now() + interval '1 second'`,
      ),
    );
    await write();
    expect(await next.waitFor(1, 300)).toBe(false);
    expect(await next.waitFor(1, 5_000)).toBe(true);
  });

  it('stay where they are while those who should keep them are elsewhere and do not', async () => {
    const reader = await start(true);
    await write();
    expect(await reader.waitFor(1, 500)).toBe(false);
    await start();
    expect(await reader.waitFor(1, 5_000)).toBe(true);
  });
});

describe('read models of two ledgers in one database', () => {
  const rowOf = (ledger: string, credited: number): Promise<unknown> =>
    inDatabase(database.url, (client) =>
      client.query(
        `INSERT INTO read.pool_balance VALUES ($1, 'pool-330421', 'COD', $2, $2, 0, 0, 0, 0)
         ON CONFLICT (ledger, pool, pollutant) DO UPDATE SET credited = excluded.credited`,
        [ledger, credited],
      ),
    );

  it('are built anew for one of them without a change to the other, which goes on meanwhile', async () => {
    await write();
    await (await start()).waitFor(1, 5_000);
    await followers.shift()?.stop();
    await rowOf(LEDGER, 7);
    await rowOf('330000', 1);
    class Meanwhile extends PostgresEventStore {
      override async readLedger(...asked: Parameters<PostgresEventStore['readLedger']>) {
        await rowOf('330000', 2);
        return super.readLedger(...asked);
      }
    }
    const store = new Meanwhile({ url: database.url });
    await rebuildProjections({ url: database.url, store, names: ['pool_balances'] });
    await store.close();
    const { rows } = await inDatabase(database.url, (client) =>
      client.query<object>('SELECT ledger, credited FROM read.pool_balance'),
    );
    expect(rows).toEqual([{ ledger: '330000', credited: '2' }]);
  });
});
