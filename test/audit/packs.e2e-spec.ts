import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { bytesSource, verifyPack, type PackReport } from '#libs/audit';
import { leafOf, type Unhashed } from '#libs/event-store';
import { nodeTools } from '#module/audit';
import type { Balance } from '../support/answers.js';
import { Build, type Run } from '../support/built.js';
import { bodyOf } from '../support/journey.js';
import type { KeysAnswer } from '../support/proofs.js';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';

jest.setTimeout(90_000);

const POOL = 'pool-320583';
const PLACE_PACK = { scope: 'PLACE', place: '320583', from: '2026-01-01', to: '2026-06-30' };

interface Drawn {
  readonly of: string;
  readonly checkpoint: { readonly origin: string; readonly size: number; readonly root: string };
  readonly chosen: readonly string[];
}

describe('audit packs', () => {
  let test: TestService;
  let build: Build;
  let folder: string;
  let file: string;
  let key: string;

  const get = async (path: string, username = 'inspector@320500'): Promise<Response> => {
    const credentials = { username, password: PASSWORD };
    const { body } = await test.offices.stranger.post<{ accessToken: string }>('/auth/login', credentials);
    return fetch(`${test.offices.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${body.accessToken}` },
    });
  };
  const ordered = async (body: object): Promise<string> => {
    const inspector = await test.offices.officer('inspector@320500');
    const { status, body: told } = await inspector.post<{ id: string }>('/audit/packs', body);
    expect(status).toBe(202);
    return told.id;
  };
  const fetched = async (id: string): Promise<Uint8Array> => {
    for (;;) {
      const answer = await get(`/audit/packs/${id}`);
      if (answer.status !== 202) {
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
        return new Uint8Array(await answer.arrayBuffer());
      }
      await sleep(20);
    }
  };
  const verified = async (pack: Uint8Array): Promise<{ report: PackReport; events: readonly Unhashed[] }> => {
    const events: Unhashed[] = [];
    const report = await verifyPack(bytesSource(pack), nodeTools, {
      trustedKeys: [key],
      onEvent: (stored) => events.push(stored),
    });
    return { report, events };
  };
  /** The very bytes of events, wherever they lie. */
  const leavesOf = (events: readonly Unhashed[]): readonly string[] =>
    events.map((event) => Buffer.from(leafOf(event)).toString('hex'));
  const offline = (args: readonly string[]): Promise<Run> => build.run(args);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reserve-pool-packs-'));
    [test, build] = await Promise.all([startTestService(), Build.copy()]);
    const { logs } = bodyOf(await test.offices.stranger.get<KeysAnswer>('/audit/keys'), 200);
    key = logs[0]?.keys[0]?.key ?? '';
    file = join(folder, 'pack.zip');
  });
  afterAll(async () => {
    await test.stop();
    await build.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('of the whole ledger is built in the background, is sound, and its order stands in it', async () => {
    const id = await ordered({ scope: 'LEDGER', purpose: '示例：年度监督检查' });
    const pack = await fetched(id);
    await writeFile(file, pack);
    const { report, events } = await verified(pack);
    expect(report).toMatchObject({
      verdict: 'SOUND',
      proof: [],
      rules: [],
      events: await test.offices.head(),
    });
    expect(report.manifest).toMatchObject({ madeBy: expect.any(String), purpose: '示例：年度监督检查' });
    expect(report.decided?.accepted).toBeGreaterThan(250);
    const order = events.findLast(({ type }) => type === 'AuditPackOrdered');
    expect(JSON.parse(order?.body ?? '{}')).toEqual({
      packId: id,
      scope: 'LEDGER',
      purpose: '示例：年度监督检查',
    });
  });

  it('have the signed checkpoint that chose what the inspection of the demo city looked at', async () => {
    const { report, events } = await verified(new Uint8Array(await readFile(file)));
    const drawn = events.filter(({ type }) => type === 'SampleDrawn').map(({ body }) => body);
    const samples = drawn.map((body) => JSON.parse(body) as Drawn);
    expect(samples.map(({ of, chosen }) => [of, chosen.length])).toEqual([
      ['LOT', 2],
      ['VOUCHER', 1],
    ]);
    for (const { checkpoint } of samples) {
      const notes = report.checkpoints.filter(({ size }) => size === checkpoint.size);
      expect(notes.map(({ note }) => note.split('\n').slice(0, 3))).toEqual([
        [checkpoint.origin, String(checkpoint.size), checkpoint.root],
      ]);
    }
  });

  it('of a place holds its streams in the period with a proof for each event, and no others', async () => {
    const { report, events } = await verified(await fetched(await ordered(PLACE_PACK)));
    expect(report).toMatchObject({ verdict: 'SOUND', proof: [], decided: null });
    const log = await verified(await fetched(await ordered({ scope: 'LEDGER' })));
    const theirs = log.events.filter(
      ({ stream, recordedAt }) =>
        /-(320583|park-kunshan-dev)(-|$)/.test(stream) &&
        recordedAt >= '2025-12-31T16:00:00.000Z' &&
        recordedAt < '2026-06-30T16:00:00.000Z',
    );
    expect(theirs.length).toBeGreaterThan(10);
    expect(leavesOf(events)).toEqual(expect.arrayContaining([...leavesOf(theirs)]));
    expect(events.some(({ stream }) => stream.startsWith('deposit-'))).toBe(true);
    expect(events.filter(({ stream }) => /-3205(85|09|05|81)(-|$)/.test(stream))).toEqual([]);
  });

  it('are given to nobody who does not answer for all they tell of, or no more', async () => {
    const id = await ordered({ scope: 'LEDGER' });
    expect([200, 202]).toContain((await get(`/audit/packs/${id}`)).status);
    const client = new pg.Client({ connectionString: test.databaseUrl });
    await client.connect();
    const move = (place: string) =>
      client.query(`UPDATE identity.account SET place = $1 WHERE id = 'inspector@320500'`, [place]);
    await move('320583');
    const moved = await get(`/audit/packs/${id}`);
    await move('320500');
    await client.end();
    expect([moved.status, await moved.json()]).toMatchObject([403, { code: 'FORBIDDEN_PLACE' }]);
    expect([200, 202]).toContain((await get(`/audit/packs/${id}`)).status);
  });

  it('are for the inspector who ordered them, and of a place that is told in full', async () => {
    const id = await ordered({ scope: 'LEDGER' });
    expect((await get(`/audit/packs/${randomUUID()}`)).status).toBe(404);
    expect((await get(`/audit/packs/${id}`, 'office@320500')).status).toBe(403);
    const office = await test.offices.officer('office@320500');
    expect((await office.post('/audit/packs', { scope: 'LEDGER' })).status).toBe(403);
    const inspector = await test.offices.officer('inspector@320500');
    for (const body of [
      {},
      { scope: 'PLACE' },
      { ...PLACE_PACK, to: '2025-12-31' },
      { ...PLACE_PACK, scope: 'LEDGER' },
    ])
      expect((await inspector.post('/audit/packs', body)).status).toBe(400);
    const tried = await inspector.dryRun('/audit/packs', { scope: 'LEDGER' });
    expect([tried.status, tried.body['dryRun']]).toEqual([200, true]);
  });

  it('at the prompt: verify, replay and trace say what the service says', async () => {
    const sound = await offline(['verify', file, '--key', key]);
    expect(sound).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('核验通过') });
    const replayed = await offline(['replay', file, '--pool', POOL, '--as-of', '2026-04-30', '--json']);
    const [balance] = JSON.parse(replayed.stdout) as readonly Balance[];
    const office = await test.offices.officer('office@320500');
    const { lines } = bodyOf(await office.get<Balance>(`/pools/${POOL}/balance?asOf=2026-04-30`), 200);
    expect(balance?.lines).toEqual(lines);
    const traced = await offline([
      'trace',
      file,
      '--pool',
      POOL,
      '--pollutant',
      'COD',
      '--as-of',
      '2026-04-30',
      '--json',
    ]);
    const entries = JSON.parse(traced.stdout) as readonly { changes: { available?: string } }[];
    const sum = entries.reduce(
      (total, { changes }) => total + Math.round(Number(changes.available ?? 0) * 1e9),
      0,
    );
    expect(sum).toBe(Math.round(Number(lines.find(({ pollutant }) => pollutant === 'COD')?.available) * 1e9));
  });

  it('at the prompt: findings are exit code 1, misuse is 2', async () => {
    const bytes = new Uint8Array(await readFile(file));
    const broken = join(folder, 'broken.zip');
    await writeFile(broken, bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1));
    expect(await offline(['verify', broken])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('FILE'),
    });
    expect(await offline(['replay', broken])).toMatchObject({ code: 1, stdout: '' });
    expect((await offline(['verify', file, '--key', 'x+00000000+AA=='])).code).toBe(1);
    expect((await offline(['verify'])).code).toBe(2);
    expect((await offline(['verify', join(folder, 'none.zip')])).code).toBe(2);
    expect((await offline(['trace', file, '--pool', POOL])).code).toBe(2);
  });

  it('at the prompt: whoever stops reading hears nothing, and the code is what was found', async () => {
    const unread = async (args: readonly string[]) => {
      const child = build.spawn(args, {});
      child.stdout?.destroy();
      const [[code], stderr] = await Promise.all([
        once(child, 'exit'),
        child.stderr ? text(child.stderr) : '',
      ]);
      return { code, stderr };
    };
    expect(await unread(['verify', file])).toEqual({ code: 0, stderr: '' });
    expect(await unread(['verify', file, '--key', 'x+00000000+AA=='])).toEqual({ code: 1, stderr: '' });
    expect(await unread(['replay', file])).toEqual({ code: 0, stderr: '' });
  });

  it('come straight from the database too, up to an event that no checkpoint has covered yet', async () => {
    const out = join(folder, 'offline.zip');
    const environment = { DATABASE_URL: test.databaseUrl, DATA_DIR: test.dataDir };
    const policy = { key: 'witness.quorum', value: 2, effectiveFrom: '2026-01-01', decisionNo: '示例' };
    const lead = await test.offices.officer('leading-group@320500');
    bodyOf(await lead.post('/policies', policy), 200);
    expect(await build.run(['export', '--pack', out], environment)).toMatchObject({ code: 0 });
    const told = await offline(['verify', out, '--key', key]);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toContain('见证 / witnesses: 0/2\n');
    const { report } = await verified(new Uint8Array(await readFile(out)));
    expect(report.manifest?.size).toBe(await test.offices.head());
  });

  it('bring back the notes taken beside them, at the prompt, once', async () => {
    const notes = join(folder, 'offline-notes.json');
    const taken = { position: 9, text: '示例：与纸质台账一致', takenAt: '2026-11-19T01:00:00.000Z' };
    const checkpoint = await (await fetch(`${test.offices.url}/api/v1/audit/checkpoint`)).text();
    const exported = { format: 'reserve-pool/offline-notes/1', ledger: '320000', checkpoint, notes: [taken] };
    await writeFile(notes, JSON.stringify({ ...exported, size: Number(checkpoint.split('\n')[1]) }));
    const merge = (password: string, inspection = 'demo-inspection'): Promise<Run> => {
      const to = ['--server', test.offices.url, '--user', 'inspector@320500', '--inspection', inspection];
      return build.run(['merge', notes, ...to], {}, `${password}\n`);
    };
    expect(await merge('wrong')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('BAD_CREDENTIALS') as string,
    });
    expect(await merge(PASSWORD, 'none')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('NOT_FOUND') as string,
    });
    expect(await merge(PASSWORD)).toMatchObject({ code: 0, stderr: '' });
    const head = await test.offices.head();
    expect(await merge(PASSWORD)).toMatchObject({ code: 0, stderr: '' });
    expect(await test.offices.head()).toBe(head);
    const inspector = await test.offices.officer('inspector@320500');
    const read = await inspector.get<{ steps: readonly object[] }>('/inspections/demo-inspection');
    expect(read.body).toMatchObject({ notes: [{ agrees: true, notes: [taken] }] });
    expect(read.body.steps).toHaveLength(8);
    expect((await build.run(['merge', notes], {}, '')).code).toBe(2);
  });

  it('come from a changed database up to the last checkpoint, with a word about it', async () => {
    await test.offices.stranger.get('/audit/checkpoint');
    const size = await test.offices.head();
    const client = new pg.Client({ connectionString: test.databaseUrl });
    await client.connect();
    await client.query('ALTER TABLE ledger.event DISABLE TRIGGER ALL');
    await client.query('UPDATE ledger.event SET hash = $1 WHERE position = $2', ['0'.repeat(64), size]);
    await client.end();
    const out = join(folder, 'changed.zip');
    const environment = { DATABASE_URL: test.databaseUrl, DATA_DIR: test.dataDir };
    const exported = await build.run(['export', '--pack', out], environment);
    expect(exported).toMatchObject({ code: 0, stderr: expect.stringContaining(`${size}`) as string });
    const { report } = await verified(new Uint8Array(await readFile(out)));
    expect(report.proof.map(({ code, position }) => `${code} ${position}`)).toEqual([`CHAIN ${size}`]);
  });
});
