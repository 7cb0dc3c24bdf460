import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '#kernel';
import type { Officer } from '../support/client.js';
import { installed } from '../support/installed.js';
import { Journey } from '../support/journey.js';
import { textOfPdf } from '../support/pdf-text.js';
import { startTestService, type TestService } from '../support/service.js';
import { partsOf } from '../support/sheets.js';

/** As other programs see our files: `npm run test:papers`, with LibreOffice, poppler and zbar installed. */
const FULL = process.env['PAPERS'] === 'full';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PDF = 'application/pdf';
const LISTS =
  'reductions deposits withdrawals trades obligations findings pools/pool-320583/lots readings'.split(' ');
const REPORTS =
  'quarterly/2026-Q3 annual/2026 task-deductions/2026 regional/2026 work/2026 findings/2026 '.concat(
    'pool-statement/pool-320583?from=2026-01-01&to=2026-12-31',
  );
jest.setTimeout(240_000);

/** Runs a program to its end; a report of many pages says more than Node would take by itself. */
const ran = (program: string, ...args: readonly string[]) =>
  spawnSync(program, args, { maxBuffer: 256 * 1024 * 1024 });

(FULL ? describe : describe.skip)('files as other programs see them', () => {
  let running: TestService;
  let office: Officer;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reserve-pool-papers-'));
    running = await startTestService({ RATE_EXPORTS: '0' });
    office = await new Journey(running.offices).office();
  });
  afterAll(async () => {
    await running.stop();
    await rm(folder, { recursive: true });
  });
  const saved = async (path: string, accept: string, name: string): Promise<Buffer> => {
    const { status, bytes } = await office.get(path, { accept });
    expect([path, status]).toEqual([path, 200]);
    await writeFile(join(folder, name), bytes);
    return bytes;
  };
  const papers = async (): Promise<readonly { readonly path: string; readonly qr: string | null }[]> => {
    const { body } = await office.get<{ readonly items: readonly { readonly voucherNo: string | null }[] }>(
      '/withdrawals?perPage=200',
    );
    const deposits = await office.get<{ readonly items: readonly { id: string }[] }>(
      '/deposits?status=CREDITED',
    );
    const nos = body.items.flatMap(({ voucherNo }) => voucherNo ?? []).slice(0, 2);
    const vouchers = nos.map(async (no) => {
      const voucher = await office.get<{ readonly proof: { readonly qr: string } }>(`/vouchers/${no}`);
      return { path: `/vouchers/${no}.pdf`, qr: voucher.body.proof.qr };
    });
    const [deposit] = deposits.body.items;
    return [
      ...(await Promise.all(vouchers)),
      { path: `/deposits/${must(deposit, 'a deposit').id}.pdf`, qr: null },
    ];
  };

  it('LibreOffice opens every workbook and shows every number of it as it is written', async () => {
    if (!installed('soffice')) return;
    const books = [
      ...LISTS.map((list) => `/${list}?whole=true`),
      ...REPORTS.split(' ').map((one) => `/reports/${one}`),
    ];
    const written = new Map<string, readonly string[]>();
    for (const [index, path] of books.entries()) {
      const bytes = await saved(path, XLSX, `book${index}.xlsx`);
      const sheets = Object.entries(partsOf(bytes)).filter(([name]) => name.includes('worksheets/sheet'));
      written.set(
        `book${index}`,
        sheets.flatMap(([, part]) => [...part.matchAll(/<v>([^<]*)<\/v>/g)].map(([, v]) => v ?? '')),
      );
    }
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1';
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const files = [...written.keys()].map((name) => join(folder, `${name}.xlsx`));
    ran('soffice', profile, '--headless', '--convert-to', filter, '--outdir', folder, ...files);
    const shown = await readdir(folder);
    for (const [name, numbers] of written) {
      const own = shown.filter((file) => file.startsWith(`${name}-`) && file.endsWith('.csv'));
      const cells = await Promise.all(own.map((file) => readFile(join(folder, file), 'utf8')));
      const seen = new Map<string, number>();
      for (const cell of cells.join('\n').split(/[,\n]/)) seen.set(cell, (seen.get(cell) ?? 0) + 1);
      const wanted = new Map<string, number>();
      for (const number of numbers) wanted.set(number, (wanted.get(number) ?? 0) + 1);
      const lost = [...wanted].filter(([number, count]) => (seen.get(number) ?? 0) < count);
      expect([name, own.length > 1, lost]).toEqual([name, true, []]);
    }
  });

  it('poppler reads every paper’s words as we wrote them, and zbar its QR code as the proof', async () => {
    if (!['pdftoppm', 'pdftotext', 'zbarimg'].every(installed)) return;
    await office.get('/audit/checkpoint');
    for (const { path, qr } of await papers()) {
      const bytes = await saved(path, PDF, 'paper.pdf');
      const file = join(folder, 'paper.pdf');
      const read = ran('pdftotext', '-layout', file, '-').stdout.toString().replaceAll(/\s/g, '');
      const words = textOfPdf(bytes)
        .split('\n')
        .map((line) => line.replaceAll(/\s/g, ''));
      expect([path, words.filter((line) => !read.includes(line))]).toEqual([path, []]);
      ran('pdftoppm', '-r', '200', '-png', file, join(folder, 'paper'));
      const pictures = (await readdir(folder)).filter((name) => /^paper.*\.png$/.test(name));
      const codes = pictures.map((name) =>
        ran('zbarimg', '--raw', '-q', join(folder, name)).stdout.toString().trim(),
      );
      const [code = ''] = codes.filter((text) => text !== '');
      expect([path, qr === null ? code.slice(0, 4) : code]).toEqual([path, qr ?? 'RP1+']);
      for (const name of pictures) await rm(join(folder, name));
    }
  });

  it('poppler draws every report, and its figures can be searched', async () => {
    if (!['pdftoppm', 'pdftotext'].every(installed)) return;
    for (const report of REPORTS.split(' ')) {
      const json = await office.get(`/reports/${report}`);
      await saved(`/reports/${report}`, PDF, 'report.pdf');
      const drawn = ran('pdftoppm', '-r', '40', '-gray', join(folder, 'report.pdf'));
      expect([report, drawn.status, drawn.stderr.toString(), drawn.stdout.length > 10_000]).toEqual([
        report,
        0,
        '',
        true,
      ]);
      const read = ran('pdftotext', '-layout', join(folder, 'report.pdf'), '-').stdout.toString();
      const figures = [...json.text.matchAll(/"(\d+\.\d+)"/g)].map(([, figure]) => figure ?? '');
      const words = new Set(read.split(/[\s；（）]/));
      expect([report, figures.filter((figure) => !words.has(figure))]).toEqual([report, []]);
    }
  });

  it('rare characters are embedded and can be searched', async () => {
    if (!['pdftotext', 'pdffonts'].every(installed)) return;
    const rare = ['𬭚', '㛃', '䶮'];
    const facility = `示例${rare.join('')}`;
    const { id } = await new Journey(running.offices).file('320583', { COD: '1' }, { facility });
    const { body } = await office.get<{ readonly formedOn: string }>(`/reductions/${id}`);
    const bytes = await saved(`/reports/task-deductions/${body.formedOn.slice(0, 4)}`, PDF, 'rare.pdf');
    const read = ran('pdftotext', join(folder, 'rare.pdf'), '-').stdout.toString();
    expect(rare.filter((one) => !textOfPdf(bytes).includes(one) || !read.includes(one))).toEqual([]);
    const fonts = ran('pdffonts', join(folder, 'rare.pdf')).stdout.toString();
    expect(fonts).toMatch(/NotoSansSC.* yes yes yes/);
  });
});
