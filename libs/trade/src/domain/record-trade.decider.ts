import {
  addYears,
  findPlace,
  mgOf,
  must,
  previewed,
  propose,
  refuseBy,
  refuseMeaning,
  streamName,
  withinPlace,
  yearOf,
  ZERO,
  type Command,
  type Decider,
  type Decision,
  type FieldFault,
} from '#kernel';
import type { TradeLine, TradeRecorded } from '#contract/trade';
import { policiesAt } from '#libs/policy';
import { crossCountyPurchaseRules } from '#libs/standing';
import { nextTradeNo, tradeFold } from './trade.fold.js';
import { findTrade, tradeView } from './trade.view.js';

export interface RecordTrade {
  readonly sellerUscc: string;
  readonly buyerUscc: string;
  readonly place: string;
  /** Nothing: the division the seller is registered in, by its code. */
  readonly sellerPlace: string | null;
  readonly lines: readonly TradeLine[];
  readonly termYears: number | null;
  readonly price: string | null;
  readonly rulingNo: string | null;
}

/** 登记地：characters 3 to 8 of a USCC (GB 32100); nothing for a place this installation does not serve. */
const registeredIn = (uscc: string): string | null => findPlace(uscc.slice(2, 8))?.code ?? null;

const faultsIn = ({ sellerUscc, buyerUscc, place, lines }: RecordTrade): readonly FieldFault[] => {
  const fault = (field: string, rule: string, message: string): FieldFault => ({ field, rule, message });
  const kind = findPlace(place)?.kind;
  return [
    ...(sellerUscc === buyerUscc
      ? [fault('buyerUscc', 'parties', '买卖双方不能为同一单位 / seller and buyer are the same unit')]
      : []),
    ...(kind === undefined || kind === 'PROVINCE'
      ? [
          fault(
            'place',
            'place',
            '买方须在本市及其县（市、区）或园区 / the buyer lies in none of the places served',
          ),
        ]
      : []),
    ...(lines.every(({ amount }) => mgOf(amount) === ZERO)
      ? [fault('lines', 'amount', '交易数量不能全为 0 / nothing was bought')]
      : []),
  ];
};

/** 交易登记 (第八条): the trading organisation's voucher; barred across a border while the buyer's place is restricted. */
export const recordTrade: Decider<RecordTrade> = {
  command: 'RecordTrade',
  decide(command: Command<RecordTrade>, state): Decision {
    const { actor, at, today, data } = command;
    const { place, lines, termYears, rulingNo } = data;
    const own = withinPlace(actor, place);
    const refusal = refuseMeaning(faultsIn(data)) ?? refuseBy([own]);
    if (refusal) return refusal;
    const policies = policiesAt(state, at);
    const sellerPlace = data.sellerPlace ?? registeredIn(data.sellerUscc);
    const pollutants = lines.map(({ pollutant }) => pollutant);
    const question = { place, sellerPlace, pollutants, effectiveAt: at, today, rulingNo, policies };
    const rules = [own, ...crossCountyPurchaseRules(state, question)];
    const before = state(tradeFold, place);
    const numbered = nextTradeNo(before, place, yearOf(today));
    const recorded: TradeRecorded = {
      type: 'TradeRecorded',
      data: {
        ...data,
        ...numbered,
        sellerPlace,
        validUntil: termYears === null ? null : addYears(today, termYears),
        recordedOn: today,
        policies: [policies('crossRegion').version, policies('tradeTerm').version],
      },
    };
    const stream = streamName(tradeFold.prefix, place);
    const events = [propose(stream, recorded)];
    const after = previewed(tradeFold, { stream, state: before }, { proposals: events, command });
    const trade = must(findTrade(after, numbered.tradeNo), numbered.tradeNo);
    return refuseBy(rules) ?? { ok: true, events, rules, answer: () => tradeView(trade) };
  },
};
