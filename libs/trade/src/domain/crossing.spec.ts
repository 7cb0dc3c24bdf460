import { civilDateOf, endOf } from '#kernel';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { line } from '../../../../test/support/samples.js';
import { goodStanding, suspended } from '../../../../test/support/withdrawal.js';
import { concludeCrossing } from './conclude-crossing.decider.js';
import { recordTrade } from './record-trade.decider.js';
import { reserveCrossing } from './reserve-crossing.decider.js';
import { takeCrossing } from './take-crossing.decider.js';
import { tradeFold } from './trade.fold.js';

const TRADE_ORG = officer('trade-org', '320500');
const SYSTEM = officer('system', '320000');
const NO = 'JY-320583-2026-000001';
const BUYER = '91320583MA1XK2F47M';
const JIASHAN = '91330421MA1DEM0010';

const bought = () => {
  const parties = { sellerUscc: '91320583MA1DEM0013', buyerUscc: BUYER, place: '320583' };
  const trade = { ...parties, sellerPlace: null, lines: [line('VOCs', '4')], termYears: 1, rulingNo: null };
  return given({ 'standing-320583': [goodStanding()] })
    .when(recordTrade, { ...trade, price: null }, { actor: TRADE_ORG })
    .thenAccepted();
};
const reserving = (ledger: Given, differing: object = {}, { actor = TRADE_ORG, at = '2026-03-02' } = {}) => {
  const to = { toLedger: '330000', toPlace: '330421', buyerUscc: JIASHAN };
  const asked = { tradeNo: NO, ...to, lines: [line('VOCs', '3')], price: '9', days: 3 };
  return ledger.when(reserveCrossing, { ...asked, ...differing }, { actor, at, id: 'c-1' });
};
const concluding = (ledger: Given, taken: boolean) =>
  ledger
    .when(concludeCrossing, { tradeNo: NO, crossingId: 'c-1', taken, answeredAt: 7 }, { actor: SYSTEM })
    .thenAccepted();

describe('跨省转让：where it leaves (第八条)', () => {
  it('sets the amount aside until the end of a day', () => {
    reserving(bought()).thenEvents(([reserved, ...more]) => {
      expect(more).toEqual([]);
      expect(reserved).toMatchObject({
        stream: 'trade-320583',
        type: 'CrossingReserved',
        data: { crossingId: 'c-1', tradeNo: NO, toPlace: '330421', until: '2026-03-05T15:59:59.999Z' },
      });
    });
    reserving(bought()).thenAnswers({
      status: 'PARTLY_USED',
      lines: [{ amount: '4', left: '1' }],
      crossings: [{ crossingId: 'c-1', status: 'RESERVED' }],
    });
  });

  it('refuses what is not there, has run out, is another’s, or no sale', () => {
    reserving(bought(), { lines: [line('VOCs', '4.000000001')] }).thenRefused('INSUFFICIENT_QUOTA');
    reserving(reserving(bought()).thenAccepted()).thenRefused('INSUFFICIENT_QUOTA');
    reserving(bought(), { lines: [line('COD', '1')] }).thenRefused('INSUFFICIENT_QUOTA');
    reserving(bought(), {}, { at: '2027-03-03' }).thenRefused('TRADE_TERM_ENDED');
    reserving(bought(), {}, { actor: officer('trade-org', '320581') }).thenRefused('FORBIDDEN_PLACE');
    reserving(bought(), { tradeNo: 'JY-320583-2026-000002' }).thenRefused('NOT_FOUND');
    reserving(bought(), { buyerUscc: BUYER }).thenRefused('INVALID_MEANING');
    reserving(bought(), { lines: [line('VOCs', '0')] }).thenRefused('INVALID_MEANING');
  });

  it('is gone once it is there, and back once it was declined; nothing follows upon that', () => {
    const open = reserving(bought()).thenAccepted();
    for (const [taken, left] of [
      [true, '1'],
      [false, '4'],
    ] as const) {
      const done = concluding(open, taken);
      const view = done.state(tradeFold, '320583').trades[0]?.crossings[0]?.status;
      expect(view).toBe(taken ? 'SETTLED' : 'RETURNED');
      const again = concluding(done, !taken);
      expect(again.events).toHaveLength(done.events.length);
      reserving(again, { lines: [line('VOCs', left)] }).thenAccepted();
    }
  });
});

const taking = (history = {}, differing: object = {}) => {
  const from = {
    crossingId: 'c-1',
    fromLedger: '330000',
    fromTradeNo: 'JY-330421-2026-000009',
    reservedAt: 7,
  };
  const terms = {
    lines: [line('VOCs', '3')],
    price: '9',
    termYears: 1,
    validUntil: civilDateOf('2027-03-02'),
  };
  const parties = { sellerUscc: JIASHAN, buyerUscc: BUYER, toPlace: '320583' };
  const until = endOf(civilDateOf('2026-03-02'));
  return given(history).when(
    takeCrossing,
    { ...from, ...terms, ...parties, until, ...differing },
    { actor: SYSTEM, at: '2026-03-02' },
  );
};
const GOOD = { 'standing-320583': [goodStanding()] };
const declined = (history: object, grounds: readonly string[], differing: object = {}): Given =>
  taking(history, differing).thenEvents(([declining, ...more]) => {
    expect(more).toEqual([]);
    expect(declining).toMatchObject({ type: 'CrossingDeclined', data: { crossingId: 'c-1', grounds } });
  });

describe('转入：where it arrives (第八条、第九条、第十条)', () => {
  it('is a purchase from outside, with the term it had, under a number of this ledger', () => {
    taking(GOOD).thenEvents(([taken, trade]) => {
      expect(taken).toMatchObject({ type: 'CrossingTaken', data: { crossingId: 'c-1', tradeNo: NO } });
      expect(trade).toMatchObject({
        type: 'TradeRecorded',
        data: { tradeNo: NO, sellerUscc: JIASHAN, sellerPlace: null, validUntil: '2027-03-02', price: '9' },
      });
    });
  });

  it('is declined after its hour, for no place of the ledger, and while the place may not buy', () => {
    declined(GOOD, ['HOLD_EXPIRED'], { until: '2026-03-01T15:59:59.999Z' });
    declined(GOOD, ['FORBIDDEN_PLACE'], { toPlace: '339999' });
    declined(GOOD, ['FORBIDDEN_PLACE'], { toPlace: '320000' });
    declined({}, ['ANNUAL_LINKAGE']);
    const barred = suspended('320583', '2026-02-01', ['CROSS_COUNTY_PURCHASE']);
    declined({ 'standing-320583': [goodStanding(), barred] }, ['SUSPENDED']);
  });
});
