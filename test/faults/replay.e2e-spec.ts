import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Balance } from '../support/answers.js';
import { Arena } from '../support/arena.js';
import type { Run } from '../support/built.js';
import { BUSY_POOLS } from '../support/busy-city.js';
import { closedAfterAll, removeFolder } from '../support/closing.js';
import type { FreshDatabase } from '../support/database.js';
import { bodyOf } from '../support/journey.js';
import { inDatabase, readModels, readModelsCaughtUp } from '../support/ledger-books.js';
import { demoCity } from '../support/service.js';

const MOMENTS = 4;
const COMMANDS_BETWEEN = 60;
/** A day in the middle of the demo year. */
const DAY = '2026-04-30';

jest.setTimeout(120_000);

/** What the service said of every pool at one moment of the history. */
interface Remembered {
  readonly moment: string;
  readonly position: number;
  readonly balances: readonly Balance[];
}

/** Lets nothing out: a replay that opens a connection, or asks for a name, ends at once. */
const NO_NETWORK = `data:text/javascript,${encodeURIComponent(`
  import net from 'node:net';
  import dns from 'node:dns';
  const refuse = () => { process.stderr.write('NETWORK'); process.exit(9); };
  net.Socket.prototype.connect = refuse;
  dns.lookup = refuse;
`)}`;

/** A line with the lowest bit of one letter of its body changed. */
const flipped = (line = ''): string => {
  const bytes = Buffer.from(line);
  const letter = bytes.indexOf('"body":"{\\"') + 12;
  bytes.writeUInt8(bytes.readUInt8(letter) ^ 1, letter);
  return bytes.toString();
};

describe('replay of a busy history', () => {
  const closing = closedAfterAll();
  let database: FreshDatabase;
  let arena: Arena;
  let folder: string;
  let exported: string;
  const remembered: Remembered[] = [];

  const balanceOf = async (pool: string, query = ''): Promise<Balance> => {
    const reader = pool === 'pool-320000' ? 'province@320000' : 'office@320500';
    const officer = await arena.client.offices.officer(reader);
    return bodyOf(await officer.get<Balance>(`/pools/${pool}/balance${query}`), 200);
  };
  const atWork = (args: readonly string[]): Promise<Run> =>
    arena.build.run(args, { DATABASE_URL: database.url, DATA_DIR: join(folder, 'data') });
  const offline = (file: string, args: readonly string[]): Promise<Run> =>
    arena.build.run(['replay', file, ...args], { NODE_OPTIONS: `--import=${NO_NETWORK}` });
  const printed = ({ code, stdout, stderr }: Run): readonly Balance[] => {
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as readonly Balance[];
  };
  /** A replayed balance as the interface words it. */
  const asAnswered = ({ pool, position, lines }: Balance): object => ({ pool, position, lines });
  const named = (balances: readonly Balance[], pool: string): object =>
    asAnswered(balances.find((balance) => balance.pool === pool) ?? { pool, position: -1, lines: [] });

  beforeAll(async () => {
    folder = closing(await mkdtemp(join(tmpdir(), 'reserve-pool-export-')), removeFolder);
    database = closing(await demoCity(join(folder, 'data')), (copy) => copy.drop());
    const terms = { databaseUrl: database.url, environment: { DATA_DIR: join(folder, 'data') } };
    arena = closing(await Arena.open(terms), (opened) => opened.close());
    exported = join(folder, 'log.ndjson');
    for (let moment = 1; moment <= MOMENTS; moment += 1) {
      const city = arena.busy(moment);
      await arena.answers(COMMANDS_BETWEEN);
      await city.stop();
      await readModelsCaughtUp(database.url);
      const balances = await Promise.all(BUSY_POOLS.map((pool) => balanceOf(pool)));
      const position = await arena.client.offices.head();
      remembered.push({ moment: new Date().toISOString(), position, balances });
      // What is recorded from now on carries a later moment.
      await sleep(5);
    }
    const { code, stderr } = await atWork(['export', '--out', exported]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining(`${remembered.at(-1)?.position} events`),
    });
  });

  it('the history moved the pools between the moments, or the rest proves nothing', () => {
    expect(
      new Set(remembered.map(({ balances }) => JSON.stringify(balances.map(({ lines }) => lines)))).size,
    ).toBe(MOMENTS);
  });

  it('at every remembered moment the replayed balances are those the service answered then, offline', async () => {
    for (const [index, { moment, position, balances }] of remembered.entries()) {
      const knownAt = index % 2 === 0 ? moment : `@${position}`;
      const replayed = printed(await offline(exported, ['--known-at', knownAt, '--json']));
      expect(balances.map(({ pool }) => named(replayed, pool))).toEqual(balances.map(asAnswered));
    }
  });

  it('what was in force on a day, as known at a moment: file, log and service say the same', async () => {
    const { position } = remembered[1] as Remembered;
    const times = ['--as-of', DAY, '--known-at', `@${position}`, '--json'];
    const query = `?asOf=${DAY}&knownAt=@${position}`;
    const replayed = printed(await offline(exported, times));
    expect(printed(await atWork(['balance', ...times]))).toEqual(replayed);
    for (const pool of BUSY_POOLS)
      expect(named(replayed, pool)).toEqual(asAnswered(await balanceOf(pool, query)));
    const [pool = ''] = BUSY_POOLS;
    expect(printed(await offline(exported, [...times, '--pool', pool]))).toEqual([named(replayed, pool)]);
  });

  it('`balance` says what the service says now', async () => {
    const now = printed(await atWork(['balance', '--json']));
    for (const pool of BUSY_POOLS) expect(named(now, pool)).toEqual(asAnswered(await balanceOf(pool)));
  });

  it('a flipped byte, a missing line and a torn end are refused by their line', async () => {
    const lines = (await readFile(exported, 'utf8')).trimEnd().split('\n');
    const refusalOf = async (name: string, changed: readonly string[]): Promise<Run> => {
      const file = join(folder, name);
      await writeFile(file, changed.join('\n'));
      return offline(file, []);
    };
    const at = Math.floor(lines.length / 2);
    for (const [name, changed, line] of [
      ['flipped', lines.with(at, flipped(lines[at])), at + 1],
      ['missing', lines.toSpliced(at, 1), at + 1],
      ['torn', [...lines.slice(0, at), (lines[at] ?? '').slice(0, -20)], at + 1],
    ] as const) {
      const { code, stdout, stderr } = await refusalOf(name, changed);
      expect({ name, code, stdout, stderr }).toEqual({
        name,
        code: 1,
        stdout: '',
        stderr: expect.stringContaining(`line ${line}:`),
      });
    }
  });

  it('rebuilt read models are the live ones byte for byte, and a forged row does not outlive the rebuild', async () => {
    expect(await arena.readModelFindings()).toEqual([]);
    const before = await readModels(database.url);
    const forge = `UPDATE read.pool_balance SET available = available + 1 WHERE pool = 'pool-320500'`;
    await inDatabase(database.url, (client) => client.query(forge));
    expect(await arena.readModelFindings()).not.toEqual([]);
    expect(await readModels(database.url)).toEqual(before);
  });

  it('`doctor` finds nothing wrong with this log, and the event that a superuser changed', async () => {
    expect(await atWork(['doctor'])).toMatchObject({ code: 0, stderr: '' });
    const { position } = remembered[0] as Remembered;
    const change = `UPDATE ledger.event SET body = replace(body, '{', '{ ') WHERE position = ${position}`;
    await expect(inDatabase(database.url, (client) => client.query(change))).rejects.toThrow('append-only');
    await inDatabase(database.url, async (client) => {
      await client.query('ALTER TABLE ledger.event DISABLE TRIGGER append_only');
      await client.query(change);
      await client.query('ALTER TABLE ledger.event ENABLE ALWAYS TRIGGER append_only');
    });
    const { code, stdout } = await atWork(['doctor']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining(`@${position} `) });
  });
});
