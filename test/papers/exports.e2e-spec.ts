import { mgOf, must, sum, tonnes, type JsonObject } from '#kernel';
import type { Officer } from '../support/client.js';
import { Journey } from '../support/journey.js';
import { inParallel } from '../support/naughty.js';
import { startTestService, type TestService } from '../support/service.js';
import { partsOf } from '../support/sheets.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PDF = 'application/pdf';
const POOL = 'pool-320583';
jest.setTimeout(60_000);

let running: TestService;
let journey: Journey;
let office: Officer;
beforeAll(async () => {
  running = await startTestService({ RATE_EXPORTS: '100' });
  journey = new Journey(running.offices);
  office = await journey.office();
});
afterAll(() => running.stop());

const take = (path: string, accept: string, who = office) => who.get(path, { accept });
const texts = (sheet: string): readonly string[] =>
  [...sheet.matchAll(/<t xml:space="preserve">([^<]*)<\/t>|<v>([^<]*)<\/v>/g)].map(
    ([, text, number]) => text ?? number ?? '',
  );
const sheetOf = (bytes: Buffer, number = 1): string =>
  must(partsOf(bytes)[`xl/worksheets/sheet${number}.xml`], 'sheet');

const LISTS = (
  'reductions deposits withdrawals trades obligations pools readings suspensions assessments warnings findings ' +
  'accountability-records permit-cancellations policies pollutants places rules inbox measures lift-proposals ' +
  'capacity-records inspections pools/balances ' +
  `pools/${POOL}/lots pools/${POOL}/journal`
).split(' ');

describe('a list as a workbook', () => {
  it.each(LISTS)('%s: the same items, every column named in Chinese', async (path) => {
    const json = await office.get<{ readonly items: readonly JsonObject[] }>(`/${path}?perPage=200`);
    const { status, headers, bytes } = await take(`/${path}?perPage=200`, XLSX);
    expect([status, headers.get('content-type')]).toEqual([200, XLSX]);
    expect(headers.get('x-total-count')).toBe(json.headers.get('x-total-count'));
    const rows = sheetOf(bytes).match(/<row /g)?.length ?? 0;
    expect(rows).toBeGreaterThan(json.body.items.length);
    const header = texts(must(/<row r="1">.*?<\/row>/.exec(sheetOf(bytes))?.[0], 'header'));
    expect(header.filter((title) => !/\p{Script=Han}/u.test(title))).toEqual([]);
  });

  it('gives the access log to its reader, onwards from any row and without numbered pages', async () => {
    const audit = await running.offices.officer('audit-admin@320500');
    const { body, headers } = await audit.get<{ items: readonly JsonObject[]; next: number | null }>(
      '/access-log?limit=5',
    );
    expect([body.items.length, body.next, headers.get('link')]).toEqual([5, 5, null]);
    const { status, bytes } = await take('/access-log?after=2&whole=true&purpose=x', XLSX, audit);
    expect(status).toBe(200);
    const rows = sheetOf(bytes).match(/<row .*?<\/row>/g) ?? [];
    expect(texts(rows[0] ?? '')).toEqual(expect.arrayContaining(['序号', '操作', '结果', '账户']));
    expect(texts(rows[1] ?? '')[0]).toBe('3');
  });

  it.each(['', '&knownAt=@400'])('lists applications that have a voucher%s', async (known) => {
    type Listed = { readonly items: readonly { readonly voucherNo: string | null }[] };
    const { body } = await office.get<Listed>(`/withdrawals?perPage=200${known}`);
    const { body: vouchered } = await office.get<Listed>(`/withdrawals?perPage=200&vouchered=true${known}`);
    const issued = body.items.filter(({ voucherNo }) => voucherNo !== null);
    expect(issued.length).toBeGreaterThan(0);
    expect(issued.length).toBeLessThan(body.items.length);
    expect(vouchered.items).toEqual(issued);
  });

  it('sums to what the log says', async () => {
    const { body } = await office.get<{
      readonly lines: readonly { readonly pollutant: string; readonly credited: string }[];
    }>(`/pools/${POOL}/balance`);
    const { bytes } = await take(`/pools/${POOL}/lots?whole=true`, XLSX);
    const all = await office.get<{ items: readonly { pollutant: string; credited: string }[] }>(
      `/pools/${POOL}/lots?perPage=200`,
    );
    const sheet = sheetOf(bytes);
    for (const { pollutant, credited } of body.lines) {
      const own = all.body.items.filter((lot) => lot.pollutant === pollutant);
      expect(tonnes(sum(own.map((lot) => mgOf(lot.credited))))).toBe(credited);
      const row = must(
        sheet.match(/<row .*?<\/row>/g)?.find((one) => one.includes(`合计 ${pollutant}<`)),
        pollutant,
      );
      expect(texts(row)).toContain(credited);
    }
  });

  it('says where it comes from, and is the same again, byte for byte', async () => {
    const path = `/reductions?whole=true&place=320583&purpose=${encodeURIComponent('年度核对')}`;
    const [one, two] = [await take(path, XLSX), await take(path, XLSX)];
    expect(two.bytes.equals(one.bytes)).toBe(true);
    const notes = texts(sheetOf(one.bytes, 2));
    const head = String(await running.offices.head());
    expect(notes).toEqual(
      expect.arrayContaining([
        '台账位置',
        head,
        '查询条件',
        'whole=true&amp;place=320583',
        '用途',
        '年度核对',
      ]),
    );
    const checkpoint = must(notes[notes.indexOf('检查点') + 1], 'checkpoint').split(' ');
    const consistency = await office.get<{ readonly toRoot: string }>(`/audit/consistency?from=1&to=${head}`);
    expect(checkpoint.slice(1)).toEqual([head, consistency.body.toRoot]);
  });

  it('is another one after the log has grown, and the old one again as it was known then', async () => {
    const head = await running.offices.head();
    const past = `/reductions?whole=true&knownAt=@${head}`;
    const before = await take(past, XLSX);
    await journey.file('320583', { COD: '3.26434' });
    const after = await take(past, XLSX);
    expect(after.bytes.equals(before.bytes)).toBe(true);
    const now = await take('/reductions?whole=true', XLSX);
    expect(texts(sheetOf(now.bytes)).length).toBeGreaterThan(texts(sheetOf(after.bytes)).length);
  });

  it('of a position the log has not reached is of all there is', async () => {
    const head = await running.offices.head();
    const ahead = (type: string) => take(`/reductions?whole=true&knownAt=@${head + 1_000}`, type);
    const notes = texts(sheetOf((await ahead(XLSX)).bytes, 2));
    expect(notes[notes.indexOf('台账位置') + 1]).toBe(String(head));
    expect((await ahead('text/csv')).bytes.length).toBeGreaterThan(1_000);
  });

  it('holds what looks like a formula as text', async () => {
    await journey.file('320583', { TP: '1' }, { facility: '=HYPERLINK("http://x","y")' });
    const { bytes } = await take('/reductions?place=320583&whole=true', XLSX);
    expect(sheetOf(bytes)).toContain('=HYPERLINK(&quot;http://x&quot;,&quot;y&quot;)');
    expect(sheetOf(bytes)).not.toContain('<f');
  });

  it('is a file only: whole as JSON is refused', async () => {
    expect((await office.get('/reductions?whole=true')).status).toBe(400);
  });

  it('is written down with its purpose, and not handed out too often', async () => {
    await take('/deposits?purpose=existing', XLSX);
    const audit = await running.offices.officer('audit-admin@320500');
    const { body } = await audit.get<{ readonly items: readonly { detail: JsonObject }[] }>(
      '/access-log?act=GET%20/api/v1/deposits&limit=1000',
    );
    expect(body.items.at(-1)?.detail).toMatchObject({
      purpose: 'existing',
      rows: expect.any(Number) as number,
    });
    const clerk = await running.offices.officer('county-clerk@320585');
    // Fewer at once than may wait for the room where files are made.
    const many = await inParallel(Array.from({ length: 140 }), () => take('/pollutants', XLSX, clerk));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200, 429]));
    expect((await clerk.get('/pollutants')).status).toBe(200);
    // The share refills all the while, also while the last of the files above are being made.
    const papers = await inParallel(Array.from({ length: 20 }), () =>
      take('/vouchers/nothing.pdf', PDF, clerk),
    );
    expect(papers.map(({ status }) => status)).toContain(429);
  });
});

describe('a voucher on paper', () => {
  it('is the same bytes again, with its QR code, for those who may read it', async () => {
    const { body } = await office.get<{ readonly items: readonly { readonly voucherNo: string | null }[] }>(
      '/withdrawals?perPage=200',
    );
    const no = must(body.items.find(({ voucherNo }) => voucherNo !== null)?.voucherNo, 'a voucher');
    await office.get('/audit/checkpoint');
    const [one, two] = [await take(`/vouchers/${no}.pdf`, PDF), await take(`/vouchers/${no}.pdf`, PDF)];
    expect([one.status, one.headers.get('content-type')]).toEqual([200, PDF]);
    expect(one.headers.get('content-disposition')).toBe(`attachment; filename="${no}.pdf"`);
    expect(two.bytes.equals(one.bytes)).toBe(true);
    expect(one.bytes.toString('latin1')).toContain('pdfaid:part');
    expect((await take('/vouchers/PZ-320583-2026-999999.pdf', PDF)).status).toBe(404);
  });
});
