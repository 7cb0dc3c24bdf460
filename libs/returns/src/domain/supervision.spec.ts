import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { addDays, mgOf, must, startOf } from '#kernel';
import { INSPECTION_STEPS } from '#contract/inspection';
import { given, on, type Given, type Past } from '../../../../test/support/given.js';
import { FIRST, logOf, poolActs, signed } from '../../../../test/support/pool-acts.js';
import { lawRuns } from '../../../../test/support/runs.js';
import { annualLinkage } from './annual.report.js';
import { AUDIT_SOURCES, auditFindings } from './audit-findings.report.js';
import { balanceRows } from './balance.rows.js';
import { inspectionRecord } from './inspection-record.report.js';
import { WORK_SOURCES, workReport, wanTonnes } from './work.report.js';

const LIBS = join(import.meta.dirname, '../../..');
/** A frozen example of an event, with some of its data changed. */
const example = (library: string, type: string, data: object = {}): Past => {
  const text = readFileSync(join(LIBS, library, 'src/contract/fixtures', `${type}.v1.json`), 'utf8');
  const frozen = JSON.parse(text) as Past & { readonly data: object };
  return { ...frozen, data: { ...frozen.data, ...data } };
};
const COUNTY = '320583';
const step = (name: string): Past => example('inspection', 'InspectionStepDone', { step: name });
const finding = (data: object = {}): Past => example('inspection', 'InspectionFindingRaised', data);

const inspected = (steps = 3): Given =>
  given({
    'inspection-inspection-0001': [
      example('inspection', 'InspectionPlanned'),
      ...INSPECTION_STEPS.slice(0, steps).map(step),
    ],
    'finding-320583': [
      finding(),
      finding({ findingId: 'finding-0002', inspectionId: 'inspection-9', foundOn: '2025-06-02' }),
      finding({ findingId: 'finding-0003', inspectionId: 'inspection-9', foundOn: '2025-06-03' }),
      example('inspection', 'InspectionFindingClosed', { findingId: 'finding-0003', documentNo: '销号3号' }),
    ],
    'eia-320583': [example('eia', 'EiaApprovalImported'), example('eia', 'UnbackedApprovalFound')],
    'accountability-320583': [example('accountability', 'AccountabilityRecorded')],
    'void-lot-1': [
      example('obligation', 'LotVoidProposed'),
      on('2026-03-01', example('obligation', 'LotVoidDecided')),
    ],
  });

describe('检查记录', () => {
  it('has all eight steps in order, those not done empty, and only its own findings', () => {
    const record = inspectionRecord(inspected().events, 'inspection-0001');
    expect(record.steps.map((row) => row.step)).toEqual([...INSPECTION_STEPS]);
    expect(record.steps.map(({ positions }) => positions)).toEqual([[2], [3], [4], [], [], [], [], []]);
    expect(record.steps[0]).toMatchObject({ no: 1, longitude: '120.957700', file: '示例-定位签到.jpg' });
    expect(record.steps[3]).toMatchObject({ at: null, officers: [], file: null });
    expect(record.findings).toMatchObject([{ findingId: 'finding-0001', status: 'OPEN', positions: [5] }]);
    expect([record.status, record.position]).toEqual(['UNDER_WAY', 5]);
    expect(inspectionRecord(inspected(8).events, 'inspection-0001').status).toBe('COMPLETED');
  });
});

describe('核查发现问题报告', () => {
  it('lists what was found in the year or is still open, what was made void and who answered', () => {
    const { events } = inspected();
    const report = auditFindings(events, { year: 2026, place: COUNTY });
    expect(report.findings.map(({ findingId, kind }) => [findingId, kind])).toEqual([
      ['finding-0002', 'INSPECTION'],
      ['0198f4b1-27c0-7d15-8e64-3a9b5c7d1e2f-1', 'UNBACKED_APPROVAL'],
      ['finding-0001', 'INSPECTION'],
    ]);
    expect(report.voids).toMatchObject([
      { writtenOff: [{ pollutant: 'COD', amount: '60' }], obligations: [{ pollutant: 'COD', amount: '30' }] },
    ]);
    expect(report.accountability).toMatchObject([{ violation: 'UNBACKED_APPROVAL', status: 'RECOGNISED' }]);
    expect(report.counts).toEqual({ found: 2, open: 3, voided: 1, accountable: 1 });
    const before = auditFindings(events, { year: 2025, place: COUNTY }).findings;
    expect(before.map(({ documentNo }) => documentNo)).toEqual([null, '销号3号']);
    expect(auditFindings(events, { year: 2026, place: '320585' })).toMatchObject({
      position: 0,
      findings: [],
    });
    const sources = events.filter(({ type }) => AUDIT_SOURCES.includes(type));
    expect(auditFindings(sources, { year: 2026, place: COUNTY })).toEqual(report);
  });
});

describe('年度平衡', () => {
  it('opens, moves and closes to the milligram, and the next year opens as it closed (law)', () => {
    fc.assert(
      fc.property(poolActs, (acts) => {
        // Every other entry took effect in the year before.
        const events = logOf(acts).map((event, index) =>
          index % 2 === 0 ? event : { ...event, occurredAt: startOf(addDays(FIRST, -9)) },
        );
        const [last, next] = [2025, 2026].map((year) => balanceRows(events, { year, place: '320000' }));
        for (const row of next ?? []) {
          const gone = signed(row.withdrawn) + signed(row.retired) + signed(row.writtenOff);
          expect(signed(row.opening) + signed(row.credited) - gone).toBe(signed(row.closing));
          const before = last?.find(
            ({ pool, pollutant }) => pool === row.pool && pollutant === row.pollutant,
          );
          expect(before?.closing ?? '0').toBe(row.opening);
        }
      }),
      lawRuns(60),
    );
  });
});

describe('工作报告', () => {
  const deposited = (): Given =>
    given({
      'deposit-d1': [
        example('deposit', 'DepositFiled'),
        on('2026-03-01', example('deposit', 'TierSplitApplied')),
      ],
      ...Object.fromEntries(
        ['pool-320583', 'pool-320585'].map((pool) => [pool, [example('pool', 'LotCredited', { pool })]]),
      ),
      'inspection-inspection-0001': [example('inspection', 'InspectionPlanned')],
    });

  it('sums what the other reports list, tier by tier, beside the plan in 吨 and 万吨', () => {
    const { events } = deposited();
    const report = workReport(events, { year: 2026, place: '320000' });
    expect(report).toMatchObject({ dueOn: '2027-03-31', counts: { deposits: 1, inspections: 1, issued: 0 } });
    expect(report.deposits[0]).toMatchObject({
      pollutant: 'COD',
      gross: '40',
      provincial: '5',
      local: '17.5',
    });
    expect(report.tasks.find(({ pollutant }) => pollutant === 'COD')).toMatchObject({
      planned: '139800',
      plannedWan: '13.98',
      counted: '0',
    });
    const { balance } = annualLinkage(events, { year: 2026, place: '320000' });
    for (const tier of report.balance) {
      const pools = balance.filter((row) => row.tier === tier.tier && row.pollutant === tier.pollutant);
      expect(pools.reduce((total, { closing }) => total + mgOf(closing), 0n)).toBe(mgOf(tier.closing));
    }
    expect(report.balance.length).toBeGreaterThan(0);
    const sources = events.filter(({ type }) => WORK_SOURCES.includes(type));
    expect(workReport(sources, { year: 2026, place: '320000' })).toEqual(report);
    expect(workReport(events, { year: 2026, place: COUNTY }).tasks).toEqual([]);
  });

  it.each([
    ['139800', '13.98'],
    ['0.000000001', '0.0000000000001'],
    ['0', '0'],
    ['60', '0.006'],
  ])('%s t is %s 万吨', (amount, wan) => expect(wanTonnes(mgOf(amount))).toBe(wan));

  it('knows of nothing before it was so', () => {
    const { events } = deposited();
    const early = must(events[0], 'an event').occurredAt;
    expect(workReport(events, { year: 2026, place: '320000', asOf: early }).counts.deposits).toBe(0);
  });
});
