import { randomUUID } from 'node:crypto';
import type { Instant } from '#kernel';
import type { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { EMPTY_HEAD, seal, verifyChain, type NewEvent, type StoredEvent } from '../contract/index.js';
import { BatchRejected, OutcomeUnknown, StoreUnavailable, type SealedBatch } from '../port.js';
import { follow, HoleInLog } from '../reader.js';
import { describeEventStore } from '../testing/contract-suite.js';
import { makeLedgers, signIn } from '../testing/owner.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { LEDGER_SCHEMA, WRITER_ROLE } from './schema.js';

const NOW = '2026-11-22T04:00:00.000Z' as Instant;
let database: FreshDatabase;
let owner: Client;
let url = '';

beforeAll(async () => {
  database = await freshDatabase();
  ({ url } = database);
  owner = await signIn(url);
  await makeLedgers(owner);
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

describeEventStore('PostgreSQL event store', () => new PostgresEventStore({ url }));

const newEvents = (count: number, stream = 'pool-a'): NewEvent[] =>
  Array.from({ length: count }, () => ({
    stream,
    eventId: randomUUID(),
    type: 'Credited',
    schemaVersion: 2,
    occurredAt: NOW,
    body: '{"amount":1}',
    meta: '{}',
  }));
const firstBatch = (ledger: string, events = newEvents(1)): SealedBatch => {
  const place = { ledger, head: EMPTY_HEAD, recordedAt: NOW, versionOf: () => 0 };
  return { ledger, expected: EMPTY_HEAD, events: seal(place, events), commands: [] };
};
const everything = async (store: PostgresEventStore, ledger: string): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for await (const page of follow(store, ledger)) events.push(...page);
  return events;
};

describe('PostgreSQL guards', () => {
  let store: PostgresEventStore;
  let ledger: string;
  beforeEach(async () => {
    store = new PostgresEventStore({ url });
    ledger = randomUUID();
    const batch = firstBatch(ledger, newEvents(5));
    await store.commit({ ...batch, commands: [{ key: 'k', requestHash: '', result: '{}', position: 5 }] });
  });
  afterEach(() => store.close());

  const forbidden = ['event', 'command'].flatMap((table) => [
    `UPDATE ledger.${table} SET position = 9`,
    `DELETE FROM ledger.${table}`,
    `TRUNCATE ledger.${table}`,
  ]);

  it.each([...forbidden, 'DELETE FROM ledger.ledger_head', 'TRUNCATE ledger.ledger_head'])(
    'stop even a superuser, also one who plays a replica: %s',
    async (statement) => {
      await expect(owner.query(statement)).rejects.toThrow(/只增不改.*append-only/);
      const replica = `SET LOCAL session_replication_role = replica; ${statement}`;
      await expect(owner.query(replica)).rejects.toThrow(/append-only/);
      expect((await everything(store, ledger)).length).toBe(5);
    },
  );

  it.each([
    ...forbidden,
    'DELETE FROM ledger.ledger_head',
    'CREATE TABLE ledger.mine ()',
    'CREATE ROLE another',
  ])('leave the writer no right to: %s', async (statement) => {
    const guest = await signIn(`${url}?options=${encodeURIComponent(`-c role=${WRITER_ROLE}`)}`);
    try {
      await expect(guest.query(statement)).rejects.toMatchObject({
        code: '42501',
        message: expect.stringMatching(/^permission denied/),
      });
    } finally {
      await guest.end();
    }
  });

  it('bind the store itself, whoever its URL signs in', async () => {
    const own = new PostgresEventStore({ url: `${url}?options=${encodeURIComponent('-c role=postgres')}` });
    await owner.query(`REVOKE SELECT ON ledger.ledger_head FROM ${WRITER_ROLE}`);
    await expect(own.head(ledger)).rejects.toMatchObject({ code: '42501' });
    await owner.query(`GRANT SELECT ON ledger.ledger_head TO ${WRITER_ROLE}`);
    expect((await own.head(ledger)).position).toBe(5);
    await own.close();
  });

  it('do not keep tampering from being found', async () => {
    const events = await everything(store, ledger);
    await owner.query('ALTER TABLE ledger.event DISABLE TRIGGER append_only');
    await owner.query(`UPDATE ledger.event SET body = '{"amount":2}' WHERE ledger = $1 AND position = 3`, [
      ledger,
    ]);
    expect(verifyChain(EMPTY_HEAD.hash, events)).toBeUndefined();
    expect(verifyChain(EMPTY_HEAD.hash, await everything(store, ledger))).toMatchObject({ position: 3 });
    await owner.query('DELETE FROM ledger.event WHERE ledger = $1 AND position = 2', [ledger]);
    await owner.query('ALTER TABLE ledger.event ENABLE ALWAYS TRIGGER append_only');
    await expect(everything(store, ledger)).rejects.toEqual(new HoleInLog(ledger, 2));
  });
});

describe('the migration', () => {
  const login = `guest_${randomUUID().slice(0, 8)}`;
  beforeAll(async () => {
    await owner.query(`CREATE ROLE ${login} LOGIN PASSWORD 'guest'`);
    await owner.query(`GRANT CREATE ON DATABASE ${new URL(url).pathname.slice(1)} TO ${login}`);
  });
  afterAll(async () => {
    await owner.query(`REASSIGN OWNED BY ${login} TO CURRENT_USER`);
    await owner.query(`DROP OWNED BY ${login}`);
    await owner.query(`DROP ROLE ${login}`);
  });
  const asGuest = async (work: (guest: Client) => Promise<void>): Promise<void> => {
    const guestUrl = new URL(url);
    Object.assign(guestUrl, { username: login, password: 'guest' });
    const guest = await signIn(guestUrl.href);
    try {
      await work(guest);
    } finally {
      await guest.end();
    }
  };
  const role = LEDGER_SCHEMA.find((statement) => statement.startsWith('DO')) ?? '';

  it('changes nothing when it runs again', async () => {
    const shape = 'SELECT count(*)::int AS columns FROM information_schema.columns WHERE table_schema = $1';
    const before = await owner.query(shape, ['ledger']);
    await makeLedgers(owner);
    expect((await owner.query(shape, ['ledger'])).rows).toEqual(before.rows);
  });

  it('tells a login without rights what its administrator has to run', () =>
    asGuest(async (guest) => {
      await expect(guest.query(role)).rejects.toMatchObject({
        message: expect.stringContaining(`${login} may not create or take the role ${WRITER_ROLE}`),
        hint: expect.stringContaining(`GRANT ${WRITER_ROLE} TO ${login};`),
      });
    }));

  it('lets a login that may take the role go on', async () => {
    await owner.query(`GRANT ${WRITER_ROLE} TO ${login}`);
    await asGuest(async (guest) => void (await guest.query(role)));
  });
});

describe('PostgreSQL trouble', () => {
  let ledger: string;
  let store: PostgresEventStore;
  beforeEach(() => {
    ledger = randomUUID();
    store = new PostgresEventStore({ url, pollMilliseconds: 20, statementMilliseconds: 300 });
  });
  afterEach(() => store.close());
  const OTHERS = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  const backendsOf = `SELECT pg_terminate_backend(pid) FROM (${OTHERS}) AS others`;

  it('is no obstacle once it is over: broken connections are replaced', async () => {
    await store.commit(firstBatch(ledger));
    await owner.query(backendsOf);
    const heads = await Promise.allSettled([store.head(ledger), store.head(ledger)]);
    for (const head of heads)
      if (head.status === 'rejected') expect(head.reason).toBeInstanceOf(StoreUnavailable);
    expect((await store.head(ledger)).position).toBe(1);
  });

  it('leaves the outcome unknown when the connection ends under a write', async () => {
    await store.commit(firstBatch(ledger));
    const { waiting } = await blockedCommit();
    await owner.query(backendsOf);
    await expect(waiting).rejects.toBeInstanceOf(OutcomeUnknown);
    await owner.query('ROLLBACK');
  });

  /** Makes the server raise something for every batch, as it would without a disk or a standby. */
  const whileRaising = async (raise: string, work: () => Promise<void>): Promise<void> => {
    await owner.query(
      `CREATE FUNCTION complain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${raise}; RETURN NULL; END $$;
       CREATE TRIGGER complain AFTER INSERT ON ledger.event FOR EACH ROW EXECUTE FUNCTION complain()`,
    );
    try {
      await work();
    } finally {
      await owner.query('DROP FUNCTION complain CASCADE');
    }
  };

  it('is a full disk, and says so', () =>
    whileRaising(`RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'`, async () => {
      const full = { name: 'StoreUnavailable', reason: 'STORAGE_FULL' };
      await expect(store.commit(firstBatch(ledger))).rejects.toMatchObject(full);
      expect(await everything(store, ledger)).toEqual([]);
    }));

  it('is a commit that did not wait for its standby: its outcome is unknown', () =>
    whileRaising(`RAISE WARNING 'canceling wait for synchronous replication'`, async () => {
      await expect(store.commit(firstBatch(ledger))).rejects.toBeInstanceOf(OutcomeUnknown);
      expect(await everything(store, ledger)).toHaveLength(1);
    }));

  it('leaves the outcome unknown when no answer comes, and the silent connection is not used again', async () => {
    await store.commit(firstBatch(ledger));
    const [backend] = (await owner.query(`SELECT pid FROM (${OTHERS}) AS others`)).rows as { pid: number }[];
    const pid = backend?.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    try {
      await expect(store.commit(firstBatch(ledger))).rejects.toBeInstanceOf(OutcomeUnknown);
      expect((await store.head(ledger)).position).toBe(1);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  });

  it('is a known outcome when the server gave up waiting: nothing was written', async () => {
    await store.commit(firstBatch(ledger));
    const { waiting } = await blockedCommit();
    await expect(waiting).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'UNREACHABLE' });
    await owner.query('ROLLBACK');
    expect((await store.head(ledger)).position).toBe(1);
  });

  /** A commit that waits for the head, which the owner holds. */
  const blockedCommit = async (): Promise<{ readonly waiting: Promise<unknown> }> => {
    await owner.query('BEGIN');
    await owner.query('SELECT FROM ledger.ledger_head WHERE ledger = $1 FOR UPDATE', [ledger]);
    const waiting = store.commit({ ...firstBatch(ledger), expected: await store.head(ledger) });
    waiting.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { waiting };
  };

  it('is the batch when a text is too long for its index', async () => {
    const long = Array.from({ length: 300 }, () => randomUUID()).join('');
    await expect(store.commit(firstBatch(ledger, newEvents(1, `pool-${long}`)))).rejects.toBeInstanceOf(
      BatchRejected,
    );
  });

  it('is not ours to mend when the tables are missing', async () => {
    const bare = await freshDatabase();
    const lost = new PostgresEventStore({ url: bare.url });
    await expect(lost.head(ledger)).rejects.toMatchObject({ code: '42P01' });
    await lost.close();
    await bare.drop();
  });

  it('is told as unreachable when nobody listens', async () => {
    const nobody = new PostgresEventStore({
      url: 'postgres://postgres@127.0.0.1:9/none',
      connectMilliseconds: 500,
    });
    await expect(nobody.head(ledger)).rejects.toMatchObject({
      name: 'StoreUnavailable',
      reason: 'UNREACHABLE',
    });
    await nobody.close();
  });

  it('does not keep a listener from hearing what another process wrote', async () => {
    const heard = new Promise<number>((resolve) => store.onGrowth(ledger, resolve));
    const other = new PostgresEventStore({ url });
    const { events } = firstBatch(ledger, newEvents(3));
    await other.commit({ ledger, expected: EMPTY_HEAD, events, commands: [] });
    expect(await heard).toBe(3);
    await other.close();
  });
});
