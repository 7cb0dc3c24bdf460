import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { must } from '#kernel';
import { FILE_FAULTS, type FileFault } from '#libs/documents';
import { atMost } from '../support/at-most.js';
import type { Officer } from '../support/client.js';
import { commitImport, csv, sendSheet, uploadSheet, xlsx, type SentSheet } from '../support/imports.js';
import { reductionBody } from '../support/journey.js';
import { startTestService, type TestService } from '../support/service.js';

const PLACE = '320583';
jest.setTimeout(60_000);

interface RealCases {
  readonly releases: readonly { readonly id: string; readonly released: Readonly<Record<string, string>> }[];
  readonly tradeReports: readonly {
    readonly id: string;
    readonly legs: readonly {
      readonly side: string;
      readonly pollutant: string;
      readonly amount: string;
      readonly party: string | null;
    }[];
  }[];
}

let running: TestService;
beforeAll(async () => {
  running = await startTestService();
});
afterAll(() => running.stop());

const officer = (name: string): Promise<Officer> => running.offices.officer(name);
const monitoring = (): Promise<Officer> => officer('monitoring@320500');

describe('a real report as a sheet', () => {
  const CASES = JSON.parse(
    readFileSync(join(import.meta.dirname, '../fixtures/real-cases.json'), 'utf8'),
  ) as RealCases;
  const released = (id: string): readonly (readonly [string, string])[] =>
    Object.entries(
      must(
        CASES.releases.find((one) => one.id === id),
        id,
      ).released,
    );
  const reportOf = (month: string, source: string, rows: readonly (readonly string[])[]): SentSheet =>
    csv(
      '月份,月报来源,买卖方向,污染物,成交量（吨/年）,交易方',
      ...rows.map((cells) => [month, source, ...cells].join(',')),
    );
  interface Reconciled {
    readonly differences: readonly { readonly pollutant: string; readonly difference: string }[];
  }

  it('finds the 0.0033 t of a real monthly report (TRD-09)', async () => {
    const who = await officer('trade-org@320500');
    const legs = must(
      CASES.tradeReports.find(({ id }) => id === 'TRD-09'),
      'TRD-09',
    ).legs.map(({ side, pollutant, amount, party }) => [
      side === 'SOLD' ? '卖出' : '买入',
      pollutant,
      amount,
      party ?? '',
    ]);
    const job = await uploadSheet(
      who,
      'trade-reports',
      reportOf('2025年8月', '厦门市2025年8月排污权交易月报', legs),
    );
    expect(job).toMatchObject({ entries: 1, faulty: 0 });
    expect(await commitImport(who, job)).toMatchObject({ written: 1 });
    const { body } = await who.get<Reconciled>('/reports/reconciliation/2025-08');
    expect(body.differences).toHaveLength(1);
    expect(body.differences[0]).toMatchObject({ pollutant: 'COD', difference: '0.0033' });
  });

  it('takes real releases to the last decimal (TRD-04, TRD-10, TRD-11)', async () => {
    const who = await officer('trade-org@320500');
    const release = released('TRD-04').flatMap(([pollutant, amount]) => [
      ['卖出', pollutant, amount, '政府储备'],
      ['买入', pollutant, amount, '47家次企业'],
    ]);
    const reported = await uploadSheet(
      who,
      'trade-reports',
      reportOf('2022/4', '银川市政府储备排污权一期交易', release),
    );
    expect(await commitImport(who, reported)).toMatchObject({ written: 1, faulty: 0 });
    const { body } = await who.get<Reconciled>('/reports/reconciliation/2022-04');
    expect(body.differences).toEqual([]);
    const [seller, buyer] = [reductionBody(PLACE, {}).unit.uscc, reductionBody(PLACE, {}).unit.uscc];
    const small = released('TRD-11').flatMap(([, amount]) => (amount === '0' ? [] : [amount]));
    const sheet = csv(
      'sellerUscc,buyerUscc,属地,氮氧化物,COD,NH3-N,出让年限,成交价',
      [seller, buyer, '昆山市', '4.048 吨/年', '', '', '5', '21,000'].map((cell) => `"${cell}"`).join(','),
      [seller, buyer, '昆山市', '', ...small, '', '4000'].join(','),
    );
    const traded = await uploadSheet(who, 'trades', sheet);
    expect([traded.errors, await commitImport(who, traded)]).toMatchObject([[], { written: 2 }]);
    const { body: trades } = await who.get<{
      items: readonly { lines: readonly { pollutant: string; amount: string }[]; price: string }[];
    }>(`/trades?buyerUscc=${buyer}`);
    const told = trades.items.map(({ lines, price }) =>
      [...lines.map(({ pollutant, amount }) => `${pollutant} ${amount}`), price].join(', '),
    );
    expect(told.toSorted()).toEqual(['COD 0.0276, NH3-N 0.0028, 4000', 'NOx 4.048, 21000']);
  });
});

describe('a hostile file', () => {
  const zeros = new Uint8Array(70 * 1024 * 1024);
  const files: readonly {
    readonly name: string;
    readonly make: () => Uint8Array;
    readonly fault: FileFault;
  }[] = [
    { name: 'a bomb', make: () => zipSync({ 'xl/workbook.xml': zeros }, { level: 1 }), fault: 'TOO_LARGE' },
    { name: 'an encrypted file', make: () => Buffer.from('d0cf11e0a1b11ae100', 'hex'), fault: 'ENCRYPTED' },
    {
      name: 'a file with macros',
      make: () => zipSync({ 'xl/vbaProject.bin': new Uint8Array(9), 'xl/workbook.xml': new Uint8Array(1) }),
      fault: 'MACROS',
    },
    {
      name: 'a path that leads out',
      make: () => zipSync({ '../../x': new Uint8Array(9) }),
      fault: 'BAD_PATH',
    },
    { name: 'a program', make: () => Buffer.from('\u007FELF....'), fault: 'NOT_A_SHEET' },
    { name: 'one without header', make: () => Buffer.from('1,2\n3,4'), fault: 'NO_HEADER' },
  ];
  it.each(files)('$name is refused within a second, with a word for it', async ({ make, fault }) => {
    const who = await monitoring();
    const bytes = make();
    const begun = performance.now();
    const answer = await sendSheet(who, 'readings', xlsx(bytes));
    expect(performance.now() - begun).toBeLessThan(atMost(1_000));
    expect([answer.status, answer.problem.code]).toEqual([422, 'IMPORT_REFUSED']);
    expect(answer.problem.detail).toBe(`${FILE_FAULTS[fault][0]}。`);
  });

  it('of nine megabytes, of another type, or where no sheet is asked for, is not read at all', async () => {
    const who = await monitoring();
    expect((await sendSheet(who, 'readings', xlsx(new Uint8Array(9 * 1024 * 1024)))).status).toBe(413);
    expect((await sendSheet(who, 'readings', { type: 'application/json', body: '{}' })).status).toBe(415);
    expect((await sendSheet(who, '../readings', csv('a,b'))).status).toBe(415);
    expect((await sendSheet(who, 'nothing', csv('a,b'))).status).toBe(404);
    const body = {
      method: 'POST',
      headers: { 'content-type': 'text/csv', 'idempotency-key': 'k' },
      body: new Uint8Array(3),
    };
    expect((await who.send('/readings', body)).status).toBe(415);
  });
});
