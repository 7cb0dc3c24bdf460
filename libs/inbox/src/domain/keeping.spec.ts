import type { CivilDate } from '#kernel';
import { TASK_KIND_CODES, taskKind } from './kinds.js';
import { importEiaApprovals } from '#libs/eia';
import { adoptPolicy } from '#libs/policy';
import { submitQuarterlyReturn } from '#libs/returns';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { deskAt, seenBy, theTask, waiting } from '../../../../test/support/inbox.js';
import { goodStanding, line, lot, OFFICE, project, t } from '../../../../test/support/withdrawal.js';
import { vouchered } from '../../../../test/support/withdrawal-steps.js';
import { inboxOf } from './inbox.js';
import { taskView } from './task.view.js';

const PLACE = '320583';
const inspector = officer('inspector', '320500');
const DAY = '2026-03-03';

describe('a proposed void', () => {
  const fact = (type: string, data: object, actor = inspector.id) => ({ type, data, actor });
  const proposal = fact('LotVoidProposed', { lotId: 'lot-d1', place: PLACE, reason: '示例', evidence: [] });
  const decided = fact(
    'LotVoidDecided',
    { lotId: 'lot-d1', place: PLACE, reason: '示例', evidence: [] },
    'lead',
  );
  const desk = (...facts: readonly ReturnType<typeof fact>[]) =>
    deskAt(given({ 'void-lot-d1': facts }), DAY, { lots: ['lot-d1'] });

  it('is the lead’s to decide, and not by who proposed it', () => {
    expect(waiting(desk(proposal), 'VOID_DECISION')).toEqual(['VOID_DECISION lot-d1 2026-01-12 step.due']);
    expect(seenBy(desk(proposal), 'VOID_DECISION')).toEqual(['bureau-lead@320500']);
    const own = desk({ ...proposal, actor: 'bureau-lead@320500' });
    expect(seenBy(own, 'VOID_DECISION')).toEqual([]);
    expect(waiting(desk(proposal, decided), 'VOID_DECISION')).toEqual([]);
  });
});

describe('a finding of an inspection', () => {
  const raised = (findingId: string, dueOn: string | null) => ({
    type: 'InspectionFindingRaised',
    data: {
      findingId,
      inspectionId: 'i-1',
      place: PLACE,
      severity: 'SERIOUS',
      facts: '示例',
      foundOn: DAY,
      dueOn,
    },
    actor: inspector.id,
  });
  const closed = {
    type: 'InspectionFindingClosed',
    data: { findingId: 'f-1', documentNo: '示例〔2026〕1号', reason: '示例' },
    actor: inspector.id,
  };
  const deskWith = (...facts: readonly { type: string; data: object; actor: string }[]) =>
    deskAt(given({ [`finding-${PLACE}`]: facts }), DAY, { findingPlaces: [PLACE] });
  const open = [raised('f-1', '2026-03-20'), raised('f-2', null)];

  it('waits for its document until its term, or as long as any step', () => {
    expect(waiting(deskWith(...open), 'INSPECTION_FINDING')).toEqual([
      'INSPECTION_FINDING f-1 2026-03-20',
      'INSPECTION_FINDING f-2 2026-03-10 step.due',
    ]);
    expect(seenBy(deskWith(...open), 'INSPECTION_FINDING')).toEqual(['office@320500', 'inspector@320500']);
    expect(waiting(deskWith(...open, closed), 'INSPECTION_FINDING')).toEqual([
      'INSPECTION_FINDING f-2 2026-03-10 step.due',
    ]);
  });
});

describe('an unbacked approval', () => {
  const start = given({ 'standing-320583': [goodStanding()], 'pool-320583': [lot('a', { VOCs: '100' })] });
  const importing = (ledger: Given): Given => {
    const approval = {
      approvalNo: '示例昆环建〔2026〕0117号',
      approvedOn: '2026-03-01' as CivilDate,
      projectCode: project().code,
      place: PLACE,
      lines: [{ pollutant: 'VOCs', amount: t('2') }] as const,
    };
    return ledger
      .when(importEiaApprovals, { items: [approval] }, { actor: OFFICE, id: 'i-1' })
      .thenAccepted();
  };
  const found = (ledger: Given) =>
    waiting(deskAt(ledger, DAY, { findingPlaces: [PLACE] }), 'FINDING_FOLLOW_UP');

  it('is the office’s to follow up until a voucher covers it', () => {
    expect(found(importing(start))).toEqual([
      expect.stringMatching(/^FINDING_FOLLOW_UP \S+ 2026-03-09 step.due$/),
    ]);
    const desk = deskAt(importing(start), DAY, { findingPlaces: [PLACE] });
    expect(seenBy(desk, 'FINDING_FOLLOW_UP')).toEqual(['office@320500']);
    expect(found(importing(vouchered(importing(start), [line('VOCs', '2')])))).toEqual([]);
  });
});

describe('a debt', () => {
  const opened = {
    type: 'ObligationOpened',
    data: {
      obligationId: 'o-1',
      place: PLACE,
      lotId: 'lot-d1',
      pool: 'pool-320583',
      pollutant: 'COD',
      amount: '30',
      decisionNo: '示例9号',
    },
  };
  const paid = (amount: string) => ({
    type: 'ObligationApplied',
    data: { depositId: 'd2', payments: [{ obligationId: 'o-1', amount }] },
  });
  const desk = (...facts: readonly (typeof opened | ReturnType<typeof paid>)[]) =>
    deskAt(given({ 'obligation-320583': facts }), DAY);

  it('is known to the locality until it is paid in full', () => {
    expect(waiting(desk(opened), 'OBLIGATION_OPEN')).toEqual(['OBLIGATION_OPEN o-1 no day']);
    expect(waiting(desk(opened, paid('29.9')), 'OBLIGATION_OPEN')).toHaveLength(1);
    expect(waiting(desk(opened, paid('30')), 'OBLIGATION_OPEN')).toEqual([]);
    expect(seenBy(desk(opened), 'OBLIGATION_OPEN')).toEqual(['county-clerk@320583']);
  });
});

describe('what comes with the calendar', () => {
  it('the quarterly return is the office’s from the quarter’s end until it is submitted (A41)', () => {
    const due = (day: string, ledger = given()) => waiting(deskAt(ledger, day), 'QUARTERLY_RETURN');
    const first = ['QUARTERLY_RETURN 320500 2026-Q1 2026-04-15 quarter.due'];
    expect([due('2026-04-01'), due('2026-04-16'), due('2026-06-30')]).toEqual([first, first, first]);
    const submitted = given()
      .when(
        submitQuarterlyReturn,
        { place: '320500', quarter: '2026-Q1', asOf: '2026-03-31', position: 0, digest: 'a' } as never,
        { actor: officer('office', '320500'), at: '2026-04-10' },
      )
      .thenAccepted();
    expect(due('2026-04-16', submitted)).toEqual([]);
    expect(due('2026-07-01', submitted)).toEqual(['QUARTERLY_RETURN 320500 2026-Q2 2026-07-15 quarter.due']);
    expect(due('2027-01-03')).toEqual(['QUARTERLY_RETURN 320500 2026-Q4 2027-01-15 quarter.due']);
    expect(seenBy(deskAt(given(), '2026-04-01'), 'QUARTERLY_RETURN')).toEqual(['office@320500']);
  });

  it('a policy adopted for a day to come is announced until that day', () => {
    const adoption = { key: 'month.due', value: 5, effectiveFrom: '2026-05-01', decisionNo: '示例3号' };
    const group = officer('leading-group', '320500');
    const ledger = given()
      .when(adoptPolicy, adoption as never, { actor: group })
      .thenAccepted();
    const pending = (day: string) => waiting(deskAt(ledger, day), 'POLICY_PENDING');
    expect(pending('2026-04-29')).toEqual(['POLICY_PENDING month.due@1 2026-05-01 month.due']);
    expect(pending('2026-05-01')).toEqual([]);
    expect(seenBy(deskAt(ledger, '2026-04-29'), 'POLICY_PENDING')).toEqual(['office@320500']);
  });
});

describe('a task as it is shown', () => {
  const desk = deskAt(given({ 'obligation-320583': [] }), '2026-04-01');
  const shown = (day: string, language: 'zh-CN' | 'en') =>
    taskView(theTask(desk, 'QUARTERLY_RETURN'), { today: day as CivilDate, language, base: '/api/v1' });

  it('has its words, its basis, and the working days left', () => {
    expect(shown('2026-04-01', 'zh-CN')).toEqual({
      id: 'QUARTERLY_RETURN:320500 2026-Q1',
      kind: 'QUARTERLY_RETURN',
      title: '季度调度',
      information: false,
      place: '320500',
      placeName: '苏州市',
      subject: {
        type: 'report',
        id: '320500 2026-Q1',
        place: '320500',
        name: '苏州市 2026-Q1',
        href: '/api/v1/reports/quarterly',
      },
      medium: null,
      doer: { roles: ['office'], place: '320500', except: [] },
      since: '2026-03-31T16:00:00.000Z',
      dueOn: '2026-04-15',
      basis: { policy: 'quarter.due', article: '总则第四条' },
      overdue: false,
      // 2, 3, then 7 to 10 and 13 to 15 April: Qingming is 4 to 6.
      workingDaysLeft: 9,
      calendar: 'STATUTORY_HOLIDAYS',
    });
    expect(shown('2026-04-16', 'en')).toMatchObject({
      title: 'Quarterly return',
      overdue: true,
      workingDaysLeft: -1,
    });
    expect(shown('2026-04-15', 'en')).toMatchObject({ overdue: false, workingDaysLeft: 0 });
  });

  it('says when a year’s holidays are not published', () => {
    const later = theTask(deskAt(given(), '2027-01-04'), 'QUARTERLY_RETURN');
    const view = taskView(later, { today: '2027-01-04' as CivilDate, language: 'en', base: '' });
    expect(view).toMatchObject({ workingDaysLeft: 9, calendar: 'WEEKENDS_ONLY' });
  });
});

describe('the catalogue of tasks', () => {
  it.each(TASK_KIND_CODES)('%s has words in both languages and an article', (code) => {
    const { zh, en, article } = taskKind(code);
    expect(zh).toMatch(/^[\u4e00-\u9fff]+$/u);
    expect(en).toMatch(/^[A-Z][ -~’]+$/u);
    expect(article).toMatch(/^(总则)?第[一二三四五六七八九十]+条$/u);
  });

  it('gives every title once', () => {
    expect(new Set(TASK_KIND_CODES.map((code) => taskKind(code).zh)).size).toBe(TASK_KIND_CODES.length);
  });
});

describe('an inbox', () => {
  it('is sorted by due date, what has no day last', () => {
    const desk = deskAt(given(), '2026-01-02');
    const dates = inboxOf(officer('monitoring', '320500'), desk).map(({ due }) => due.on ?? '');
    expect(dates).toEqual(dates.toSorted());
    expect(new Set(dates).size).toBe(3);
    const debtor = inboxOf(officer('county-clerk', '320583'), desk);
    expect(debtor).toEqual([]);
  });
});
