import { given, officer } from '../../../../test/support/given.js';
import { line } from '../../../../test/support/samples.js';
import { correctTradePrice } from './correct-trade-price.decider.js';
import { recordTrade } from './record-trade.decider.js';
import { nextTradeNo, tradeFold } from './trade.fold.js';

const TRADE_ORG = officer('trade-org', '320500');
const NO = 'JY-320583-2026-000001';
const why = { reason: '示例：多录一位', decisionNo: '示例更正〔2026〕3号' };

const bought = (price: string | null = '1589000') => {
  const parties = { sellerUscc: '91320583MA1DEM0013', buyerUscc: '91320583MA1XK2F47M', place: '320583' };
  const trade = { ...parties, sellerPlace: null, lines: [line('VOCs', '4')], termYears: 5, rulingNo: null };
  const ledger = given()
    .when(recordTrade, { ...trade, price }, { actor: TRADE_ORG })
    .thenAccepted();
  const draws = { tradeNo: NO, withdrawalId: 'w-1', lines: [line('VOCs', '1')] };
  const past = { command: 'Past', decide: () => backed } as const;
  const backed = {
    ok: true,
    events: [{ stream: 'trade-320583', type: 'TradeBacked', data: draws }],
    rules: [],
    answer: () => ({}),
  } as const;
  return ledger.when(past, {}, { actor: TRADE_ORG }).thenAccepted();
};
const correcting = (ledger = bought(), differing: object = {}, actor = TRADE_ORG) =>
  ledger.when(
    correctTradePrice,
    { tradeNo: NO, price: '158900', ...why, ...differing },
    { actor, at: '2026-04-01', id: 'fix-1' },
  );

describe('更正交易价格 (第八条, rulebook 1.6)', () => {
  it('takes the price back and writes the voucher anew, all else as it was', () => {
    correcting().thenEvents(([posted, entry, ...more]) => {
      expect(more).toEqual([]);
      expect(posted).toEqual({
        stream: 'trade-320583',
        type: 'CorrectionPosted',
        data: {
          correctionId: 'fix-1',
          record: 'TRADE_PRICE',
          recordId: NO,
          place: '320583',
          replacedBy: NO,
          changes: [{ field: 'price', from: '1589000', to: '158900' }],
          ...why,
          postedOn: '2026-04-01',
        },
      });
      expect(entry).toMatchObject({
        stream: 'trade-320583',
        type: 'TradeRecorded',
        data: { tradeNo: NO, serial: 1, price: '158900', recordedOn: '2026-03-02', validUntil: '2031-03-02' },
      });
      expect(Object.keys(entry?.data as object)).not.toContain('backings');
    });
  });

  it('keeps number, place in the line and what the purchase backs', () => {
    const ledger = correcting().thenAnswers({
      id: NO,
      status: 'PARTLY_USED',
      price: '158900',
      lines: [{ amount: '4', left: '3' }],
      backings: [{ withdrawalId: 'w-1' }],
      corrections: [{ recordId: NO, decisionNo: why.decisionNo, postedBy: TRADE_ORG.id }],
    });
    const state = ledger.state(tradeFold, '320583');
    expect(state.trades).toHaveLength(1);
    expect(nextTradeNo(state, '320583', 2026).serial).toBe(2);
  });

  it('may state a price that was not, and be corrected again', () => {
    const once = correcting(bought(null)).thenAccepted();
    correcting(once, { price: '1' }).thenAnswers({
      price: '1',
      corrections: [{ changes: [{ from: null, to: '158900' }] }, { changes: [{ from: '158900', to: '1' }] }],
    });
  });

  it('knows the trade, its place and what differs', () => {
    correcting(bought(), { tradeNo: 'JY-320583-2026-000002' }).thenRefused('NOT_FOUND');
    correcting(bought(), { tradeNo: 'no such number' }).thenRefused('NOT_FOUND');
    correcting(bought(), {}, officer('trade-org', '320581')).thenRefused('FORBIDDEN_PLACE');
    correcting(bought(), { price: '1589000' }).thenRefused('INVALID_MEANING');
  });
});
