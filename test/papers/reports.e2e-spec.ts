import { must } from '#kernel';
import { INSPECTION_STEPS } from '#contract/inspection';
import type { Officer } from '../support/client.js';
import { bodyOf, Journey } from '../support/journey.js';
import { textOfPdf } from '../support/pdf-text.js';
import { startTestService, type TestService } from '../support/service.js';
import { partsOf } from '../support/sheets.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PDF = 'application/pdf';
const POOL = 'pool-320583';
const PLACE = '320583';
const FILE = { name: '示例-𬭚㛃䶮.pdf', sha256: 'a'.repeat(64) };
jest.setTimeout(60_000);

let running: TestService;
let office: Officer;
let inspection: string;
beforeAll(async () => {
  running = await startTestService({ RATE_EXPORTS: '0' });
  office = await new Journey(running.offices).office();
  const inspector = await running.offices.officer('inspector@320500');
  const plan = { title: '示例检查', places: [PLACE], from: '2026-11-01', to: '2026-11-30' };
  const planned = bodyOf(await inspector.post<{ id: string }>('/inspections', plan), 201);
  inspection = planned.id;
  for (const step of INSPECTION_STEPS.slice(0, 5))
    await inspector.post(`/inspections/${inspection}/steps`, {
      step,
      place: PLACE,
      coordinates: { longitude: '120.957700', latitude: '31.385600' },
      file: FILE,
    });
  const found = { place: PLACE, severity: 'SERIOUS', violation: 'FALSE_REPORT', facts: '示例：设施未运行' };
  bodyOf(await inspector.post(`/inspections/${inspection}/findings`, found), 201);
});
afterAll(() => running.stop());

const take = (path: string, accept: string, who = office) => who.get(path, { accept });
const texts = (sheet: string): readonly string[] =>
  [...sheet.matchAll(/<t xml:space="preserve">([^<]*)<\/t>|<v>([^<]*)<\/v>/g)].map(
    ([, text, number]) => text ?? number ?? '',
  );

/** Every figure of a report: its amounts and counts, wherever they stand; where they come from is no figure. */
const figuresIn = (value: unknown, name = ''): readonly string[] => {
  if (/^positions?$/.test(name)) return [];
  if (typeof value === 'number') return [String(value)];
  if (typeof value === 'string') return /^-?\d{1,12}(\.\d{1,13})?$/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((entry) => figuresIn(entry));
  return Object.entries(value ?? {}).flatMap(([key, entry]) => figuresIn(entry, key));
};
/** Of each figure how often it is said. */
const counted = (figures: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const figure of figures) counts.set(figure, (counts.get(figure) ?? 0) + 1);
  return counts;
};
/** Figures that are said less often than the report has them. */
const missing = (wanted: readonly string[], said: readonly string[]): readonly string[] => {
  const there = counted(said);
  return [...counted(wanted)].flatMap(([figure, count]) => {
    const shown = there.get(figure) ?? 0;
    return shown < count ? [`${figure} ${shown}/${count}`] : [];
  });
};
/** The words of a paper; what a narrow column broke stands on two lines of its own. */
const wordsOf = (bytes: Uint8Array): readonly string[] => textOfPdf(bytes).split(/[\s　；（）]/);

const REPORTS = (): readonly string[] => [
  'quarterly/2026-Q3',
  'annual/2026',
  'task-deductions/2026',
  'regional/2026',
  'reconciliation/2026-08',
  `pool-statement/${POOL}?from=2026-01-01&to=2026-12-31`,
  'work/2026',
  'findings/2026',
  `inspections/${inspection}`,
];

describe('every report as JSON, workbook and paper', () => {
  it('has the same figures in all three, in Chinese, from one position, the same bytes again', async () => {
    for (const report of REPORTS()) {
      const path = `/reports/${report}`;
      const json = await office.get(path);
      expect([report, json.status]).toEqual([report, 200]);
      const figures = figuresIn(json.body);
      const xlsx = await take(path, XLSX);
      const sheets = Object.entries(partsOf(xlsx.bytes)).filter(([name]) =>
        name.includes('worksheets/sheet'),
      );
      const cells = sheets.flatMap(([, part]) => texts(part));
      expect([
        report,
        missing(
          figures,
          cells.flatMap((cell) => cell.split(/["；（）]/)),
        ),
      ]).toEqual([report, []]);
      const pdf = await take(path, PDF);
      expect([pdf.status, pdf.bytes.subarray(0, 8).toString('latin1')]).toEqual([200, '%PDF-1.7']);
      expect([report, missing(figures, wordsOf(pdf.bytes))]).toEqual([report, []]);
      const codes = [...cells, ...wordsOf(pdf.bytes)].filter((word) => /^[A-Z]{3,}(_[A-Z0-9]+)+$/.test(word));
      expect([report, [...new Set(codes)]]).toEqual([report, []]);
      const head = String(await running.offices.head());
      const checkpoint = must(cells[cells.indexOf('检查点') + 1], 'checkpoint');
      expect(cells[cells.indexOf('台账位置', cells.indexOf('导出人')) + 1]).toBe(head);
      expect(checkpoint.split(' ')[1]).toBe(head);
      expect(textOfPdf(pdf.bytes).replaceAll('\n', '')).toContain(`台账位置 ${head}　检查点 ${checkpoint}`);
      for (const [accept, { bytes }] of [[XLSX, xlsx] as const, [PDF, pdf] as const])
        expect((await take(path, accept)).bytes.equals(bytes)).toBe(true);
    }
  });
});

describe('the record of an inspection', () => {
  it('has its eight steps on paper, done and not done, with rare characters', async () => {
    const { bytes } = await take(`/reports/inspections/${inspection}`, PDF);
    const text = textOfPdf(bytes);
    const steps = '定位签到 亮证告知 信息核实 现场检查 笔录制作 打印签名 电子归档 任务完成'.split(' ');
    expect(steps.filter((step) => !text.includes(step))).toEqual([]);
    expect(text.replaceAll('\n', '')).toContain('𬭚㛃䶮');
    expect(text).toContain('严重');
  });

  it('is for whoever may read the inspection', async () => {
    const path = `/reports/inspections/${inspection}`;
    const stranger = await running.offices.officer('county-clerk@320507');
    expect((await stranger.get(path)).problem.code).toBe('FORBIDDEN_PLACE');
    expect((await office.get('/reports/inspections/nothing')).problem.code).toBe('NOT_FOUND');
    expect((await stranger.get('/reports/findings/2026?place=320583')).problem.code).toBe('FORBIDDEN_PLACE');
    expect((await stranger.get('/reports/work/2026?place=320583')).problem.code).toBe('FORBIDDEN_PLACE');
  });
});
