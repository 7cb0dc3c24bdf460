import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { must } from '#kernel';
import { listBook, tableOf } from '#libs/documents';
import { Build, ServiceProcess } from '../support/built.js';
import type { Officer } from '../support/client.js';
import { bodyOf } from '../support/journey.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { partsOf } from '../support/sheets.js';

/** Long proofs: `npm run test:papers`. */
const FULL = process.env['PAPERS'] === 'full';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PDF = 'application/pdf';
jest.setTimeout(240_000);

interface Job {
  readonly id: string;
  readonly state: string;
  readonly done: number;
  readonly written: number;
  readonly already: number;
  readonly faulty: number;
  readonly entries: number;
}

const PLACES = '姑苏区 虎丘区 吴中区 相城区 吴江区 昆山市 太仓市 张家港市'.split(' ');
const ROWS = 5_000;
const FAULTS = 200;

type Reading = Readonly<Record<string, string>>;
const reading = (index: number): Reading => ({
  place: PLACES[index % PLACES.length] ?? '',
  month: `202${2 + (Math.floor(index / 400) % 4)}-${String(1 + (Math.floor(index / 8) % 12)).padStart(2, '0')}`,
  medium: index % 2 === 0 ? '水' : '大气',
  indicator: `示例指标${Math.floor(index / 96)}`,
  value: `${index}.${String(index).padStart(4, '0')}1`,
  unit: 'mg/L',
  target: '10000',
  lastYear: '3.26434',
  valid: '是',
});
const COLUMNS = Object.keys(reading(0));

/** Twenty sorts of slips, and the column each one is in. */
const SLIPS: readonly (readonly [column: string, value: string])[] = [
  ['place', '不知道'],
  ['place', '999999'],
  ['month', '3月'],
  ['month', '2025-13'],
  ['month', '3/2025'],
  ['month', '2026-12'],
  ['medium', '土壤'],
  ['indicator', ''],
  ['indicator', '长'.repeat(61)],
  ['value', ''],
  ['value', '约3'],
  ['value', '-1'],
  ['value', '0.0000000001'],
  ['value', '1234567890123'],
  ['value', '1,23'],
  ['unit', ''],
  ['unit', '单'.repeat(41)],
  ['target', '十'],
  ['lastYear', '3.1mg/L'],
  ['valid', '也许'],
];

(FULL ? describe : describe.skip)('a sheet of 5,000 rows', () => {
  let database: FreshDatabase;
  let build: Build;
  let service: ServiceProcess;
  let who: Officer;
  beforeAll(async () => {
    database = await freshDatabase();
    build = await Build.copy();
    service = await ServiceProcess.start(build, database.url);
    who = await service.offices.officer('monitoring@320500');
  });
  afterAll(async () => {
    await service.stop();
    await build.remove();
    await database.drop();
  });

  const send = (bytes: Uint8Array, officer: Officer) =>
    officer.send<Job>('/imports/readings', {
      method: 'POST',
      headers: { 'content-type': XLSX },
      body: new Uint8Array(bytes),
    });
  const rested = async (id: string, officer: Officer): Promise<Job> => {
    for (;;) {
      const { body } = await officer.get<Job>(`/imports/${id}`);
      if (!['CHECKING', 'WRITING'].includes(body.state)) return body;
      await pause(50);
    }
  };
  const clean = listBook(
    [
      tableOf(
        '月度监测',
        Array.from({ length: ROWS }, (_, index) => reading(index)),
      ),
    ],
    [],
  );

  it('with 200 faults of 20 sorts: each on its cell, no good row lost, in 30 s and 250 MB', async () => {
    const every = ROWS / FAULTS;
    const rows = Array.from({ length: ROWS }, (_, index) => {
      if (index % every !== 0) return reading(index);
      const [column, value] = must(SLIPS[(index / every) % SLIPS.length], 'slip');
      return { ...reading(index), [column]: value };
    });
    const expected = Array.from({ length: FAULTS }, (_, index) => {
      const column = COLUMNS.indexOf(must(SLIPS[index % SLIPS.length], 'slip')[0]);
      return `${'ABCDEFGHI'[column]}${index * every + 2}`;
    });
    const before = await service.memory();
    const begun = performance.now();
    const sent = bodyOf(await send(listBook([tableOf('月度监测', rows)], []), who), 201);
    const job = await rested(sent.id, who);
    expect(job).toMatchObject({ state: 'CHECKED', entries: ROWS, faulty: FAULTS });
    const marked = await who.get(`/imports/${job.id}`, { accept: XLSX });
    const comments = must(partsOf(marked.bytes)['xl/comments1.xml'], 'comments');
    const places = [...comments.matchAll(/<comment ref="(\w+)"/g)].map(([, place]) => place);
    expect(new Set(places)).toEqual(new Set(expected));
    await who.post(`/imports/${job.id}/commit`, { mode: 'GOOD_ROWS' });
    expect(await rested(job.id, who)).toMatchObject({ state: 'DONE', written: ROWS - FAULTS });
    const [seconds, grown] = [(performance.now() - begun) / 1_000, (await service.memory()) - before];
    console.info(`5,000 rows: ${seconds.toFixed(1)} s, ${(grown / 1e6).toFixed(0)} MB more`);
    expect(seconds).toBeLessThan(30);
    expect(grown).toBeLessThan(250e6);
  });

  it('killed in the middle goes on after the restart, and the same again writes nothing twice', async () => {
    const job = await rested(bodyOf(await send(clean, who), 201).id, who);
    expect(job).toMatchObject({ state: 'CHECKED', entries: ROWS, already: ROWS - FAULTS, faulty: 0 });
    const other = listBook(
      [
        tableOf(
          '月度监测',
          Array.from({ length: ROWS }, (_, index) => ({
            ...reading(index),
            indicator: `断电${Math.floor(index / 96)}`,
          })),
        ),
      ],
      [],
    );
    const cut = await rested(bodyOf(await send(other, who), 201).id, who);
    void who.post(`/imports/${cut.id}/commit`, {}).catch(() => undefined);
    let { body } = await who.get<Job>(`/imports/${cut.id}`);
    while (body.written < 400) ({ body } = await who.get<Job>(`/imports/${cut.id}`));
    expect(body.state).toBe('WRITING');
    await service.kill();
    await service.start();
    const again = await service.offices.officer('monitoring@320500');
    const done = await rested(cut.id, again);
    expect(done.state).toBe('DONE');
    expect([done.already >= body.written, done.written + done.already]).toEqual([true, ROWS]);
    const once = await rested(bodyOf(await send(other, again), 201).id, again);
    expect(once).toMatchObject({ state: 'CHECKED', already: ROWS, faulty: 0 });
    const { headers } = await again.get('/readings?perPage=1');
    const before = headers.get('x-total-count');
    await again.post(`/imports/${once.id}/commit`, {});
    expect(await rested(once.id, again)).toMatchObject({ state: 'DONE', written: 0, already: ROWS });
    expect((await again.get('/readings?perPage=1')).headers.get('x-total-count')).toBe(before);
  });

  const installed = (tool: string): boolean => {
    const there = spawnSync(tool, ['--version']).error === undefined;
    if (!there) console.warn(`没有 ${tool}，此项未验证 ${tool} is not installed: not shown here`);
    return there;
  };
  const inFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'reserve-pool-papers-'));
    try {
      await work(folder);
    } finally {
      await rm(folder, { recursive: true });
    }
  };

  it('LibreOffice opens every workbook and shows the same sums', async () => {
    if (!installed('soffice')) return;
    await inFolder(async (folder) => {
      const office = await service.offices.officer('office@320500');
      for (const list of ['reductions', 'withdrawals', 'deposits', 'pools/pool-320583/lots']) {
        const name = list.replaceAll('/', '-');
        const { bytes } = await office.get(`/${list}?whole=true`, { accept: XLSX });
        await writeFile(join(folder, `${name}.xlsx`), bytes);
        const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
        const convert = [
          '--headless',
          '--convert-to',
          'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true',
        ];
        spawnSync('soffice', [profile, ...convert, '--outdir', folder, join(folder, `${name}.xlsx`)]);
        const shown = await readFile(join(folder, `${name}.csv`), 'utf8');
        const sums = must(
          shown.split('\n').find((line) => line.startsWith('合计')),
          `sums of ${name}`,
        );
        const sheet = must(partsOf(bytes)['xl/worksheets/sheet1.xml'], 'sheet');
        const row = must(
          sheet.match(/<row [^>]*><c [^>]*><is><t xml:space="preserve">合计.*?<\/row>/)?.[0],
          'row',
        );
        const figures = [...row.matchAll(/<v>([^<]*)<\/v>/g)].map(([, figure]) => figure ?? '');
        expect(figures.length).toBeGreaterThan(0);
        expect(figures.filter((figure) => !sums.split(',').includes(figure))).toEqual([]);
      }
    });
  });

  it('a voucher as a picture: its QR code reads as its proof, its words can be searched', async () => {
    if (!['pdftoppm', 'pdftotext', 'zbarimg'].every(installed)) return;
    await inFolder(async (folder) => {
      const office = await service.offices.officer('office@320500');
      const { body } = await office.get<{ readonly items: readonly { readonly voucherNo: string | null }[] }>(
        '/withdrawals?perPage=200',
      );
      const no = must(body.items.find(({ voucherNo }) => voucherNo !== null)?.voucherNo, 'a voucher');
      const voucher = await office.get<{ readonly proof: { readonly qr: string } }>(`/vouchers/${no}`);
      const { bytes } = await office.get(`/vouchers/${no}.pdf`, { accept: PDF });
      const [pdf, picture] = [join(folder, 'v.pdf'), join(folder, 'v')];
      await writeFile(pdf, bytes);
      spawnSync('pdftoppm', ['-r', '200', '-png', pdf, picture]);
      const [png] = (await readdir(folder)).filter((name) => name.endsWith('.png'));
      const read = spawnSync('zbarimg', ['--raw', '-q', join(folder, png ?? '')])
        .stdout.toString()
        .trim();
      expect(read).toBe(voucher.body.proof.qr);
      expect(spawnSync('pdftotext', [pdf, '-']).stdout.toString()).toContain(no);
    });
  });
});
