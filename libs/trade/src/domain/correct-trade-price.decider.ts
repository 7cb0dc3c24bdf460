import {
  must,
  previewed,
  propose,
  refuseBy,
  refuseMissing,
  streamName,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { TradeRecorded } from '#contract/trade';
import { changesBetween, correctionOf, refuseUnchanged, type CorrectionGrounds } from '#libs/correction';
import { placeOfTradeNo, tradeFold, type Trade } from './trade.fold.js';
import { findTrade, tradeView } from './trade.view.js';

export interface CorrectTradePrice extends CorrectionGrounds {
  readonly tradeNo: string;
  /** In CNY. */
  readonly price: string;
}

/** The voucher anew, with everything but the price as it was. */
const newEntry = (trade: Trade, price: string): TradeRecorded => {
  const { tradeNo, year, serial, recordedOn, policies } = trade;
  const { sellerUscc, buyerUscc, place, sellerPlace } = trade;
  const { lines, termYears, validUntil, rulingNo } = trade;
  const parties = { sellerUscc, buyerUscc, place, sellerPlace };
  const bought = { lines, termYears, validUntil, price, rulingNo };
  return {
    type: 'TradeRecorded',
    data: { tradeNo, year, serial, ...parties, ...bought, recordedOn, policies },
  };
};

/**
 * 更正交易价格 (第八条; rulebook 1.6): takes a wrongly stated price back by decision and writes the voucher anew. What
 * was bought, from whom and for how long is never corrected, for projects may rest on it. Errors: NOT_FOUND,
 * FORBIDDEN_PLACE, INVALID_MEANING of a price that is the same.
 */
export const correctTradePrice: Decider<CorrectTradePrice> = {
  command: 'CorrectTradePrice',
  decide(command: Command<CorrectTradePrice>, state): Decision {
    const { actor, data } = command;
    const { tradeNo, price } = data;
    const before = state(tradeFold, placeOfTradeNo(tradeNo) ?? '');
    const trade = findTrade(before, tradeNo);
    if (trade === undefined) return refuseMissing(`trade ${tradeNo}`);
    const { place } = trade;
    const rules = [withinPlace(actor, place)];
    const changes = changesBetween({ price: trade.price }, { price });
    const record = { record: 'TRADE_PRICE', recordId: tradeNo, place, replacedBy: tradeNo, changes } as const;
    const stream = streamName(tradeFold.prefix, place);
    const events = [correctionOf(command, record), newEntry(trade, price)].map((event) =>
      propose(stream, event),
    );
    const after = () => previewed(tradeFold, { stream, state: before }, { proposals: events, command });
    return (
      refuseBy(rules) ??
      refuseUnchanged(changes) ?? {
        ok: true,
        events,
        rules,
        answer: () => tradeView(must(findTrade(after(), tradeNo), tradeNo)),
      }
    );
  },
};
