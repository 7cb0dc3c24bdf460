import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { civilDateOf, endOf, startOf, type CivilQuarter, type Instant, type LoggedEvent } from '#kernel';
import { importEiaApprovals } from '#libs/eia';
import { registerBalance } from '#libs/withdrawal';
import { given, officer, on, type Given } from '../../../../test/support/given.js';
import { withReduction } from '../../../../test/support/samples.js';
import {
  APPROVER,
  goodStanding,
  line,
  lot,
  OFFICE,
  project,
  t,
} from '../../../../test/support/withdrawal.js';
import { vouchered, W } from '../../../../test/support/withdrawal-steps.js';
import { cancelPermit } from './cancel-permit.decider.js';
import {
  digestOf,
  endOfQuarter,
  permitCancellations,
  QUARTERLY_SOURCES,
  quarterlyReturn,
  submissionOf,
  type QuarterlyReturn,
} from './quarterly.report.js';
import { lawRuns } from '../../../../test/support/runs.js';

const Q1 = '2026-Q1' as CivilQuarter;
const CITY = '320500';
const unitOf = (uscc: string) => ({ uscc, name: '示例' });
const CLOSED = '91320583MA1DEM0013';
const ELSEWHERE = '91320585MA1DEM0010';

const start = given({
  'standing-320583': [goodStanding()],
  'pool-320583': [lot('a', { VOCs: '100' })],
});
const closed = (ledger: Given, place: string, { uscc, day }: { uscc: string; day: string }): Given =>
  ledger
    .when(
      cancelPermit,
      {
        permitNo: `${uscc}001V`,
        unit: unitOf(uscc),
        place,
        cancelledOn: civilDateOf(day),
        reason: '关停',
      },
      { actor: OFFICE, at: '2026-03-20' },
    )
    .thenAccepted();
const approved = (ledger: Given, approvalNo: string, differing: object = {}): Given =>
  ledger
    .when(
      importEiaApprovals,
      {
        items: [
          {
            approvalNo,
            approvedOn: civilDateOf('2026-03-10'),
            projectCode: project().code,
            place: '320583',
            lines: [{ pollutant: 'VOCs', amount: t('2') }],
            ...differing,
          },
        ],
      },
      { actor: OFFICE, at: '2026-04-08' },
    )
    .thenAccepted();
const registered = (ledger: Given, approvedOn = '2026-03-10'): Given =>
  ledger
    .when(
      registerBalance,
      { id: W, eiaApprovalNo: '示例批复1号', approvedOn: civilDateOf(approvedOn) },
      { actor: APPROVER, at: '2026-04-02' },
    )
    .thenAccepted();

const report = ({ events }: Given, differing: { place?: string; asOf?: Instant } = {}): QuarterlyReturn =>
  quarterlyReturn(events, { quarter: Q1, place: CITY, ...differing });
const at = (day: string): Instant => endOf(civilDateOf(day));

describe('the three feeds of a quarter', () => {
  const full = (): Given => {
    const granted = vouchered(start, [line('VOCs', '2')]);
    return closed(approved(registered(granted), '示例批复1号'), '320505', {
      uscc: CLOSED,
      day: '2026-03-05',
    });
  };

  it('are the facts of its days, whenever they were recorded', () => {
    const { approvals, cancellations, registrations, totals, places, missing } = report(full());
    expect(approvals).toMatchObject([
      { approvalNo: '示例批复1号', matched: true, vouchers: ['PZ-320583-2026-000001'], findingId: null },
    ]);
    expect(cancellations).toMatchObject([{ place: '320505', cancelledOn: '2026-03-05', reductions: [] }]);
    expect(registrations).toMatchObject([
      { eiaApprovalNo: '示例批复1号', voucherNo: 'PZ-320583-2026-000001' },
    ]);
    expect(totals).toMatchObject({
      approved: [{ pollutant: 'VOCs', amount: '2', positions: approvals[0]?.positions }],
      registered: [{ pollutant: 'VOCs', required: '4', granted: '2', retired: '2' }],
    });
    expect(
      places.map(({ place, approvals: a, cancellations: c, registrations: r }) => [place, a, c, r]),
    ).toEqual([
      ['320505', 0, 1, 0],
      ['320583', 1, 0, 1],
    ]);
    expect(Object.values(missing).flat()).toEqual([]);
  });

  it('name the events they come from', () => {
    const { events } = full();
    const { approvals, cancellations, registrations, position } = quarterlyReturn(events, {
      quarter: Q1,
      place: CITY,
    });
    const typesAt = (positions: readonly number[] = []) =>
      positions.map((one) => events.find((event) => event.position === one)?.type);
    expect(typesAt(approvals[0]?.positions)).toEqual(['EiaApprovalImported', 'EiaApprovalMatched']);
    expect(typesAt(cancellations[0]?.positions)).toEqual(['PermitCancelled']);
    expect(typesAt(registrations[0]?.positions)).toEqual([
      'DemandFiled',
      'VoucherIssued',
      'BalanceRegistered',
    ]);
    expect(position).toBe(events.length);
  });

  it.each([
    ['2026-01-01', 1],
    ['2025-12-31', 0],
    ['2026-03-31', 1],
    ['2026-04-01', 0],
  ])('count an approval of %s: %i', (day, count) => {
    const ledger = approved(start, '示例', { approvedOn: civilDateOf(day) });
    expect(report(ledger).approvals).toHaveLength(count);
    expect(report(ledger, { asOf: at('2026-04-30') }).approvals).toHaveLength(count);
  });

  it('show a place with what lies inside it, and no other', () => {
    expect(report(full(), { place: '320583' })).toMatchObject({ cancellations: [], approvals: [{}] });
    expect(report(full(), { place: '320585' })).toMatchObject({ approvals: [], position: 0, places: [] });
  });

  it('are not read beyond the moment asked about', () => {
    expect(report(full(), { asOf: at('2026-03-04') })).toMatchObject({ approvals: [], cancellations: [] });
    expect(report(full(), { asOf: at('2026-03-05') }).cancellations).toHaveLength(1);
  });
});

describe('what is missing', () => {
  it('a closed permit without a filing, once its month is over', () => {
    const ledger = closed(start, '320505', { uscc: CLOSED, day: '2026-02-27' });
    const gaps = (day: string) => report(ledger, { asOf: at(day) }).missing.cancellationsWithoutFiling;
    expect(gaps('2026-03-27')).toEqual([]);
    expect(gaps('2026-03-28')).toMatchObject([{ permitNo: `${CLOSED}001V`, dueOn: '2026-03-27' }]);
    const months = {
      key: 'deposit.deadline',
      version: 1,
      value: 2,
      effectiveFrom: startOf(civilDateOf('2026-01-01')),
      decisionNo: '示例〔2026〕3号',
    };
    const events = [...given({ policy: [on('2026-01-06', { type: 'PolicyAdopted', data: months })] }).events];
    const later = quarterlyReturn([...events, ...ledger.events], {
      quarter: Q1,
      place: CITY,
      asOf: at('2026-03-28'),
    });
    expect(later).toMatchObject({
      policies: ['deposit.deadline@1'],
      missing: { cancellationsWithoutFiling: [] },
    });
  });

  it('not if a closure was filed under the permit, in whichever spelling; a cut of another kind is none', () => {
    const shut = { permitNo: ` ${CLOSED.toLowerCase()}001v`, measure: 'UNIT_CLOSURE' } as const;
    const filed = withReduction(shut, closed(start, '320583', { uscc: CLOSED, day: '2026-01-27' }));
    const judged = report(filed.ledger);
    expect(judged.cancellations).toMatchObject([{ reductions: [filed.reductionId] }]);
    expect(judged.missing).toMatchObject({ cancellationsWithoutFiling: [], filingsWithoutSource: [] });
    const other = withReduction({}, closed(start, '320583', { uscc: CLOSED, day: '2026-01-27' }));
    expect(report(other.ledger).missing.cancellationsWithoutFiling).toHaveLength(1);
    const late = report(filed.ledger, { asOf: at('2026-03-01') });
    expect(late.missing.cancellationsWithoutFiling).toHaveLength(1);
  });

  it('the source of a closure filed without a cancellation, with a permit or without', () => {
    const first = withReduction({ measure: 'UNIT_CLOSURE' }, start);
    const second = withReduction({ measure: 'UNIT_CLOSURE', permitNo: null, facility: '3#线' }, first.ledger);
    const ledger = closed(second.ledger, '320585', { uscc: ELSEWHERE, day: '2026-03-19' });
    expect(report(ledger).missing.filingsWithoutSource).toMatchObject([
      { reductionId: first.reductionId, cancelled: false },
      { reductionId: second.reductionId, permitNo: null },
    ]);
    expect(report(ledger, { place: '320585' }).missing.filingsWithoutSource).toEqual([]);
  });

  it('the voucher of an approval, until an import finds one; it stays open over quarters', () => {
    const bare = approved(start, '示例批复9号');
    expect(report(bare)).toMatchObject({
      approvals: [{ matched: false }],
      missing: { approvalsWithoutVoucher: [{ approvalNo: '示例批复9号', findingId: expect.any(String) }] },
    });
    const next = quarterlyReturn(bare.events, { quarter: '2026-Q2' as CivilQuarter, place: CITY });
    expect(next).toMatchObject({ approvals: [], missing: { approvalsWithoutVoucher: [{}] } });
    const backed = approved(vouchered(bare, [line('VOCs', '2')]), '示例批复9号');
    expect(report(backed).missing.approvalsWithoutVoucher).toEqual([]);
    const last = backed.events.length;
    expect(report(backed).approvals).toMatchObject([{ positions: [last - 1, last] }]);
  });
});

describe('the bytes of a return', () => {
  const history = (): Given =>
    closed(approved(registered(vouchered(start, [line('VOCs', '2')])), '1号'), '320505', {
      uscc: CLOSED,
      day: '2026-02-27',
    });
  const bytes = (events: readonly LoggedEvent[]): string =>
    JSON.stringify(quarterlyReturn(events, { quarter: Q1, place: CITY }));

  it('come from its sources alone: no other event changes one of them', () => {
    const { events } = history();
    const sources = events.filter(({ type }) => QUARTERLY_SOURCES.includes(type));
    expect(sources.length).toBeLessThan(events.length);
    expect(bytes(sources)).toBe(bytes(events));
  });

  it('at every position are those of a log that ends there, and change only with their position', () => {
    const { events } = history();
    fc.assert(
      fc.property(fc.nat(events.length), fc.nat(events.length), (one, other) => {
        const [earlier, later] = [
          events.slice(0, Math.min(one, other)),
          events.slice(0, Math.max(one, other)),
        ];
        const positionIn = (text: string) => (JSON.parse(text) as QuarterlyReturn).position;
        const [before, after] = [bytes(earlier), bytes(later)];
        expect(before === after).toBe(positionIn(before) === positionIn(after));
      }),
      lawRuns(60),
    );
  });

  it('are what a submission vouches for', () => {
    const made = report(history());
    expect(submissionOf(made, 99)).toEqual({
      place: CITY,
      quarter: Q1,
      asOf: endOfQuarter(Q1),
      position: 99,
      digest: digestOf(made),
    });
    expect(digestOf(made)).toBe(createHash('sha256').update(JSON.stringify(made)).digest('hex'));
  });
});

describe('the register of cancellations', () => {
  it('is newest first, each as last recorded', () => {
    const clerk = officer('county-clerk', '320505');
    const first = closed(start, '320505', { uscc: CLOSED, day: '2026-02-27' });
    const both = closed(first, '320585', { uscc: ELSEWHERE, day: '2026-03-19' });
    const corrected = both.when(
      cancelPermit,
      {
        permitNo: `${CLOSED}001V`,
        unit: unitOf(CLOSED),
        place: '320505',
        cancelledOn: civilDateOf('2026-03-20'),
        reason: '更正',
      },
      { actor: clerk, at: '2026-03-25' },
    );
    const rows = permitCancellations(corrected.thenAccepted().events, at('2026-03-31'));
    expect(rows.map(({ place, cancelledOn }) => `${place} ${cancelledOn}`)).toEqual([
      '320505 2026-03-20',
      '320585 2026-03-19',
    ]);
  });
});
