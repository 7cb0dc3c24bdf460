import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must, type JsonObject } from '#kernel';
import { SealDoor, type SealMood } from '../support/seal-door.js';
import { SealDouble } from '../support/seal-double.js';
import type { Officer } from '../support/client.js';
import { textOfPdf } from '../support/pdf-text.js';
import { startTestService, type TestService } from '../support/service.js';

const PDF = 'application/pdf';
jest.setTimeout(60_000);

const door = new SealDoor();
let folder: string;
let running: TestService;
let office: Officer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reserve-pool-seal-'));
  await writeFile(join(folder, 'token'), 'seal-token-1\n');
  const SEAL_URL = await door.open();
  running = await startTestService({ SEAL_URL, SEAL_TOKEN_FILE: join(folder, 'token') });
  office = await running.offices.officer('office@320500');
});
afterAll(async () => {
  await running.stop();
  await door.close();
  await rm(folder, { recursive: true });
});

interface Split {
  readonly id: string;
  readonly status: string;
  readonly lotId: string | null;
  readonly split: readonly Readonly<Record<string, string>>[] | null;
}

const take = (path: string, who = office) => who.get(path, { accept: PDF });
const deposits = async (): Promise<readonly Split[]> =>
  (await office.get<{ readonly items: readonly Split[] }>('/deposits?perPage=200')).body.items;
const credited = async (): Promise<Split> =>
  must(
    (await deposits()).find(({ split }) => split?.some(({ provincial }) => provincial !== '0')),
    'a deposit of which the province took',
  );

describe('a deposit notice', () => {
  it('shows every figure of the split, the lot, and the proof of the event that made it', async () => {
    const { id, split, lotId } = await credited();
    const paper = await take(`/deposits/${id}.pdf`);
    expect([paper.status, paper.headers.get('content-type')]).toEqual([200, PDF]);
    expect(paper.headers.get('content-disposition')).toBe(`attachment; filename="${id}.pdf"`);
    const lines = textOfPdf(paper.bytes).split('\n');
    const said = (split ?? []).flatMap(({ gross, obligations, provincial, net, municipal, local }) =>
      `${gross} −${obligations} −${provincial} =${net} ${municipal} ${local}`.split(' '),
    );
    expect(said.length).toBeGreaterThan(6);
    expect([...said, lotId].filter((figure) => !lines.includes(String(figure)))).toEqual([]);
    const position = must(/台账位置：(\d+)；/.exec(textOfPdf(paper.bytes))?.[1], 'position');
    const { body } = await office.get<{ readonly items: readonly { readonly type: string }[] }>(
      `/events?after=${Number(position) - 1}&limit=1`,
    );
    expect(body.items[0]?.type).toBe('TierSplitApplied');
  });

  it('is none before the split, and nobody’s beyond the place', async () => {
    const open = must(
      (await deposits()).find(({ split }) => split === null),
      'an open deposit',
    );
    expect((await take(`/deposits/${open.id}.pdf`)).problem.code).toBe('NOT_FOUND');
    const { id } = await credited();
    const stranger = await running.offices.officer('county-clerk@320507');
    expect((await take(`/deposits/${id}.pdf`, stranger)).problem.code).toBe('FORBIDDEN_PLACE');
    expect((await take('/deposits/nothing.pdf')).status).toBe(404);
  });
});

describe('papers and the seal service', () => {
  const papers = async (): Promise<readonly string[]> => {
    const { body } = await office.get<{ readonly items: readonly { readonly voucherNo: string | null }[] }>(
      '/withdrawals?perPage=200',
    );
    const no = must(body.items.find(({ voucherNo }) => voucherNo !== null)?.voucherNo, 'a voucher');
    return [`/vouchers/${no}.pdf`, `/deposits/${(await credited()).id}.pdf`];
  };
  const logged = async (): Promise<JsonObject | undefined> => {
    const audit = await running.offices.officer('audit-admin@320500');
    const { body } = await audit.get<{ readonly items: readonly { detail: JsonObject }[] }>(
      `/access-log?act=${encodeURIComponent('GET /api/v1/vouchers/:no.pdf')}&limit=1000`,
    );
    return body.items.at(-1)?.detail;
  };

  it('bear the seal on their very bytes, the same again', async () => {
    door.mood = 'SEALS';
    await office.get('/audit/checkpoint');
    for (const path of await papers()) {
      const paper = await take(`${path}?purpose=file`);
      expect([path, paper.status, SealDouble.holds(paper.bytes)]).toEqual([path, 200, true]);
      expect((await take(`${path}?purpose=file`)).bytes.equals(paper.bytes)).toBe(true);
    }
    expect(new Set(door.tokens)).toEqual(new Set(['Bearer seal-token-1']));
    expect(await logged()).toMatchObject({ sealed: true, purpose: 'file' });
  });

  it.each<SealMood>(['REFUSES', 'HANGS_UP', 'BABBLES'])(
    'go out whole and unsealed while it %s',
    async (mood) => {
      door.mood = mood;
      for (const path of await papers()) {
        const paper = await take(path);
        expect([paper.status, SealDouble.holds(paper.bytes)]).toEqual([200, false]);
        expect(textOfPdf(paper.bytes)).toContain('本件未加盖电子印章，加盖公章后有效。');
        expect(paper.bytes.toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true);
      }
      expect(await logged()).toMatchObject({ sealed: false });
    },
  );
});
