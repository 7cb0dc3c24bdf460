import { type Actor, type Json } from '#kernel';
import { recordTrade, tradeFold, tradeView, findTrade, type RecordTrade } from '#libs/trade';
import { given, officer, type Given, type History } from '../../../../test/support/given.js';
import {
  APPROVER,
  CLERK,
  goodStanding,
  judged,
  line,
  project,
  suspended,
  t,
} from '../../../../test/support/withdrawal.js';
import { approving, filing, reviewing, W } from '../../../../test/support/withdrawal-steps.js';
import { amendWithdrawal } from './amend-withdrawal.decider.js';
import { releaseWithdrawal } from './release-withdrawal.decider.js';
import { lapseVoucher } from './lapse-voucher.decider.js';
import { expireHold } from './expire-hold.decider.js';
import { approveWithdrawal } from './approve-withdrawal.decider.js';
import { withdrawalFold } from './withdrawal.fold.js';

const BUYER = project().uscc;
const NEIGHBOUR = '91320585MA1DEM0010';
const ELSEWHERE = '91330421MA1DEM0018';
const TRADE_ORG: Actor = officer('trade-org', '320500');
const NO = 'JY-320583-2026-000001';

const purchase = (differing: Partial<RecordTrade> = {}): RecordTrade => ({
  sellerUscc: NEIGHBOUR,
  buyerUscc: BUYER,
  place: '320583',
  sellerPlace: null,
  lines: [{ pollutant: 'VOCs', amount: t('5') }],
  termYears: null,
  price: null,
  rulingNo: null,
  ...differing,
});
const GOOD: History = { 'standing-320583': [goodStanding()] };
const recording = (ledger: Given, differing: Partial<RecordTrade> = {}, actor = TRADE_ORG) =>
  ledger.when(recordTrade, purchase(differing), { actor });
const bought = (differing: Partial<RecordTrade> = {}, history: History = GOOD): Given =>
  recording(given(history), differing).thenAccepted();
const policy = (key: string, value: Json): History => ({
  ...GOOD,
  policy: [
    {
      type: 'PolicyAdopted',
      data: { key, version: 1, value, effectiveFrom: '2025-12-31T16:00:00.000Z', decisionNo: '示例' },
    },
  ],
});
const applying = (ledger: Given, amount: string, differing: object = {}) =>
  filing(ledger, [line('VOCs', amount)], { path: 'TRADE', ...differing });
const held = (ledger: Given, amount = '2'): Given =>
  reviewing(applying(ledger, amount).thenAccepted()).thenAccepted();
const left = (ledger: Given, place = '320583') =>
  ledger
    .state(tradeFold, place)
    .trades.map((trade) => (tradeView(trade)['lines'] as [{ left: string }])[0].left);

describe('a purchase on record (第八条 path A)', () => {
  it('gets the next number of its place and year, its term, and the seller’s division', () => {
    const ledger = bought();
    expect(findTrade(ledger.state(tradeFold, '320583'), NO)).toMatchObject({
      sellerPlace: '320585',
      validUntil: null,
    });
    recording(ledger, { termYears: 5 }).thenAnswers({
      id: 'JY-320583-2026-000002',
      status: 'RECORDED',
      validUntil: '2031-03-02',
      lines: [{ pollutant: 'VOCs', amount: '5', left: '5' }],
    });
  });

  it.each<[string, Partial<RecordTrade>]>([
    ['with itself', { sellerUscc: BUYER }],
    ['of nothing', { lines: [{ pollutant: 'VOCs', amount: t('0') }] }],
    ['for a province', { place: '320000' }],
  ])('is refused %s', (_, differing) => {
    recording(given(GOOD), differing, officer('trade-org', '320000')).thenRefused('INVALID_MEANING');
  });

  it('is refused outside the organisation’s place', () => {
    recording(given(GOOD), {}, officer('trade-org', '320585')).thenRefused('FORBIDDEN_PLACE');
  });

  it('is barred across a border, not inside it, while the buyer’s place is restricted (scenario 10)', () => {
    const missed = { 'standing-320583': [judged('320583', { quality: false, task: false })] };
    recording(given(missed)).thenRefused('ANNUAL_LINKAGE');
    recording(given(missed), { sellerUscc: ELSEWHERE }).thenRefused('ANNUAL_LINKAGE');
    recording(given(missed), { sellerPlace: '320583' }).thenAccepted();
    const order = {
      'standing-320583': [goodStanding(), suspended('320583', '2026-02-01', ['CROSS_COUNTY_PURCHASE'])],
    };
    recording(given(order)).thenRefused('SUSPENDED');
    const half = { 'standing-320583': [judged('320583', { quality: true, task: false })] };
    recording(given(half)).thenRefused('ANNUAL_LINKAGE');
    recording(given(half), { rulingNo: '示例领导小组〔2026〕1号' }).thenAccepted();
  });
});

describe('a demand met by purchase', () => {
  it('takes k·E from the trade, draws no pool, and the county issues the voucher', () => {
    const filed = applying(bought(), '2');
    filed.thenAnswers({
      tradeVouchers: [NO],
      draws: [],
      trades: [{ tradeNo: NO, pollutant: 'VOCs', amount: '4' }],
    });
    const reviewed = reviewing(filed.thenAccepted());
    reviewed.thenEvents((events) =>
      expect(events.map(({ stream, type }) => `${stream} ${type}`)).toEqual([
        `withdrawal-${W} WithdrawalFirstReviewed`,
        'trade-320583 TradeBacked',
      ]),
    );
    const ledger = approving(reviewed.thenAccepted()).thenAccepted();
    expect(ledger.state(withdrawalFold, W)).toMatchObject({
      status: 'VOUCHERED',
      voucher: {
        lines: [{ required: '4', granted: '2', retired: '2' }],
        draws: [],
        validUntil: '2031-03-02',
      },
    });
    expect(left(ledger)).toEqual(['1']);
    applying(ledger, '0.6', { id: 'w-2' }).thenRefused('INSUFFICIENT_QUOTA', {
      available: '1',
      shortfall: '0.2',
    });
  });

  it('is 1:1 where policy A23 exempts purchases', () => {
    const ledger = approving(held(bought({}, policy('multiplier.onTrades', 'NO')), '5')).thenAccepted();
    expect(ledger.state(withdrawalFold, W)?.voucher?.lines).toMatchObject([
      { required: '5', granted: '5', retired: '0' },
    ]);
  });

  it('uses only vouchers that exist, of its unit, and that still run (policy A37)', () => {
    const short = bought({ termYears: 1 });
    applying(short, '1', { tradeVouchers: ['JY-320583-2026-000009'] }).thenRefused('TRADE_VOUCHER_UNKNOWN');
    applying(short, '1', { tradeVouchers: ['示例'] }).thenRefused('TRADE_VOUCHER_UNKNOWN');
    const other = { ...project(), uscc: NEIGHBOUR };
    applying(short, '1', { tradeVouchers: [NO], project: other }).thenRefused('TRADE_OF_ANOTHER_UNIT');
    const later = { at: '2027-03-03', tradeVouchers: [NO] };
    const standing = { ...judged('320583', { quality: true, task: true }) };
    const judgedAgain = {
      'standing-320583': [goodStanding(), { ...standing, data: { ...standing.data, year: 2026 } }],
    };
    const old = bought({ termYears: 1 }, judgedAgain);
    applying(old, '1', later).thenRefused('TRADE_TERM_ENDED', { validUntil: '2027-03-02', on: '2027-03-03' });
    applying(old, '1', { at: '2027-03-03' }).thenRefused('INSUFFICIENT_QUOTA');
    applying(old, '1', { at: '2027-03-02', tradeVouchers: [NO] }).thenAccepted();
    const perpetual = bought(
      { termYears: 1 },
      { ...judgedAgain, policy: policy('tradeTerm', 'PERPETUAL')['policy'] ?? [] },
    );
    applying(perpetual, '1', later).thenAccepted();
  });

  it('gets a voucher that ends with the first purchase behind it', () => {
    const ledger = approving(held(bought({ termYears: 2 }))).thenAccepted();
    expect(ledger.state(withdrawalFold, W)?.voucher?.validUntil).toBe('2028-03-02');
  });

  it('names no pools, and a demand from a pool no purchases', () => {
    applying(bought(), '1', { pools: ['pool-320583'] }).thenRefused('INVALID_MEANING');
    applying(bought(), '1', { path: 'POOL', tradeVouchers: [NO] }).thenRefused('INVALID_MEANING');
  });

  it('is barred across a border when an order came after the purchase, at approval too', () => {
    const order = suspended('320583', '2026-03-01', ['CROSS_COUNTY_PURCHASE']);
    const after = (ledger: Given): Given =>
      ledger
        .when(
          {
            command: 'Order',
            decide: () => ({
              ok: true,
              events: [{ stream: 'standing-320583', ...order }],
              rules: [],
              answer: () => ({}),
            }),
          },
          {},
          { actor: APPROVER },
        )
        .thenAccepted();
    applying(after(bought()), '1').thenRefused('SUSPENDED');
    approving(after(held(bought()))).thenRefused('SUSPENDED');
  });

  it('gives its purchases back when it is turned down, released, expired or lapsed', () => {
    const turnDown = { id: W, decision: 'REJECT', opinion: '不符', documentNo: null } as const;
    const rejected = held(bought()).when(approveWithdrawal, turnDown, { actor: APPROVER }).thenAccepted();
    expect(left(rejected)).toEqual(['5']);
    const release = { id: W, reason: '取消' };
    expect(left(held(bought()).when(releaseWithdrawal, release, { actor: APPROVER }).thenAccepted())).toEqual(
      ['5'],
    );
    const system = { actor: officer('system', '320583'), at: '2026-06-01' };
    expect(left(held(bought()).when(expireHold, { id: W }, system).thenAccepted())).toEqual(['5']);
    const vouchered = approving(held(bought())).thenAccepted();
    expect(left(vouchered)).toEqual(['1']);
    const lapse = vouchered.when(lapseVoucher, release, { actor: APPROVER, at: '2032-01-05' });
    expect(left(lapse.thenAccepted())).toEqual(['5']);
  });

  it('may use a purchase recorded for the county in a park of it, when named', () => {
    const park = { ...project(), place: 'park-kunshan-dev' };
    applying(bought(), '1', { project: park, tradeVouchers: [NO], actor: CLERK }).thenAccepted();
  });
});

describe('a demand that needed no purchase until it was amended', () => {
  const amended = (): Given =>
    applying(bought(), '0')
      .thenAnswers({ tradeVouchers: [] })
      .when(amendWithdrawal, { id: W, lines: [line('VOCs', '1')] }, { actor: CLERK })
      .thenAnswers({ tradeVouchers: [NO], trades: [{ tradeNo: NO, pollutant: 'VOCs', amount: '2' }] });
  const vouchered = (): Given => {
    const approved = approving(reviewing(amended()).thenAccepted());
    return approved.thenAnswers({
      voucher: { lines: [{ pollutant: 'VOCs', required: '2', granted: '1', retired: '1' }] },
    });
  };

  it('rests on what it then needs: the voucher retires what the purchase gives beyond E', () => {
    expect(left(vouchered())).toEqual(['3']);
  });

  it('gives the purchase back when the project is cancelled', () => {
    const cancelled = vouchered().when(releaseWithdrawal, { id: W, reason: '取消' }, { actor: APPROVER });
    expect(left(cancelled.thenAccepted())).toEqual(['5']);
  });
});
