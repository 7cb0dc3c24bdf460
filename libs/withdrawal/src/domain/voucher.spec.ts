import { must } from '#kernel';
import { given, officer, type Given, type Outcome } from '../../../../test/support/given.js';
import {
  balance,
  everywhere,
  fileOf,
  issued,
  lapse,
  LOCAL,
  permit,
  register,
  release,
  start,
  USCC,
} from '../../../../test/support/withdrawal-course.js';
import { approving, filing, reviewing, W } from '../../../../test/support/withdrawal-steps.js';
import { OFFICE } from '../../../../test/support/withdrawal.js';
import { voucherStateOf } from './voucher.view.js';
import { withdrawalFold } from './withdrawal.fold.js';

const stateIn = (ledger: Given) => voucherStateOf(must(ledger.state(withdrawalFold, W), W));

describe('after the voucher', () => {
  it('registration uses it; the project can no longer be cancelled', () => {
    const registered = register(issued).thenAnswers({
      status: 'REGISTERED',
      registration: { eiaApprovalNo: '示例环建〔2026〕1号', approvedOn: '2026-03-02' },
    });
    expect(stateIn(registered)).toBe('REGISTERED');
    release(registered).thenRefused('WRONG_STATE', { state: 'REGISTERED' });
    register(issued, '2026-03-03').thenRefused('EFFECTIVE_DATE_INVALID');
    register(issued, '2026-03-02', OFFICE).thenRefused('WRONG_APPROVER');
  });

  it('a permit of the same unit closes it for good (policy A35)', () => {
    const registered = register(issued).thenAccepted();
    const permitted = permit(registered).thenAnswers({
      status: 'PERMITTED',
      permit: { permitNo: `${USCC}001P`, permittedOn: '2026-09-30' },
    });
    expect(stateIn(permitted)).toBe('REGISTERED');
    lapse(permitted).thenRefused('WRONG_STATE', { state: 'PERMITTED' });
    release(permitted).thenRefused('WRONG_STATE', { state: 'PERMITTED' });
    permit(registered, { permitNo: '91320585MA1EXAMPL4001P' }).thenRefused('PERMIT_OF_ANOTHER_UNIT');
    permit(registered, { permittedOn: '2026-03-01' }).thenRefused('PERMIT_BEFORE_APPROVAL', {
      permittedOn: '2026-03-01',
      approvedOn: '2026-03-02',
    });
    permit(registered, { permittedOn: '2026-10-01' }).thenRefused('EFFECTIVE_DATE_INVALID');
    permit(registered, {}, OFFICE).thenRefused('WRONG_APPROVER');
  });

  it('lapses only after its years, registered or not, and k·E goes back', () => {
    lapse(issued, '2031-03-02').thenRefused('TOO_EARLY', { earliest: '2031-03-03' });
    lapse(issued, '2031-03-03', OFFICE).thenRefused('WRONG_APPROVER');
    for (const from of [issued, register(issued).thenAccepted()]) {
      const lapsed = lapse(from).thenAnswers({ status: 'LAPSED' });
      expect(balance(lapsed)).toBe('2 0 0 0');
      expect(stateIn(lapsed)).toBe('LAPSED');
    }
  });

  it('a release gives it up', () => {
    const released = release(issued).thenAnswers({ status: 'RELEASED', opinion: '项目取消' });
    expect(stateIn(released)).toBe('RELEASED');
    release(issued, officer('county-approver', '320585')).thenRefused('FORBIDDEN_PLACE');
    release(issued, OFFICE).thenRefused('WRONG_APPROVER');
  });

  it('a void lot behind it flags it, and it stays valid otherwise (policy A27)', () => {
    const flagged = given({ ...everywhere, 'withdrawal-w-1': fileEvents() });
    expect(fileOf(flagged)).toMatchObject({ status: 'VOUCHERED', backingVoided: true });
    expect(stateIn(flagged)).toBe('BACKING_VOIDED');
  });

  const fileEvents = () => {
    const events: { type: string; data: unknown }[] = [];
    const collect = (outcome: Outcome): Given =>
      outcome.thenEvents((written) =>
        events.push(...written.filter(({ stream }) => stream === 'withdrawal-w-1')),
      );
    collect(approving(collect(reviewing(collect(filing(start, LOCAL))))));
    return [
      ...events,
      { type: 'BackingVoided', data: { voucherNo: 'PZ-320583-2026-000001', lotId: 'county' } },
    ];
  };
});
