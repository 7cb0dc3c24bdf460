import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Caller, signedIn, signIn } from '../../../../../test/support/identity.js';
import { archiveAccessLog, brokenAt, type AccessRow } from '../../identity/index.js';
import { accessHash } from '../../identity/access-log/entry.js';
import { saidOf, type Part } from './administrators.js';

export const accessLog: Part = (the) => {
  describe('the access log', () => {
    const rows = async (): Promise<AccessRow[]> =>
      (
        await the().door.database.query<(Omit<AccessRow, 'seq'> & { seq: string })[]>(
          'SELECT * FROM identity.access_log ORDER BY seq',
        )
      ).map((row) => ({
        ...row,
        seq: Number(row.seq),
      }));
    const START = { seq: 0, hash: '0'.repeat(64) };

    it('holds who did what from where, for the audit administrator alone', async () => {
      const before = (await rows()).length;
      await signIn(the().door, { username: 'joint-review@320500' });
      await signIn(the().door, { username: 'joint-review@320500', password: 'a wrong guess' });
      const caller = await signedIn(the().door, { username: 'joint-review@320500' });
      await caller.get('/access-log');
      await caller.post('/auth/logout');
      await the().security.post('/accounts/trade-org@320500/lock');
      await the().system.get('/accounts?perPage=1');
      const told = (await rows()).slice(before).map(({ act, outcome, account, address }) => ({
        line: [act, outcome, account].join(' '),
        local: address === '127.0.0.1',
      }));
      const by = 'joint-review@320500';
      expect(told.filter(({ local }) => !local)).toEqual([]);
      expect(told.map(({ line }) => line)).toEqual([
        `SIGN_IN OK ${by}`,
        'POST /api/v1/auth/login BAD_CREDENTIALS ',
        `SIGN_IN OK ${by}`,
        `GET /api/v1/access-log FORBIDDEN_ROLE ${by}`,
        `SIGN_OUT OK ${by}`,
        'LOCK OK security-admin@320500',
      ]);
      for (const other of [the().system, the().security, the().clerk])
        expect(saidOf(await other.get('/access-log'))).toBe('403 FORBIDDEN_ROLE');
      const page = await the().audit.get<{ items: { subject: string }[] }>('/access-log?act=LOCK&limit=1000');
      expect(page.body.items.at(-1)?.subject).toBe('trade-org@320500');
      await the().security.post('/accounts/trade-org@320500/unlock');
    });

    it('writes down each export and each look at itself', async () => {
      const csv = { headers: { authorization: `Bearer ${the().system.token}`, accept: 'text/csv' } };
      expect((await fetch(`${the().door.url}/api/v1/accounts`, csv)).status).toBe(200);
      await the().audit.get('/access-log?limit=1');
      expect((await rows()).slice(-2).map(({ act, outcome }) => `${act} ${outcome}`)).toEqual([
        'GET /api/v1/accounts OK',
        'GET /api/v1/access-log OK',
      ]);
    });

    it('takes whatever somebody puts into an address, and loses no row that is written with it', async () => {
      const before = (await rows()).length;
      const csv = { headers: { authorization: `Bearer ${the().system.token}`, accept: 'text/csv' } };
      const exports = () => fetch(`${the().door.url}/api/v1/accounts`, csv).then(({ status }) => status);
      const strange = (index: number) => the().clerk.get(`/accounts/${index}%00%F0%9F%92%A9`);
      const asked = await Promise.all([0, 1, 2, 3].flatMap((index) => [strange(index), exports()]));
      expect(asked.filter((answer) => answer === 200)).toHaveLength(4);
      const written = (await rows()).slice(before).map(({ outcome, subject }) => [outcome, subject ?? '']);
      for (const expected of ['FORBIDDEN_ROLE', 'OK'])
        expect(written.filter(([outcome]) => outcome === expected)).toHaveLength(4);
      expect(written).toHaveLength(8);
      expect(written.filter(([, subject]) => subject?.includes('\uFFFD\u{1F4A9}'))).toHaveLength(4);
    });

    it('counts strangers instead of listing them', async () => {
      const stranger = new Caller(the().door);
      const before = (await rows()).length;
      for (let count = 0; count < 20; count += 1) await stranger.get('/accounts/staffing');
      expect((await rows()).length - before).toBe(1);
      // Nor by what they name, which may be something else each time.
      for (let count = 0; count < 20; count += 1) await stranger.get(`/accounts/acc-${count}`);
      expect((await rows()).length - before).toBe(2);
    });

    it('is one chain, which any change would break', async () => {
      const all = await rows();
      expect(all.length).toBeGreaterThan(50);
      expect(brokenAt(all, START)).toBeUndefined();
      const at = (index: number): AccessRow => all[index] as AccessRow;
      const changed = all.with(10, { ...at(10), outcome: 'OK!' });
      const dropped = all.filter((_, index) => index !== 20);
      const swapped = all.with(5, at(6)).with(6, at(5));
      expect([changed, dropped, swapped].map((log) => brokenAt(log, START))).toEqual([11, 22, 7]);
      // Hashed anew, a forged row holds by itself; the row after it tells.
      const forged = { ...at(10), outcome: 'OK!' };
      const rehashed = all.with(10, { ...forged, hash: accessHash(forged, at(9).hash) });
      expect(brokenAt(rehashed, START)).toBe(12);
    });

    it('leaves the database only into a file, in order, and says so', async () => {
      const all = await rows();
      const cut = all.at(-3)?.at ?? '';
      const old = all.filter(({ at }) => at < cut);
      const folder = mkdtempSync(join(tmpdir(), 'archive-'));
      const file = join(folder, 'log.jsonl');
      const archived = await archiveAccessLog(the().door.database, { before: cut, file });
      expect(archived).toMatchObject({ from: 1, upTo: old.length });
      const kept = readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as AccessRow);
      expect(kept).toEqual(old);
      const rest = await rows();
      expect(rest.map(({ seq }) => seq)).toEqual(
        [...all.slice(old.length), { seq: all.length + 1 }].map(({ seq }) => seq),
      );
      expect(rest.at(-1)).toMatchObject({ act: 'ARCHIVE_ACCESS_LOG', subject: file });
      expect(brokenAt([...kept, ...rest], START)).toBeUndefined();
      await expect(archiveAccessLog(the().door.database, { before: '9999', file })).rejects.toThrow('EEXIST');
      expect(await rows()).toEqual(rest);
      rmSync(folder, { recursive: true });
    });

    it.each([
      "UPDATE identity.access_log SET outcome = 'OK' WHERE seq > 60",
      'DELETE FROM identity.access_log WHERE seq > 60',
      'TRUNCATE identity.access_log',
      'DELETE FROM identity.access_log_head',
      'UPDATE identity.access_archive SET up_to = 100',
    ])('is added to and nothing else: %s', async (statement) => {
      if (statement.includes('archive'))
        await the().door.database.query(
          `INSERT INTO identity.access_archive (up_to, hash, file, sha256) VALUES (0, '', '', '')
         ON CONFLICT DO NOTHING`,
        );
      await expect(the().door.database.query(statement)).rejects.toThrow('append-only');
    });
  });
};
