/**
 * What a ledger costs by its length: a busy city's events, written by the product's own deciders into a PostgreSQL, and
 * then disk, memory and the time of everything that reads all of it. `npm run bench:capacity -- [--write] [events]…`
 */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '#apps/api';
import {
  EMPTY_HEAD,
  headAt,
  PostgresEventStore,
  type CommandRecord,
  type StoredEvent,
} from '#libs/event-store';
import { Build, ServiceProcess } from '../support/built.js';
import { inDatabase } from '../support/ledger-books.js';
import { CityLedger } from './city-ledger.js';
import { dateWords, machineWords } from './conditions.js';
import { startServer } from './setting.js';

const { values: options, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const LEDGER = '320000';
const BATCH = 2_000;
/** Of the length that answers have, as they are kept under the keys of their commands. */
const RESULT = JSON.stringify({ ok: true, answer: {}, rules: [], pad: 'x'.repeat(450) });
const MIB = 2 ** 20;

/** One record for each command, as the executor would have kept it. */
const recordsOf = (events: readonly StoredEvent[]): readonly CommandRecord[] =>
  events
    .filter(({ meta }) => meta.includes('"command":'))
    .map(({ eventId, hash, position }) => ({
      key: `office@320500:${eventId}`,
      requestHash: hash,
      result: RESULT,
      position,
    }));

const fill = async (url: string, count: number): Promise<void> => {
  const store = new PostgresEventStore({ url });
  let [head, batch] = [EMPTY_HEAD, [] as StoredEvent[]];
  const flush = async (): Promise<void> => {
    const sealed = { ledger: LEDGER, expected: head, events: batch, commands: recordsOf(batch) };
    if ((await store.commit(sealed)) !== 'COMMITTED') throw new Error('the log could not be filled');
    const last = batch.at(-1);
    [head, batch] = [last === undefined ? head : headAt(last), []];
  };
  for (const event of new CityLedger(LEDGER, count).events()) if (batch.push(event) === BATCH) await flush();
  await flush();
  await store.close();
};

const sizesOf = (url: string): Promise<Readonly<Record<string, number>>> =>
  inDatabase(url, async (client) => {
    await client.query('VACUUM ANALYZE');
    const { rows } = await client.query<{ name: string; bytes: string }>(
      `SELECT CASE schemaname WHEN 'ledger' THEN schemaname || '.' || relname ELSE schemaname END AS name,
         sum(pg_total_relation_size(relid)) AS bytes
       FROM pg_stat_user_tables GROUP BY 1`,
    );
    return Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)]));
  });

type Row = Readonly<Record<string, string>>;

const measure = async (url: string, count: number): Promise<Row> => {
  const build = await Build.copy();
  const folder = await mkdtemp(join(tmpdir(), 'reserve-pool-capacity-'));
  const environment = { DATABASE_URL: url, DEMO: '1', DEMO_PASSWORD: 'test-password-1', DATA_DIR: folder };
  const pack = join(folder, 'pack.zip');
  const timed = async (...args: readonly string[]): Promise<string> => {
    const started = performance.now();
    const { code, stdout, stderr } = await build.run(args, environment);
    if (code !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`);
    return `${((performance.now() - started) / 1_000).toFixed(1)} s`;
  };
  try {
    await migrate({ url });
    await fill(url, count);
    const started = performance.now();
    const service = await ServiceProcess.start(build, url, { DATA_DIR: folder });
    const reader = await service.offices.officer('county-clerk@320583');
    for (;;) {
      const ready = (await (await fetch(`${service.url}/health/ready`)).json()) as Record<string, number>;
      if (ready['readModels'] === ready['head']) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const caughtUp = `${((performance.now() - started) / 1_000).toFixed(1)} s`;
    await reader.get('/pools/pool-320583/balance');
    const memory = await service.memory();
    await service.stop();
    const restarted = performance.now();
    const again = await ServiceProcess.start(build, url, { DATA_DIR: folder });
    const start = `${((performance.now() - restarted) / 1_000).toFixed(1)} s`;
    const atRest = await again.memory();
    await again.stop();
    const rebuild = await timed('rebuild', 'all');
    const sizes = await sizesOf(url);
    const mib = (bytes = 0): string => `${Math.round(bytes / MIB).toLocaleString('en')} MiB`;
    const doctor = await timed('doctor');
    const packed = await timed('export', '--pack', pack);
    const { size } = await stat(pack);
    const verified = await timed('verify', pack);
    return {
      events: count.toLocaleString('en'),
      'log on disk': mib(sizes['ledger.event']),
      'command records': mib(sizes['ledger.command']),
      'read models': mib(sizes['read']),
      'first start, read models from nothing': caughtUp,
      'next start': start,
      'service, memory at most': `${mib(memory)} at first, ${mib(atRest)} after`,
      'rebuild of all read models': rebuild,
      '`doctor`: chain, tree, checkpoints': doctor,
      'audit pack': `${packed}, ${mib(size)}`,
      '`verify` of the pack, every command again': verified,
    };
  } finally {
    await rm(folder, { recursive: true });
    await build.remove();
  }
};

const server = await startServer();
const rows: Row[] = [];
try {
  for (const count of positionals.length > 0 ? positionals.map(Number) : [100_000, 1_000_000]) {
    const database = await server.database(`capacity_${count}`);
    rows.push(await measure(database.url, count));
    process.stderr.write(`${JSON.stringify(rows.at(-1), null, 2)}\n`);
  }
} finally {
  await server.stop();
}
const [first = {}] = rows;
const table = Object.keys(first)
  .map((name) => `| ${name} | ${rows.map((row) => row[name] ?? '').join(' | ')} |`)
  .toSpliced(1, 0, `| --- |${rows.map(() => ' ---: |').join('')}`)
  .join('\n');
const conditions = [
  `- Measured by \`npm run bench:capacity\` on ${dateWords()}`,
  `- ${machineWords()}`,
  `- ${server.words}`,
].join('\n');
const written = `${conditions}\n\n${table}\n`;
process.stdout.write(`${written}\n`);
if (options.write) {
  const document = join(import.meta.dirname, '../../docs/capacity.md');
  const [before = '', after = ''] = (await readFile(document, 'utf8')).split(
    /<!-- measured -->[\s\S]*<!-- end -->/,
  );
  await writeFile(document, `${before}<!-- measured -->\n\n${written}\n<!-- end -->${after}`);
}
