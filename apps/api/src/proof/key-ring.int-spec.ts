import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '#kernel';
import { loadConfig, type Config } from '#libs/platform';
import { KeyRing, makeKeyFile } from './key-ring.js';

let folder: string;
const settings = (environment: Readonly<Record<string, string>>): Config =>
  loadConfig({ DATA_DIR: join(folder, 'data'), ...environment });
const outside = { DATABASE_URL: 'postgres://db/pool' };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reserve-pool-keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the signing keys', () => {
  it('are made at the first demo or embedded start, for their owner only, and kept', async () => {
    for (const environment of [{}, { ...outside, DEMO: '1' }]) {
      const config = settings(environment);
      const first = (await KeyRing.open(config)).signer(config.logOrigin);
      expect((await KeyRing.open(config)).signer(config.logOrigin)).toEqual(first);
      expect((await stat(join(config.dataDir, 'signing-key'))).mode & 0o777).toBe(0o600);
    }
  });

  it('stop the start by name where they are missing outside the demo, or are no keys, or another log’s', async () => {
    await expect(KeyRing.open(settings(outside))).rejects.toMatchObject({ code: 'SIGNING_KEY_MISSING' });
    const file = join(folder, 'key');
    const config = settings({ ...outside, SIGNING_KEY_FILE: file });
    await writeFile(file, 'PRIVATE+KEY+none\n');
    await expect(KeyRing.open(config)).rejects.toMatchObject({ code: 'SIGNING_KEY_UNREADABLE' });
    await rm(file);
    expect(await makeKeyFile(file, config)).toHaveLength(2);
    const ring = await KeyRing.open(config);
    expect(() => ring.signer('another/log')).toThrow('SIGNING_KEY_OTHER_NAME');
  });

  it('that exist are never written over', async () => {
    const file = join(folder, 'key');
    await makeKeyFile(file, settings({}));
    const before = await readFile(file, 'utf8');
    expect(await makeKeyFile(file, settings({}))).toBeUndefined();
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('give way only to the key the log names, and stay beside it', async () => {
    const config = settings({});
    const ring = await KeyRing.open(config);
    const old = ring.signer(config.logOrigin);
    const { fresh } = must((await ring.next())[0], 'a new key');
    expect((await ring.next())[0]?.fresh).toEqual(fresh);
    await ring.follow(old.verifier.text);
    expect(ring.signer(config.logOrigin)).toEqual(old);
    await ring.follow(fresh.verifier.text);
    expect(ring.signer(config.logOrigin)).toEqual(fresh);
    const retired = join(config.dataDir, `signing-key.retired-${old.verifier.id}`);
    expect(await readFile(retired, 'utf8')).toContain(old.text);
    expect((await KeyRing.open(config)).signer(config.logOrigin)).toEqual(fresh);
  });
});
