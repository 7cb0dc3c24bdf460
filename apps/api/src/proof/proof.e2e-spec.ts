import pg from 'pg';
import { must } from '#kernel';
import {
  base64,
  fromBase64,
  hex,
  isHandedOver,
  parseNote,
  parseVoucherLine,
  pureCryptography,
  treeHasher,
  type KeyChange,
} from '#libs/audit';
import { leafOf, type StoredEvent } from '#libs/event-store';
import type { Items } from '../../../../test/support/answers.js';
import { applicationBody, bodyOf, demand, Journey } from '../../../../test/support/journey.js';
import {
  consistencyTrouble,
  inclusionTrouble,
  readCheckpoint,
  type CheckpointAnswer,
  type ConsistencyAnswer,
  type InclusionAnswer,
  type KeysAnswer,
} from '../../../../test/support/proofs.js';
import { startTestService, type TestService } from '../../../../test/support/service.js';
import { Proofs } from './proofs.js';

let running: TestService;
let journey: Journey;

beforeAll(async () => {
  running = await startTestService({ CRYPTO_SUITE: 'dual' });
  journey = new Journey(running.offices);
}, 120_000);
afterAll(() => running.stop());

const get = async <T>(path: string, headers: Readonly<Record<string, string>> = {}): Promise<T> =>
  bodyOf(await running.offices.stranger.get<T>(path, headers), 200);
const keysOf = async (): Promise<readonly string[]> =>
  (await get<KeysAnswer>('/audit/keys')).logs.flatMap(({ keys }) => keys.map(({ key }) => key));
const stored = async (): Promise<readonly StoredEvent[]> => {
  const office = await running.offices.officer('office@320500');
  return bodyOf(await office.get<{ items: StoredEvent[] }>('/events?limit=1000'), 200).items;
};

describe.each(['sha256', 'sm3'] as const)('the log with the %s tree, to a stranger', (suite) => {
  it('gives a signed note that covers everything, and the same taken apart', async () => {
    const note = await get<string>(`/audit/checkpoint?suite=${suite}`);
    const checkpoint = readCheckpoint(note, await keysOf());
    expect(checkpoint.size).toBe(await running.offices.head());
    const asked = { accept: 'application/json' };
    const apart = await get<CheckpointAnswer>(`/audit/checkpoint?suite=${suite}`, asked);
    expect(apart).toMatchObject({ note, size: checkpoint.size, quorum: { needed: 0, signed: 0, met: true } });
  });

  it('proves every event of the log from its very bytes', async () => {
    const keys = await keysOf();
    const hasher = treeHasher(pureCryptography[suite]);
    const wrong: string[] = [];
    const events = await stored();
    for (const event of events.filter(({ position }) => position % 37 === 1)) {
      const proof = await get<InclusionAnswer>(`/audit/proof?position=${event.position}&suite=${suite}`);
      const trouble = inclusionTrouble(proof, keys);
      if (trouble !== undefined || proof.leafHash !== hex(hasher.leaf(leafOf(event))))
        wrong.push(`${event.position} ${trouble}`);
    }
    expect(wrong).toEqual([]);
    expect(events.length).toBeGreaterThan(100);
  });

  it('proves that it only grew', async () => {
    const keys = await keysOf();
    const older = readCheckpoint(await get<string>(`/audit/checkpoint?suite=${suite}`), keys);
    await journey.file('320583', { COD: '1' });
    const newer = readCheckpoint(await get<string>(`/audit/checkpoint?suite=${suite}`), keys);
    expect(newer.size).toBeGreaterThan(older.size);
    const path = `/audit/consistency?from=${older.size}&to=${newer.size}&suite=${suite}`;
    expect(consistencyTrouble(older, newer, await get<ConsistencyAnswer>(path))).toBeUndefined();
  });
});

it('signs with both trees just the size that a pack reaches, though the ledger has grown meanwhile', async () => {
  const proofs = running.service.app.get(Proofs);
  const { size } = await proofs.of('sha256').issue();
  await journey.file('320583', { COD: '1' });
  expect((await proofs.of('sm3').issue()).size).toBeGreaterThan(size);
  const { note } = await proofs.of('sm3').issueAt(size);
  expect(readCheckpoint(note, await keysOf()).size).toBe(size);
});

it('asks for as many witnesses as the policy in force says, and says that they are missing', async () => {
  const lead = await running.offices.officer('leading-group@320500');
  const asked = async () => {
    const { quorum } = await get<CheckpointAnswer>('/audit/checkpoint', { accept: 'application/json' });
    const { logs } = await get<KeysAnswer>('/audit/keys');
    return { ...quorum, ofKeys: logs.map((log) => log.quorum) };
  };
  const adopt = async (value: number, effectiveFrom: string): Promise<void> => {
    const policy = { key: 'witness.quorum', value, effectiveFrom, decisionNo: '示例总量领〔2026〕9号' };
    bodyOf(await lead.post('/policies', policy), 200);
  };
  await adopt(3, '2099-01-01');
  expect(await asked()).toEqual({ needed: 0, signed: 0, met: true, ofKeys: [0, 0] });
  await adopt(2, '2026-01-01');
  expect(await asked()).toEqual({ needed: 2, signed: 0, met: false, ofKeys: [2, 2] });
  await adopt(0, '2026-01-01');
  expect(await asked()).toMatchObject({ needed: 0, met: true });
});

describe('the routes', () => {
  it('refuse what cannot be proved', async () => {
    const head = await running.offices.head();
    const statuses = [
      '/audit/proof?position=0',
      '/audit/proof',
      `/audit/proof?position=${head + 10_000}`,
      '/audit/consistency?from=5&to=4',
      `/audit/consistency?from=1&to=${head + 10_000}`,
      '/audit/checkpoint?suite=md5',
    ].map(async (path) => (await running.offices.stranger.get(path)).status);
    expect(await Promise.all(statuses)).toEqual([400, 400, 404, 400, 404, 400]);
  });

  it('answer a consistency from nothing with nothing to prove', async () => {
    const { consistency } = await get<ConsistencyAnswer>('/audit/consistency?from=0&to=1');
    expect(consistency).toEqual([]);
  });
});

describe('a change of keys', () => {
  it('stands in the log before the new keys sign, and old checkpoints stay good', async () => {
    const before = await get<string>('/audit/checkpoint');
    const body = { decisionNo: '示例环密〔2026〕1号' };
    const office = await running.offices.officer('office@320500');
    expect((await office.post('/audit/keys/rotation', body)).status).toBe(403);
    const keeper = await running.offices.officer('security-admin@320500');
    const { position } = bodyOf(await keeper.post<{ position: number }>('/audit/keys/rotation', body), 200);
    const after = await get<string>('/audit/checkpoint');
    const { logs } = await get<KeysAnswer>('/audit/keys');
    const [first, second] = must(logs[0], 'a log').keys;
    expect([first?.fromSize, second?.fromSize]).toEqual([0, position]);
    expect(readCheckpoint(before, [must(first, 'first key').key]).size).toBeLessThan(position);
    expect(readCheckpoint(after, [must(second, 'second key').key]).size).toBe(position);
    expect(() => readCheckpoint(after, [must(first, 'first key').key])).toThrow('UNVERIFIED');
    const inspector = await running.offices.officer('inspector@320500');
    const asked = `/events?stream=keys&after=${position - 1}&limit=1`;
    const { items } = bodyOf(
      await inspector.get<Items<{ data: { keys: readonly KeyChange[] } }>>(asked),
      200,
    );
    const keys = items.flatMap(({ data }) => data.keys);
    expect(keys).toHaveLength(2);
    for (const change of keys) expect(isHandedOver(change, body.decisionNo, pureCryptography)).toBe(true);
    const idOf = (note: string): string => must(parseNote(note)?.signatures[0], 'a signature').id;
    expect(idOf(before)).not.toBe(idOf(after));
  });
});

interface ProvedVoucher {
  readonly no: string;
  readonly position: number;
  readonly proof: InclusionAnswer & { readonly qr: string };
}

describe('a voucher', () => {
  const issued = async (): Promise<ProvedVoucher> => {
    const event = must(
      (await stored()).find(({ type }) => type === 'VoucherIssued'),
      'a voucher of the demo year',
    );
    const { voucherNo } = JSON.parse(event.body) as { readonly voucherNo: string };
    const province = await running.offices.officer('province@320000');
    return bodyOf(await province.get<ProvedVoucher>(`/vouchers/${voucherNo}`), 200);
  };

  it('carries the proof that it is in the log, as JSON and as the line of its QR code', async () => {
    const { no, position, proof } = await issued();
    const keys = await keysOf();
    expect([proof.position, inclusionTrouble(proof, keys)]).toEqual([position, undefined]);
    const read = must(parseVoucherLine(proof.qr), proof.qr);
    const again = {
      ...proof,
      leafHash: hex(read.leafHash),
      inclusion: read.inclusion.map(base64),
      checkpoint: read.note,
    };
    expect([read.no, read.position, inclusionTrouble(again, keys)]).toEqual([no, position, undefined]);
    expect(Buffer.byteLength(proof.qr)).toBeLessThan(800);
  });

  it('is told valid or not to anybody, with nothing personal, as of a checkpoint', async () => {
    const { no, proof } = await issued();
    const told = await get<object>(`/public/vouchers/${no}?digest=${proof.leafHash}`);
    expect(told).toMatchObject({ no, matches: true, checkpoint: { size: await running.offices.head() } });
    expect(Object.keys(told).toSorted()).toEqual(['checkpoint', 'matches', 'no', 'position', 'state']);
    expect(await get<object>(`/public/vouchers/${no}?digest=${'0'.repeat(64)}`)).toMatchObject({
      matches: false,
    });
    expect(await get<object>(`/public/vouchers/${no}`)).toMatchObject({ matches: null });
    expect((await running.offices.stranger.get('/public/vouchers/PZ-320583-1999-000001')).status).toBe(404);
  });

  it('is told void once it was released', async () => {
    const { id, voucherNo } = await journey.draw(applicationBody('320583', [demand('COD', '0.01')]));
    const no = must(voucherNo, 'a voucher');
    expect(await get<object>(`/public/vouchers/${no}`)).toMatchObject({ state: 'VALID' });
    const approver = await running.offices.officer('county-approver@320583');
    bodyOf(await approver.post(`/withdrawals/${id}/release`, { reason: '示例：项目取消。' }), 200);
    expect(await get<object>(`/public/vouchers/${no}`)).toMatchObject({ state: 'VOID' });
  });
});

describe('the tables of proofs', () => {
  it('refuse to be changed, even by a superuser', async () => {
    const client = new pg.Client({ connectionString: running.databaseUrl });
    await client.connect();
    try {
      for (const statement of [
        'UPDATE ledger.checkpoint SET size = 1',
        'DELETE FROM ledger.tile',
        'TRUNCATE ledger.cosignature',
      ])
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
  });
});

describe('base64', () => {
  it('of a root is that of 32 bytes', async () => {
    const { note } = await get<CheckpointAnswer>('/audit/checkpoint', { accept: 'application/json' });
    expect(fromBase64(note.split('\n')[2] ?? '')).toHaveLength(32);
  });
});
