import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '#kernel';
import { bytesSource, parseSignerKey, PROOF, standing, verifyPack } from '#libs/audit';
import { nodeCryptography, nodeTools } from '#module/audit';
import { Build, ServiceProcess } from '../support/built.js';
import { closedAfterAll, removeFolder } from '../support/closing.js';
import { copyDatabase, type FreshDatabase } from '../support/database.js';
import { bodyOf, reductionBody } from '../support/journey.js';
import { readCheckpoint, type CheckpointAnswer } from '../support/proofs.js';
import { demoCity, PASSWORD } from '../support/service.js';
import { WitnessProcess } from '../support/witness.js';

jest.setTimeout(120_000);

let build: Build;
let folder: string;
let witness: WitnessProcess;
let logKey: string;
let honestData: FreshDatabase;
const closing = closedAfterAll();

/** Each service has the keys, and nothing else, so that only the witness can know what it has signed before. */
const serve = async (database: FreshDatabase, watched: boolean): Promise<ServiceProcess> => {
  const dataDir = await mkdtemp(join(folder, 'data-'));
  for (const key of ['signing-key', 'auth-key']) await cp(join(folder, 'city', key), join(dataDir, key));
  const service = await ServiceProcess.start(build, database.url, {
    DATA_DIR: dataDir,
    ...(watched ? { WITNESSES: witness.address } : {}),
  });
  return closing(service, (running) => running.kill());
};
const copied = async (): Promise<FreshDatabase> =>
  closing(await copyDatabase(honestData.url), (copy) => copy.drop());
const write = async ({ offices }: ServiceProcess): Promise<number> =>
  (
    await (
      await offices.officer('county-clerk@320583')
    ).post('/reductions', reductionBody('320583', { COD: '1' }))
  ).status;
const latest = async ({ offices }: ServiceProcess): Promise<CheckpointAnswer> =>
  bodyOf(
    await offices.stranger.get<CheckpointAnswer>('/audit/checkpoint', { accept: 'application/json' }),
    200,
  );
const witnessed = async (service: ServiceProcess): Promise<CheckpointAnswer> => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const checkpoint = await latest(service);
    if (checkpoint.quorum.met && checkpoint.witnesses.length > 0) return checkpoint;
    await sleep(50);
  }
  throw new Error(`no witness has signed: ${service.words}`);
};
const healthOf = async ({ url }: ServiceProcess): Promise<Readonly<Record<string, unknown>>> =>
  (await (await fetch(`${url}/health/ready`)).json()) as Readonly<Record<string, unknown>>;

const packFrom = async ({ offices, url }: ServiceProcess): Promise<Uint8Array> => {
  const inspector = await offices.officer('inspector@320500');
  const { id } = bodyOf(await inspector.post<{ id: string }>('/audit/packs', { scope: 'LEDGER' }), 202);
  const login = { username: 'inspector@320500', password: PASSWORD };
  const { accessToken } = bodyOf(
    await offices.stranger.post<{ accessToken: string }>('/auth/login', login),
    200,
  );
  const headers = { authorization: `Bearer ${accessToken}` };
  for (;;) {
    const answer = await fetch(`${url}/api/v1/audit/packs/${id}`, { headers });
    if (answer.status === 200) return new Uint8Array(await answer.arrayBuffer());
    await sleep(50);
  }
};

beforeAll(async () => {
  build = closing(await Build.copy(), (copy) => copy.remove());
  folder = closing(await mkdtemp(join(tmpdir(), 'reserve-pool-witnessed-')), removeFolder);
  honestData = closing(await demoCity(join(folder, 'city')), (copy) => copy.drop());
  const [own = ''] = (await readFile(join(folder, 'city', 'signing-key'), 'utf8')).split('\n');
  logKey = must(parseSignerKey(own, nodeCryptography), 'a key').verifier.text;
  witness = closing(await WitnessProcess.start(build, logKey), (running) => running.remove());
});

describe('a witness', () => {
  it('co-signs a log that grows, and refuses it rolled back and forked, in processes of their own', async () => {
    const young = await serve(honestData, true);
    const first = await witnessed(young);
    const witnessKey = must(witness.address.split('@')[0], 'the witness’s key');
    const witnessName = must(witnessKey.split('+')[0], 'a name');
    expect(readCheckpoint(first.note, [logKey]).size).toBe(first.size);
    expect(readCheckpoint(first.note, [witnessKey]).size).toBe(first.size);
    await young.stop();
    const [old, other] = [await copied(), await copied()];

    const honest = await serve(honestData, true);
    expect(await write(honest)).toBe(201);
    const packed = await packFrom(honest);
    const pack = await verifyPack(bytesSource(packed), nodeTools, { parts: PROOF });
    expect(pack.verdict).toBe('SOUND');
    expect(standing(pack).flatMap(({ witnesses }) => witnesses)).toEqual([
      { name: witnessName, seenAt: expect.any(Number) },
    ]);
    await writeFile(join(folder, 'pack.zip'), packed);
    const told = await build.run(['verify', join(folder, 'pack.zip'), '--no-rules']);
    expect(told.stdout).toContain(`见证 / witnesses: 1/1 ${witnessName}\n`);

    const { size } = await witnessed(honest);
    expect(size).toBeGreaterThan(first.size);
    const rolledBack = await serve(old, true);
    expect(await healthOf(rolledBack)).toMatchObject({
      status: 'read-only',
      writesStopped: expect.stringContaining(`size ${size}`),
    });
    expect(await write(rolledBack)).toBe(503);

    const lonely = await serve(other, false);
    expect([await write(lonely), await write(lonely)]).toEqual([201, 201]);
    expect((await latest(lonely)).size).toBeGreaterThan(size);
    await lonely.stop();
    await witness.kill();
    await witness.start();
    const forked = await serve(other, true);
    expect(await healthOf(forked)).toMatchObject({ status: 'read-only' });
    expect(await write(forked)).toBe(503);
    expect((await forked.offices.stranger.get('/audit/keys')).status).toBe(200);

    expect(await write(honest)).toBe(201);
    expect((await witnessed(honest)).size).toBeGreaterThan(size);
  });
});
