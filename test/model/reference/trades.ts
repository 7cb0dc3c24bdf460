/** Trades: what is bought, and which demands rest on it (第八条). */
import { everywhere, type Handler, inPlace, today } from './asking.js';
import { crossing } from './barring.js';
import type { Books, Trade } from './books.js';
import { pollutantsOf, type Wish } from './demand.js';
import { found, Grounds, impossible, type Leg } from './orders.js';
import { dayOf, kindOf, least, mg, monthsOn, PARENT, POLLUTANTS, t, total, yearOf } from './plain.js';
import { missingOf, type Provision } from './pools.js';

/** 第八条 path A: the purchases a demand may rest on, and what stands against those it names. */
export const purchases = (books: Books, wish: Wish): { grounds: Grounds; usable: readonly Trade[] } => {
  const { project, rulingNo } = wish.data;
  const day = dayOf(wish.at);
  const perpetual = books.policy('tradeTerm', wish.at) === 'PERPETUAL';
  const runs = ({ validUntil }: Trade): boolean => perpetual || validUntil === null || day <= validUntil;
  const bought = ({ data }: Trade): boolean => data.buyerUscc === project.uscc;
  const grounds = new Grounds();
  const named = [...new Set(wish.tradeVouchers)].map((tradeNo) =>
    books.trades.find((one) => one.tradeNo === tradeNo),
  );
  for (const trade of named) {
    grounds.ask(trade !== undefined, 'TRADE_VOUCHER_UNKNOWN');
    if (trade) grounds.ask(bought(trade), 'TRADE_OF_ANOTHER_UNIT').ask(runs(trade), 'TRADE_TERM_ENDED');
  }
  const own = books.trades.filter(({ data }) => data.place === project.place);
  const candidates = named.length > 0 ? named : own;
  const usable = candidates.flatMap((trade) => (trade && bought(trade) && runs(trade) ? [trade] : []));
  const pollutants = pollutantsOf(wish);
  if (pollutants.length > 0)
    for (const seller of new Set(usable.map(({ sellerPlace }) => sellerPlace)))
      grounds.add(crossing(books, { buyer: project.place, seller }, { pollutants, at: wish.at, rulingNo }));
  return { grounds, usable };
};

export const fromTrades = (books: Books, wish: Wish): Provision => {
  const { grounds, usable } = purchases(books, wish);
  const plans = wish.needs.map((need) => {
    let missing = need.required;
    const draws = usable.map((trade) => {
      const amount = least(books.leftOfTrade(trade, need.pollutant), missing);
      missing -= amount;
      return { tradeNo: trade.tradeNo, pollutant: need.pollutant, amount };
    });
    return { need, missing, draws: draws.filter(({ amount }) => amount > 0n) };
  });
  for (const { missing } of plans) grounds.ask(missing === 0n, 'INSUFFICIENT_QUOTA');
  return {
    grounds,
    draws: [],
    bought: plans.flatMap(({ draws }) => draws),
    missing: missingOf(plans),
    sources: [],
  };
};

const RecordTrade: Handler = (books, order) => {
  const { data, at } = order;
  const { place, lines } = data;
  impossible({
    buyerUscc: data.sellerUscc === data.buyerUscc,
    place: kindOf(place) === 'PROVINCE',
    lines: lines.every(({ amount }) => mg(amount) === 0n),
  });
  inPlace(order, place).stop();
  const registered = data.sellerUscc.slice(2, 8);
  const known = registered === '320000' || PARENT[registered] !== undefined ? registered : null;
  const sellerPlace = data.sellerPlace ?? known;
  const pollutants = lines.map(({ pollutant }) => pollutant);
  crossing(books, { buyer: place, seller: sellerPlace }, { pollutants, at, rulingNo: data.rulingNo }).stop();
  const start = `JY-${place}-${yearOf(today(order))}-`;
  const before = books.trades.filter(({ tradeNo }) => tradeNo.startsWith(start)).length;
  const tradeNo = start + String(before + 1).padStart(6, '0');
  const validUntil = data.termYears === null ? null : monthsOn(today(order), 12 * data.termYears);
  books.trades.push({ tradeNo, data, sellerPlace, validUntil, price: data.price });
  return { tradeNo, sellerPlace, validUntil };
};

/** A price that was written down wrongly; the purchase itself stays what it is. */
const CorrectTradePrice: Handler = (books, order) => {
  const { tradeNo, price } = order.data;
  const trade = found(books.trades.find((one) => one.tradeNo === tradeNo));
  inPlace(order, trade.data.place).stop();
  impossible({ changes: trade.price === price });
  trade.price = price;
  return { tradeNo, price, validUntil: trade.validUntil };
};

/** 第八条: a monthly report is kept as it was published; the answer says where its legs do not agree. */
const ImportTradeReport: Handler = (_, order) => {
  everywhere(order).stop();
  const { month, legs } = order.data;
  impossible({ month: month > today(order).slice(0, 7) });
  const sumOf = (some: readonly Leg[]): bigint => total(some.map(({ amount }) => mg(amount)));
  const lines = POLLUTANTS.flatMap((pollutant) => {
    const sold = legs.filter((leg) => leg.pollutant === pollutant && leg.side === 'SOLD');
    const bought = legs.filter((leg) => leg.pollutant === pollutant && leg.side === 'BOUGHT');
    if (sold.length + bought.length === 0) return [];
    const difference = sumOf(sold) - sumOf(bought);
    const compared = difference === 0n ? 'MATCHES' : 'DIFFERS';
    const status = sold.length === 0 || bought.length === 0 ? 'ONE_SIDED' : compared;
    return [{ pollutant, sold: t(sumOf(sold)), bought: t(sumOf(bought)), difference: t(difference), status }];
  });
  return { month, lines };
};

export const TRADES: Readonly<Record<string, Handler>> = {
  RecordTrade,
  CorrectTradePrice,
  ImportTradeReport,
};
