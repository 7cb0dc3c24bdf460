import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { makeLedgers, signIn } from '../testing/owner.js';
import { PostgresEventStore } from './postgres-event-store.js';

const OPENSSL = spawnSync('openssl', ['version']).status === 0;
if (!OPENSSL) process.stderr.write('SKIPPED: TLS to the database, for openssl is not installed\n');

/** A certificate authority and a server certificate for `localhost`, good for a day. */
const certify = (folder: string, name: string): string => {
  const openssl = (...args: string[]): unknown =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
  openssl(
    'req',
    '-x509',
    ...fresh,
    '-keyout',
    `${name}-ca.key`,
    '-out',
    `${name}-ca.crt`,
    '-subj',
    `/CN=${name} CA`,
  );
  openssl(
    'req',
    ...fresh.slice(0, -2),
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
    '-subj',
    '/CN=localhost',
  );
  const authority = ['-CA', `${name}-ca.crt`, '-CAkey', `${name}-ca.key`, '-CAcreateserial'];
  openssl('x509', '-req', '-in', `${name}.csr`, ...authority, '-days', '1', '-out', `${name}.crt`);
  return join(folder, `${name}-ca.crt`);
};

(OPENSSL ? describe : describe.skip)('TLS to the database', () => {
  let database: FreshDatabase;
  let folder: string;
  let authority: string;
  let stranger: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reserve-pool-tls-'));
    [authority, stranger] = [certify(folder, 'ours'), certify(folder, 'theirs')];
    const { uid, gid } = statSync(join(process.env['TEST_DATABASE_DIR'] ?? '', 'postgres'));
    chmodSync(folder, 0o755);
    chownSync(join(folder, 'ours.key'), uid, gid);
    database = await freshDatabase();
    const owner = await signIn(database.url);
    await makeLedgers(owner);
    for (const [name, value] of [
      ['ssl_cert_file', 'ours.crt'],
      ['ssl_key_file', 'ours.key'],
    ])
      await owner.query(`ALTER SYSTEM SET ${name} = '${join(folder, value ?? '')}'`);
    await owner.query('ALTER SYSTEM SET ssl = on');
    await owner.query('SELECT pg_reload_conf()');
    await owner.end();
  });
  afterAll(async () => {
    const owner = await signIn(database.url);
    for (const name of ['ssl', 'ssl_cert_file', 'ssl_key_file'])
      await owner.query(`ALTER SYSTEM RESET ${name}`);
    await owner.query('SELECT pg_reload_conf()');
    await owner.end();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const head = async (host: string, settings: string): Promise<number> => {
    const url = new URL(`${database.url}?${settings}`);
    url.hostname = host;
    const store = new PostgresEventStore({ url: url.href, connectMilliseconds: 3_000 });
    try {
      return (await store.head('1')).position;
    } finally {
      await store.close();
    }
  };

  it('with verify-full and the CA file, the server is asked who it is', async () => {
    expect(await head('localhost', `sslmode=verify-full&sslrootcert=${authority}`)).toBe(0);
  });
  it.each([
    ['its certificate comes from another authority', 'localhost', (): string => stranger],
    ['it is not the one asked for', '127.0.0.1', (): string => authority],
  ])('and is not talked to when %s', async (_, host, file) => {
    await expect(head(host, `sslmode=verify-full&sslrootcert=${file()}`)).rejects.toMatchObject({
      name: 'StoreUnavailable',
      message: expect.stringMatching(/certificate|altnames/i),
    });
  });
});
