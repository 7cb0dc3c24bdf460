import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { must } from '#kernel';
import { FILE_FAULTS } from '#libs/documents';
import { importKind } from '#apps/api';
import { HOSTILE } from '../support/hostile.js';
import { Build, ServiceProcess } from '../support/built.js';
import type { Officer } from '../support/client.js';
import { restedImport, sendSheet, uploadSheet, xlsx, XLSX, type ImportAnswer } from '../support/imports.js';
import { Journey } from '../support/journey.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { installed } from '../support/installed.js';
import { partsOf } from '../support/sheets.js';
import { bookUsesOn, KINDS, type Filled } from './kinds.js';
import { missedOf, sheetOfKind, withSlips } from './slips.js';

/** Long proofs: `npm run test:papers`. */
const FULL = process.env['PAPERS'] === 'full';
jest.setTimeout(240_000);

const ROWS = 5_000;
const FAULTS = 200;
(FULL ? describe : describe.skip)('a sheet of 5,000 rows', () => {
  let database: FreshDatabase;
  let build: Build;
  let service: ServiceProcess;
  beforeAll(async () => {
    database = await freshDatabase();
    build = await Build.copy();
    service = await ServiceProcess.start(build, database.url);
  });
  afterAll(async () => {
    await service.stop();
    await build.remove();
    await database.drop();
  });

  const tried = async (bytes: Uint8Array, filled: Filled, officer: Officer): Promise<ImportAnswer> =>
    restedImport(officer, (await uploadSheet(officer, filled.kind, xlsx(bytes))).id);
  const goodRows = (filled: Filled, series: string): Uint8Array =>
    sheetOfKind(
      filled.kind,
      Array.from({ length: ROWS }, (_, index) => filled.row(index, series)),
    ).bytes;

  it('has reductions for the sheet of uses', async () => {
    const journey = new Journey(service.offices);
    const ids: string[] = [];
    for (let count = 0; count < 20; count += 1)
      ids.push((await journey.file('320583', { COD: '100000', TP: '100000' })).id);
    bookUsesOn(ids);
  });

  it.each(KINDS)('$kind: 200 faults of 20 sorts, no good row lost, in 30 s and 250 MB', async (filled) => {
    const who = await service.offices.officer(filled.who);
    const { bytes, expected } = withSlips(filled, ROWS, FAULTS);
    const before = await service.memory({ fromNow: true });
    const begun = performance.now();
    const job = await tried(bytes, filled, who);
    expect(missedOf(job.errors, expected)).toEqual([]);
    expect(job).toMatchObject({ state: 'CHECKED', entries: ROWS, faulty: FAULTS });
    const marked = await who.get(`/imports/${job.id}`, { accept: XLSX });
    const comments = must(partsOf(marked.bytes)['xl/commentsMarked1.xml'], 'comments');
    const places = [...comments.matchAll(/<comment ref="(\w+)"/g)].map(([, place]) => place);
    expect(places.length).toBeGreaterThanOrEqual(FAULTS);
    await who.post(`/imports/${job.id}/commit`, { mode: 'GOOD_ROWS' });
    expect(await restedImport(who, job.id)).toMatchObject({ state: 'DONE', written: ROWS - FAULTS });
    const [seconds, grown] = [(performance.now() - begun) / 1_000, (await service.memory()) - before];
    console.info(
      `${filled.kind}: 5,000 rows in ${seconds.toFixed(1)} s, ${(grown / 1e6).toFixed(0)} MB more`,
    );
    expect(seconds).toBeLessThan(30);
    expect(grown).toBeLessThan(250e6);
  });

  it.each(KINDS)('$kind: killed in the middle, and again: nothing twice', async (filled) => {
    const who = await service.offices.officer(filled.who);
    const bytes = goodRows(filled, '2');
    const cut = await tried(bytes, filled, who);
    expect(cut).toMatchObject({ state: 'CHECKED', entries: ROWS, faulty: 0 });
    void who.post(`/imports/${cut.id}/commit`, {}).catch(() => undefined);
    let { body } = await who.get<ImportAnswer>(`/imports/${cut.id}`);
    while (body.written < 400) ({ body } = await who.get<ImportAnswer>(`/imports/${cut.id}`));
    expect(body.state).toBe('WRITING');
    await service.kill();
    await service.start();
    const again = await service.offices.officer(filled.who);
    const done = await restedImport(again, cut.id);
    expect(done.state).toBe('DONE');
    expect([done.already >= body.written, done.written + done.already]).toEqual([true, ROWS]);
    const head = await service.offices.head();
    const once = await tried(bytes, filled, again);
    expect(once).toMatchObject({ state: 'CHECKED', already: ROWS, faulty: 0 });
    await again.post(`/imports/${once.id}/commit`, {});
    expect(await restedImport(again, once.id)).toMatchObject({ state: 'DONE', written: 0, already: ROWS });
    expect(await service.offices.head()).toBe(head);
  });

  it('every hostile file is refused within a second, in words, and the memory stays flat', async () => {
    const who = await service.offices.officer('monitoring@320500');
    const readings = must(
      KINDS.find(({ kind }) => kind === 'readings'),
      'readings',
    );
    expect(HOSTILE.length).toBeGreaterThanOrEqual(20);
    await sendSheet(who, 'readings', xlsx(goodRows(readings, '3').slice(0, 1_000)));
    const before = await service.memory({ fromNow: true });
    for (const [name, make, fault] of [...HOSTILE, ...HOSTILE]) {
      const bytes = make();
      const begun = performance.now();
      const { status, problem } = await sendSheet(who, 'readings', xlsx(bytes));
      expect([name, status, problem.code, problem.detail]).toEqual([
        name,
        422,
        'IMPORT_REFUSED',
        `${FILE_FAULTS[fault][0]}。`,
      ]);
      expect([name, performance.now() - begun < 1_000]).toEqual([name, true]);
    }
    const most = (await service.memory()) - before;
    const left = (await service.memory({ fromNow: true })) - before;
    console.info(`hostile files: ${(most / 1e6).toFixed(0)} MB at most, ${(left / 1e6).toFixed(0)} MB left`);
    expect(most).toBeLessThan(250e6);
    expect(left).toBeLessThan(50e6);
  });

  const inFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'reserve-pool-papers-'));
    try {
      await work(folder);
    } finally {
      await rm(folder, { recursive: true });
    }
  };

  /** A workbook as LibreOffice reads it, in another of its formats. */
  const converted = async (path: string, bytes: Uint8Array, to: string): Promise<string> => {
    const [folder, name] = [dirname(path), basename(path)];
    await writeFile(join(folder, `${name}.xlsx`), bytes);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const args = [
      profile,
      '--headless',
      '--convert-to',
      to,
      '--outdir',
      folder,
      join(folder, `${name}.xlsx`),
    ];
    spawnSync('soffice', args);
    return readFile(join(folder, `${name}.${to.split(':')[0]}`), 'utf8');
  };
  const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true';

  it('LibreOffice opens every template and every marked sheet, and shows the same', async () => {
    if (!installed('soffice')) return;
    await inFolder(async (folder) => {
      for (const filled of KINDS) {
        const who = await service.offices.officer(filled.who);
        const { bytes: template } = await who.get(`/imports/templates/${filled.kind}`);
        const [first = ''] = (await converted(join(folder, `${filled.kind}-t`), template, CSV)).split('\n');
        const { columns } = importKind(filled.kind).form;
        expect(first.replaceAll('"', '').split(',')).toEqual(
          columns.map(({ header, required }) => (required === true ? `${header} *` : header)),
        );
        const { bytes, expected } = withSlips(filled, 40, 20);
        const job = await tried(bytes, filled, who);
        const marked = await who.get(`/imports/${job.id}`, { accept: XLSX });
        expect(await converted(join(folder, `${filled.kind}-m`), marked.bytes, CSV)).toBe(
          await converted(join(folder, `${filled.kind}-s`), bytes, CSV),
        );
        const flat = await converted(join(folder, `${filled.kind}-m`), marked.bytes, 'fods');
        expect(flat.match(/<office:annotation /g)?.length).toBeGreaterThanOrEqual(expected.length);
      }
    });
  });
});
