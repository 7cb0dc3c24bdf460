import { byPollutant, tonnes, ZERO, type ItemView } from '#kernel';
import { correctionView } from '#libs/correction';
import { leftOfTrade, type Trade, type TradeState } from './trade.fold.js';

const statusOf = (trade: Trade): 'RECORDED' | 'PARTLY_USED' | 'USED' => {
  if (trade.backings.length === 0 && trade.crossings.length === 0) return 'RECORDED';
  return trade.lines.every(({ pollutant }) => leftOfTrade(trade, pollutant) === ZERO)
    ? 'USED'
    : 'PARTLY_USED';
};

/** A trade voucher as the interface shows it; `left` is what backs no project yet, in t/a. */
export const tradeView = (trade: Trade): ItemView => ({
  id: trade.tradeNo,
  tradeNo: trade.tradeNo,
  place: trade.place,
  status: statusOf(trade),
  sellerUscc: trade.sellerUscc,
  sellerPlace: trade.sellerPlace,
  buyerUscc: trade.buyerUscc,
  lines: trade.lines
    .toSorted(byPollutant)
    .map((line) => ({ ...line, left: tonnes(leftOfTrade(trade, line.pollutant)) })),
  termYears: trade.termYears,
  validUntil: trade.validUntil,
  price: trade.price,
  rulingNo: trade.rulingNo,
  recordedOn: trade.recordedOn,
  corrections: trade.corrections.map(correctionView),
  backings: trade.backings.map(({ withdrawalId, lines }) => {
    return { withdrawalId, lines: lines.map((line) => ({ ...line })) };
  }),
  crossings: trade.crossings.map(({ crossingId, status, toLedger, toPlace, buyerUscc, lines, until }) => {
    const line = lines.map((one) => ({ ...one }));
    return { crossingId, status, toLedger, toPlace, buyerUscc, lines: line, until };
  }),
});

export const findTrade = (state: TradeState, tradeNo: string): Trade | undefined =>
  state.trades.find((trade) => trade.tradeNo === tradeNo);
