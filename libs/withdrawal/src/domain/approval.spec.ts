import { must } from '#kernel';
import type { ReviewDecision, VoucherIssued } from '#contract/withdrawal';
import { given, officer, type Given } from '../../../../test/support/given.js';
import {
  balance,
  everywhere,
  fileOf,
  held,
  heldOf,
  issued,
  LOCAL,
  PROVINCIAL,
  start,
  turnDown,
} from '../../../../test/support/withdrawal-course.js';
import {
  approving,
  elementReviewing,
  filing,
  reviewing,
  vouchered,
  W,
} from '../../../../test/support/withdrawal-steps.js';
import {
  goodStanding,
  line,
  lot,
  OFFICE,
  project,
  PROVINCE,
  suspended,
} from '../../../../test/support/withdrawal.js';
import { voucherView } from './voucher.view.js';
import { withdrawalFold } from './withdrawal.fold.js';

describe('final approval (第八条)', () => {
  it('is one append: approval, number, voucher, and the quota leaving each pool', () => {
    approving(held).thenEvents((events) => {
      expect(events.map(({ stream, type }) => `${stream} ${type}`)).toEqual([
        'withdrawal-w-1 WithdrawalApproved',
        'voucher-320583 VoucherNumbered',
        'withdrawal-w-1 VoucherIssued',
        'pool-320583 QuotaWithdrawn',
      ]);
      expect(events.at(-1)?.data).toEqual({
        withdrawalId: W,
        voucherNo: 'PZ-320583-2026-000001',
        draws: [{ lotId: 'county', pollutant: 'COD', amount: '2', retired: '1' }],
      });
    });
  });

  it('shows on the voucher the rules it was given under', () => {
    const ledger = approving(held).thenEvents((events) => {
      const voucher = must(
        events.find(({ type }) => type === 'VoucherIssued'),
        'a voucher',
      );
      const { rules } = voucher.data as VoucherIssued['data'];
      expect(rules.map(({ code }) => code)).toEqual(
        expect.arrayContaining(['SUSPENDED', 'HOLD_EXPIRED', 'SEPARATION_OF_DUTIES']),
      );
      expect(voucherView(must(issued.state(withdrawalFold, W), W), rules)).toMatchObject({
        no: 'PZ-320583-2026-000001',
        withdrawalId: W,
        state: 'VALID',
        validUntil: '2031-03-02',
        rules,
      });
    });
    expect(fileOf(ledger)).toMatchObject({ voucherNo: 'PZ-320583-2026-000001', expiresOn: null });
    expect(voucherView(must(held.state(withdrawalFold, W), W), [])).toBeNull();
  });

  it('numbers the vouchers of a place and year one after the other', () => {
    const noOf = (ledger: Given, id: string) => ledger.state(withdrawalFold, id)?.voucher?.no;
    const second = vouchered(issued, [line('PM', '0')], { id: 'w-2' });
    const park = officer('park-clerk', 'park-kunshan-dev');
    const inPark = filing(second, [line('COD', '0.1')], {
      id: 'w-3',
      project: project({ place: 'park-kunshan-dev' }),
      actor: park,
    });
    const third = approving(reviewing(inPark.thenAccepted(), { id: 'w-3' }).thenAccepted(), {
      id: 'w-3',
    }).thenAccepted();
    const nextYear = vouchered(third, [line('PM', '0')], { id: 'w-4', at: '2027-01-01' });
    expect(['w-1', 'w-2', 'w-3', 'w-4'].map((id) => noOf(nextYear, id))).toEqual([
      'PZ-320583-2026-000001',
      'PZ-320583-2026-000002',
      'PZ-park-kunshan-dev-2026-000001',
      'PZ-320583-2027-000001',
    ]);
  });

  it('a demand for nothing gets a voucher for nothing', () => {
    const none = vouchered(start, [line('COD', '0')]);
    expect(fileOf(none)).toMatchObject({
      status: 'VOUCHERED',
      voucher: { lines: [{ required: '0', granted: '0', retired: '0' }] },
      draws: [],
    });
  });

  it('belongs to the highest tier drawn on', () => {
    const municipal = elementReviewing(heldOf([line('COD', '2')]), 'WATER').thenAccepted();
    approving(municipal).thenRefused('WRONG_APPROVER', {
      tier: 'MUNICIPAL',
      allowed: 'office | bureau-lead',
    });
    approving(municipal, { actor: PROVINCE }).thenRefused('WRONG_APPROVER');
    approving(municipal, { actor: officer('bureau-lead', '320500') }).thenAccepted();
    approving(held, { actor: OFFICE }).thenRefused('WRONG_APPROVER', {
      tier: 'LOCAL',
      allowed: 'county-approver',
    });
    const provincial = elementReviewing(heldOf(PROVINCIAL), 'WATER').thenAccepted();
    approving(provincial, { actor: OFFICE }).thenRefused('WRONG_APPROVER', {
      tier: 'PROVINCIAL',
      allowed: 'province',
    });
    approving(provincial, { actor: PROVINCE }).thenRefused('PROVINCIAL_REPLY_REQUIRED');
    approving(provincial, { actor: PROVINCE, documentNo: '示例苏环函〔2026〕1号' }).thenAnswers({
      status: 'VOUCHERED',
      documentNo: '示例苏环函〔2026〕1号',
    });
  });

  it('a park’s approver cannot give the county’s quota; the city’s office serves a park of the city', () => {
    const park = {
      project: project({ place: 'park-kunshan-dev' }),
      actor: officer('park-clerk', 'park-kunshan-dev'),
    };
    const approver = officer('county-approver', 'park-kunshan-dev');
    const of = (tonnes: string): Given =>
      reviewing(filing(start, [line('COD', tonnes)], park).thenAccepted()).thenAccepted();
    approving(of('0.5'), { actor: approver }).thenAccepted();
    approving(of('1'), { actor: approver }).thenRefused('FORBIDDEN_PLACE', { place: '320583' });
    approving(of('1')).thenAccepted();

    const sip = given({ 'pool-park-sip': [lot('sip', { COD: '2' })] });
    const filedThere = filing(sip, LOCAL, {
      project: project({ place: 'park-sip' }),
      actor: officer('park-clerk', 'park-sip'),
    });
    const reviewedThere = reviewing(filedThere.thenAccepted(), {
      actor: officer('county-reviewer', '320500'),
    }).thenAccepted();
    approving(reviewedThere, { actor: OFFICE }).thenAccepted();
  });

  it('an order given since first review blocks, and the hold stays (policy A5)', () => {
    const order = {
      ...everywhere,
      'standing-320583': [goodStanding(), suspended('320583', '2026-03-03', ['WITHDRAW_LOCAL'])],
    };
    const before = reviewing(filing(given(order), LOCAL).thenAccepted()).thenAccepted();
    approving(before, { at: '2026-03-03' }).thenRefused('SUSPENDED', { place: '320583' });
    expect(balance(before)).toBe('0 2 0 0');
    approving(before, { at: '2026-03-02T23:59:00+08:00' }).thenAccepted();
    const province = {
      ...everywhere,
      'standing-320500': [suspended('320500', '2026-03-03', ['WITHDRAW_LOCAL'])],
    };
    const below = reviewing(filing(given(province), LOCAL).thenAccepted()).thenAccepted();
    approving(below, { at: '2026-03-03' }).thenRefused('SUSPENDED', { place: '320500' });
  });

  it('an order over a tier not drawn on does not block', () => {
    const order = {
      ...everywhere,
      'standing-320583': [suspended('320583', '2026-03-03', ['WITHDRAW_MUNICIPAL'])],
    };
    const before = reviewing(filing(given(order), LOCAL).thenAccepted()).thenAccepted();
    approving(before, { at: '2026-03-03' }).thenAccepted();
  });

  it('comes before the hold ends', () => {
    approving(held, { at: '2026-04-01T23:00:00+08:00' }).thenAccepted();
    approving(held, { at: '2026-04-02' }).thenRefused('HOLD_EXPIRED', { expiresOn: '2026-04-01' });
  });

  it.each<[ReviewDecision, string]>([
    ['RETURN', 'RETURNED'],
    ['REJECT', 'REJECTED'],
  ])('%s frees the hold', (decision, status) => {
    const down = turnDown(held, decision).thenAnswers({ status, opinion: '意见', draws: [] });
    expect(balance(down)).toBe('2 0 0 0');
  });
});
