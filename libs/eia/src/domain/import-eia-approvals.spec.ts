import type { CivilDate } from '#kernel';
import { releaseWithdrawal, voucherRegisterFold, withdrawalsOf } from '#libs/withdrawal';
import { given, officer, type Given } from '../../../../test/support/given.js';
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
import { closeFinding } from './close-finding.decider.js';
import { eiaFold } from './eia.fold.js';
import { importEiaApprovals, type ImportedApproval } from './import-eia-approvals.decider.js';

const INSPECTOR = officer('inspector', '320500');
const CODE = project().code;
const NO = '示例昆环建〔2026〕0117号';
const approval = (differing: Partial<ImportedApproval> = {}): ImportedApproval => ({
  approvalNo: NO,
  approvedOn: '2026-03-01' as CivilDate,
  projectCode: CODE,
  place: '320583',
  lines: [{ pollutant: 'VOCs', amount: t('2') }],
  ...differing,
});
const importing = (ledger: Given, items: readonly ImportedApproval[], actor = OFFICE) =>
  ledger.when(importEiaApprovals, { items }, { actor, id: 'import-1' });

const start = given({
  'standing-320583': [goodStanding()],
  'pool-320583': [lot('a', { VOCs: '100' })],
});
const backed = (amount = '2'): Given => vouchered(start, [line('VOCs', amount)]);
const found = (ledger: Given, no = NO) => ledger.state(eiaFold, '320583').approvals.get(no)?.finding;

describe('importing EIA approvals', () => {
  it('matches one whose project has a voucher for as much new discharge', () => {
    const outcome = importing(backed(), [approval()]);
    outcome.thenAnswers({
      items: [{ approvalNo: NO, matched: true, vouchers: ['PZ-320583-2026-000001'], findingId: null }],
    });
    outcome.thenEvents((events) =>
      expect(events.map(({ stream, type }) => `${stream} ${type}`)).toEqual([
        'eia-320583 EiaApprovalImported',
        'eia-320583 EiaApprovalMatched',
      ]),
    );
  });

  it('scenario 14: finds one without a voucher the same day', () => {
    const outcome = importing(start, [approval()]);
    outcome.thenAnswers({
      items: [
        {
          matched: false,
          findingId: 'import-1-1',
          shortfalls: [{ pollutant: 'VOCs', approved: '2', backed: '0', shortfall: '2' }],
        },
      ],
    });
    expect(found(outcome.thenAccepted())).toMatchObject({ status: 'OPEN', foundOn: '2026-03-02' });
  });

  it.each<[string, Partial<ImportedApproval>, boolean]>([
    ['a milligram too much', { lines: [{ pollutant: 'VOCs', amount: t('2.000000001') }] }, false],
    ['less', { lines: [{ pollutant: 'VOCs', amount: t('1') }] }, true],
    ['another pollutant', { lines: [{ pollutant: 'COD', amount: t('1') }] }, false],
    ['another project', { projectCode: '2603-320583-89-01-000001' }, false],
    ['no amounts', { lines: [] }, true],
    ['no amounts, of another project', { lines: [], projectCode: '2603-320583-89-01-000001' }, false],
    ['the city, for a project in its county', { place: '320500' }, true],
    ['a park of the county', { place: 'park-kunshan-dev' }, true],
    ['another county', { place: '320585' }, false],
  ])('compares %s', (_, differing, matched) => {
    importing(backed(), [approval(differing)]).thenAnswers({ items: [{ matched }] });
  });

  it('does not count a voucher that was given up', () => {
    const release = { id: W, reason: '取消' };
    const back = backed().when(releaseWithdrawal, release, { actor: APPROVER }).thenAccepted();
    importing(back, [approval()]).thenAnswers({ items: [{ matched: false }] });
  });

  it('counts vouchers entered before entries named their project', () => {
    const data = {
      voucherNo: 'PZ-320583-2026-000001',
      withdrawalId: W,
      year: 2026,
      serial: 1,
      projectCode: null,
    };
    const unnamed = given({ 'voucher-320583': [{ type: 'VoucherNumbered', data }] });
    expect(withdrawalsOf(unnamed.state(voucherRegisterFold, '320583'), CODE)).toEqual([W]);
    const both = given({
      'standing-320583': [goodStanding()],
      'pool-320583': [lot('a', { VOCs: '100' })],
      'voucher-320583': [{ type: 'VoucherNumbered', data }],
    });
    const other = approval({ projectCode: '2603-320583-89-01-000001' });
    const ledger = vouchered(both, [line('VOCs', '2')]);
    importing(ledger, [other]).thenAnswers({ items: [{ matched: false, vouchers: [] }] });
    importing(ledger, [approval()]).thenAnswers({ items: [{ matched: true }] });
  });

  it('closes the finding when a later import of the number is covered, under the same id', () => {
    const first = importing(backed('1'), [approval()]).thenAccepted();
    expect(found(first)?.status).toBe('OPEN');
    const again = first.when(importEiaApprovals, { items: [approval()] }, { actor: OFFICE, id: 'import-2' });
    expect(found(again.thenAccepted())).toMatchObject({ status: 'OPEN', findingId: 'import-1-1' });
    const covered = approval({ lines: [{ pollutant: 'VOCs', amount: t('1') }] });
    expect(found(importing(first, [covered]).thenAccepted())).toMatchObject({ status: 'CLOSED' });
  });

  it('leaves a finding closed that a document settled, until more is missing than it knew of', () => {
    const closing = {
      id: 'import-1-1',
      place: '320583',
      documentNo: '示例整改〔2026〕5号',
      reason: '批复已撤销',
    };
    const open = importing(start, [approval()]).thenAccepted();
    const closed = open.when(closeFinding, closing, { actor: INSPECTOR }).thenAnswers({
      id: 'import-1-1',
      status: 'CLOSED',
      closure: { documentNo: '示例整改〔2026〕5号', reason: '批复已撤销', by: INSPECTOR.id },
    });
    const same = importing(closed, [approval()]);
    same.thenEvents((events) => expect(events.map(({ type }) => type)).toEqual(['EiaApprovalImported']));
    same.thenAnswers({
      items: [{ matched: false, findingId: 'import-1-1', shortfalls: [{ shortfall: '2' }] }],
    });
    expect(found(same.thenAccepted())?.status).toBe('CLOSED');
    for (const lines of [
      [{ pollutant: 'VOCs', amount: t('2.000000001') }],
      [{ pollutant: 'COD', amount: t('1') }],
    ] as const)
      expect(found(importing(closed, [approval({ lines })]).thenAccepted())).toMatchObject({
        status: 'OPEN',
        findingId: 'import-1-1',
        closure: null,
      });
    closed.when(closeFinding, closing, { actor: INSPECTOR }).thenRefused('WRONG_STATE');
    open.when(closeFinding, { ...closing, id: 'other' }, { actor: INSPECTOR }).thenRefused('NOT_FOUND');
    const stranger = officer('inspector', '320585');
    open.when(closeFinding, closing, { actor: stranger }).thenRefused('FORBIDDEN_PLACE');
  });

  it('judges many at once, and refuses what lies elsewhere or in the future', () => {
    const other = approval({ approvalNo: '示例2号', projectCode: '2603-320583-89-01-000001' });
    importing(backed(), [approval(), other]).thenAnswers({
      items: [{ matched: true }, { matched: false, findingId: 'import-1-2' }],
    });
    importing(backed(), [approval()], officer('office', '320585')).thenRefused('FORBIDDEN_PLACE');
    importing(backed(), [approval({ approvedOn: '2026-03-03' as CivilDate })]).thenRefused(
      'EFFECTIVE_DATE_INVALID',
    );
  });
});
