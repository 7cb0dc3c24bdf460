import { systemActor, type CivilMonth } from '#kernel';
import { orderSuspension, proposeSuspension, recordReading, type RecordReading } from '#libs/standing';
import { recordTrade, tradeFold } from '#libs/trade';
import { given, officer, type Given, type History, type Outcome } from '../../../../test/support/given.js';
import { adopted } from '../../../../test/support/policy.js';
import { approving, filing, reviewing, W } from '../../../../test/support/withdrawal-steps.js';
import {
  APPROVER,
  goodStanding,
  line,
  lot,
  project,
  suspended,
  t,
} from '../../../../test/support/withdrawal.js';
import { expireHold } from './expire-hold.decider.js';
import { registerBalance } from './register-balance.decider.js';
import { withdrawalFold } from './withdrawal.fold.js';

const SYSTEM = systemActor('320000');
const COUNTY_ORDER = suspended('320583', '2026-03-03', ['WITHDRAW_LOCAL']);

/** Held on 2 March; an order may take effect on the 3rd. */
const heldUnder = (inFlight: string, standing: History[string] = [goodStanding(), COUNTY_ORDER]): Given => {
  const history = {
    policy: [adopted('suspension.inFlight', inFlight)],
    'pool-320583': [lot('county', { COD: '2' })],
    'standing-320583': standing,
  };
  return reviewing(filing(given(history), [line('COD', '1')]).thenAccepted()).thenAccepted();
};
const expiring = (ledger: Given, at: string): Outcome =>
  ledger.when(expireHold, { id: W }, { actor: SYSTEM, at });

describe('an order over what is held and not yet issued (policy A5)', () => {
  it('HOLD: no voucher, and the hold stays to its day', () => {
    const held = heldUnder('HOLD');
    approving(held, { at: '2026-03-03' }).thenRefused('SUSPENDED', { place: '320583' });
    expiring(held, '2026-03-03').thenRefused('TOO_EARLY', { earliest: '2026-04-02' });
  });

  it('VOID: no voucher, and the service ends the hold; the demand queues again', () => {
    const held = heldUnder('VOID');
    approving(held, { at: '2026-03-03' }).thenRefused('SUSPENDED', { place: '320583' });
    expiring(held, '2026-03-02T23:59:00+08:00').thenRefused('TOO_EARLY', { earliest: '2026-04-02' });
    const ended = expiring(held, '2026-03-03');
    ended.thenEvents((events) =>
      expect(events).toMatchObject([
        {
          type: 'WithdrawalHoldExpired',
          data: { expiresOn: '2026-04-01', cause: 'SUSPENDED', policies: ['suspension.inFlight@1'] },
        },
        { type: 'HoldExpired', stream: 'pool-320583', data: { draws: [{ lotId: 'county', amount: '2' }] } },
      ]),
    );
    const queueing = ended.thenAnswers({ status: 'FILED', draws: [] });
    reviewing(queueing, { at: '2026-03-04' }).thenRefused('SUSPENDED');
  });

  it('VOID: an order over a tier not drawn on ends nothing', () => {
    const elsewhere = suspended('320583', '2026-03-03', ['WITHDRAW_MUNICIPAL']);
    expiring(heldUnder('VOID', [goodStanding(), elsewhere]), '2026-03-03').thenRefused('TOO_EARLY');
  });

  it('HONOUR: what was held before the order is issued after it, and the trace says why', () => {
    const held = heldUnder('HONOUR');
    const approved = approving(held, { at: '2026-03-03' });
    approved.thenAnswers({ status: 'VOUCHERED' });
    expect(approved.rules.find(({ code }) => code === 'SUSPENDED')).toMatchObject({
      outcome: 'NOT_APPLICABLE',
      policyVersion: 'suspension.inFlight@1',
      inputs: { standing: 'FAIL', orderNo: '示例暂停〔2026〕1号' },
    });
    expiring(held, '2026-03-03').thenRefused('TOO_EARLY');
  });

  it('HONOUR: an order that reaches back before the hold blocks, as it would have at first review', () => {
    const monitoring = officer('monitoring', '320500');
    const reading: RecordReading = {
      place: '320583',
      month: '2026-02' as CivilMonth,
      medium: 'WATER',
      indicator: 'COD',
      value: '30',
      unit: 'mg/L',
      target: '20',
      lastYear: null,
      valid: true,
    };
    const proposal = {
      place: '320583',
      effectiveFrom: '2026-03-01',
      orderNo: '示例暂停〔2026〕2号',
      reason: '连续两月恶化',
      readingIds: ['r-1'],
    };
    const late = heldUnder('HONOUR', [goodStanding()])
      .when(recordReading, reading, { actor: monitoring, at: '2026-03-03', id: 'r-1' })
      .thenAccepted()
      .when(proposeSuspension, proposal, { actor: monitoring, at: '2026-03-03', id: 's-1' })
      .thenAccepted()
      .when(
        orderSuspension,
        { id: 's-1', place: '320583' },
        { actor: officer('bureau-lead', '320500'), at: '2026-03-03' },
      )
      .thenAccepted();
    approving(late, { at: '2026-03-03' }).thenRefused('SUSPENDED', { orderNo: '示例暂停〔2026〕2号' });
  });
});

/** A purchase from the neighbour, recorded before the order of 3 March over buying across the border. */
const boughtUnder = (inFlight: string): Given => {
  const order = suspended('320583', '2026-03-03', ['CROSS_COUNTY_PURCHASE']);
  const trade = {
    sellerUscc: '91320585MA1DEM0010',
    buyerUscc: project().uscc,
    place: '320583',
    sellerPlace: null,
    lines: [{ pollutant: 'COD', amount: t('4') }],
    termYears: null,
    price: null,
    rulingNo: null,
  } as const;
  return given({
    policy: [adopted('suspension.inFlight', inFlight)],
    'standing-320583': [goodStanding(), order],
  })
    .when(recordTrade, trade, { actor: officer('trade-org', '320500') })
    .thenAccepted();
};
const buying = (inFlight: string): Given =>
  filing(boughtUnder(inFlight), [line('COD', '1')], { path: 'TRADE' }).thenAccepted();
const backed = (inFlight: string): Given => reviewing(buying(inFlight)).thenAccepted();
const leftOf = (ledger: Given) =>
  ledger.state(tradeFold, '320583').trades.map(({ backings }) => backings.length);

describe('an order over purchases across the border (policy A5, path A)', () => {
  it('lets what is filed queue, and issued vouchers stand, whatever the policy', () => {
    for (const inFlight of ['HOLD', 'VOID', 'HONOUR']) {
      reviewing(buying(inFlight), { at: '2026-03-03' }).thenRefused('SUSPENDED', { place: '320583' });
      expect(buying(inFlight).state(withdrawalFold, W)?.status).toBe('FILED');
      const issued = approving(backed(inFlight), { at: '2026-03-02' }).thenAnswers({ status: 'VOUCHERED' });
      const registration = { id: W, eiaApprovalNo: '示例〔2026〕1号', approvedOn: null };
      issued.when(registerBalance, registration, { actor: APPROVER, at: '2026-03-04' }).thenAccepted();
    }
  });

  it('HOLD: no voucher, and the purchase stays set aside', () => {
    approving(backed('HOLD'), { at: '2026-03-03' }).thenRefused('SUSPENDED', { place: '320583' });
    expiring(backed('HOLD'), '2026-03-03').thenRefused('TOO_EARLY');
  });

  it('VOID: no voucher, and the service frees the purchase; the demand queues again', () => {
    approving(backed('VOID'), { at: '2026-03-03' }).thenRefused('SUSPENDED');
    expect(leftOf(backed('VOID'))).toEqual([1]);
    expiring(backed('VOID'), '2026-03-02T23:59:00+08:00').thenRefused('TOO_EARLY');
    expect(leftOf(expiring(backed('VOID'), '2026-03-03').thenAnswers({ status: 'FILED' }))).toEqual([0]);
  });

  it('HONOUR: what was set aside before the order is issued after it, and the trace says why', () => {
    const approved = approving(backed('HONOUR'), { at: '2026-03-03' });
    approved.thenAnswers({ status: 'VOUCHERED' });
    expect(approved.rules.find(({ code }) => code === 'SUSPENDED')).toMatchObject({
      outcome: 'NOT_APPLICABLE',
      policyVersion: 'suspension.inFlight@1',
      inputs: { standing: 'FAIL' },
    });
    expiring(backed('HONOUR'), '2026-03-03').thenRefused('TOO_EARLY');
  });
});
