import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { instantOf } from '#kernel';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { EMPTY_HEAD, verifyChain } from '../contract/index.js';
import { PostgresEventStore } from '../postgres/postgres-event-store.js';
import { crossingExecutor, reserveOf, type Stage } from '../testing/crossing-keeper.js';
import { makeLedgers, signIn } from '../testing/owner.js';
import { order } from '../testing/toy-domain.js';

const ALL = process.env['STORES'] === 'all';
const [HERE, THERE] = ['320000', '330000'] as const;
const FILLED = 100;
const CHILD = join(import.meta.dirname, '../testing/crossing-child.ts');
const SOURCE = [
  '--conditions=source',
  '--import',
  join(import.meta.dirname, '../../../../test/support/run-source.mjs'),
];

/** Two ledgers in one PostgreSQL, and keepers of what crosses them that are killed; `npm run test:stores`. */
(ALL ? describe : describe.skip)('two ledgers in one installation', () => {
  let database: FreshDatabase;
  let store: PostgresEventStore;
  const clock = { now: () => instantOf(Date.now()) };

  beforeAll(async () => {
    database = await freshDatabase();
    const owner = await signIn(database.url);
    await makeLedgers(owner);
    await owner.end();
    store = new PostgresEventStore({ url: database.url });
    for (const ledger of [HERE, THERE])
      await crossingExecutor(store, ledger, clock).submit(order('Fill', { amount: FILLED }));
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const reserve = async (id: string, amount: number, milliseconds: number): Promise<void> => {
    const until = instantOf(Date.now() + milliseconds);
    await crossingExecutor(store, HERE, clock).submit(order('Reserve', { id, amount, until }));
  };
  /** A keeper from start to end; answers what ended it. */
  const keep = async (stage?: Stage): Promise<unknown> => {
    const told = [database.url, HERE, THERE, ...(stage === undefined ? [] : [stage])];
    const child = spawn(process.execPath, [...SOURCE, CHILD, ...told], { stdio: 'inherit' });
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    return signal ?? code;
  };
  const books = async (): Promise<object> => {
    const [here, there] = [await reserveOf(store, HERE), await reserveOf(store, THERE)];
    return { here: here.available, open: [...here.open.keys()], there: there.available };
  };

  it.each<[Stage, number]>([
    ['RESERVED', 0],
    ['TAKEN', 5],
    ['CONCLUDED', 5],
  ])('a keeper killed when a crossing is %s leaves it to the next one', async (stage, arrived) => {
    const [here, there] = [await reserveOf(store, HERE), await reserveOf(store, THERE)];
    await reserve(stage, 5, 60_000);
    expect(await keep(stage)).toBe('SIGKILL');
    const open = stage === 'CONCLUDED' ? [] : [stage];
    expect(await books()).toEqual({ here: here.available - 5, open, there: there.available + arrived });
    expect(await keep()).toBe(0);
    expect(await books()).toEqual({ here: here.available - 5, open: [], there: there.available + 5 });
  });

  it('what is not taken in its hour goes back, also when its keeper is killed before it does', async () => {
    const before = await books();
    await reserve('late', 5, 0);
    expect(await keep('TAKEN')).toBe('SIGKILL');
    expect(await books()).toMatchObject({ open: ['late'] });
    expect(await keep()).toBe(0);
    expect(await books()).toEqual(before);
  });

  it('each ledger is a chain of its own', async () => {
    for (const ledger of [HERE, THERE]) {
      const events = await store.readLedger(ledger, 0, 1_000);
      expect([events.length > 4, verifyChain(EMPTY_HEAD.hash, events)]).toEqual([true, undefined]);
    }
  });
});
