import {
  addDays,
  endOf,
  holds,
  mgOf,
  must,
  previewed,
  propose,
  refuseBy,
  refuseMeaning,
  refuseMissing,
  streamName,
  subtract,
  tonnes,
  withinPlace,
  ZERO,
  type Command,
  type Decider,
  type Decision,
  type FieldFault,
  type RuleOutcome,
} from '#kernel';
import type { CrossingReserved, TradeLine } from '#contract/trade';
import { policiesAt } from '#libs/policy';
import { notRunOut } from './backing.policy.js';
import { leftOfTrade, placeOfTradeNo, tradeFold, type Trade } from './trade.fold.js';
import { findTrade, tradeView } from './trade.view.js';

export interface ReserveCrossing {
  readonly tradeNo: string;
  readonly toLedger: string;
  readonly toPlace: string;
  readonly buyerUscc: string;
  readonly lines: readonly TradeLine[];
  /** In CNY. */
  readonly price: string | null;
  /** How many days after this one it may still be taken. */
  readonly days: number;
}

const faultsIn = ({ buyerUscc, lines }: ReserveCrossing, trade: Trade): readonly FieldFault[] => [
  ...(buyerUscc === trade.buyerUscc
    ? [
        {
          field: 'buyerUscc',
          rule: 'parties',
          message: '买卖双方不能为同一单位 / seller and buyer are the same unit',
        },
      ]
    : []),
  ...(lines.every(({ amount }) => mgOf(amount) === ZERO)
    ? [{ field: 'lines', rule: 'amount', message: '转让数量不能全为 0 / nothing would cross' }]
    : []),
];

const enough = (trade: Trade, { pollutant, amount }: TradeLine): RuleOutcome => {
  const [required, available] = [mgOf(amount), leftOfTrade(trade, pollutant)];
  const shortfall = required > available ? subtract(required, available) : ZERO;
  return holds(shortfall === ZERO, 'INSUFFICIENT_QUOTA', {
    inputs: { pollutant, required: amount, available: tonnes(available), shortfall: tonnes(shortfall) },
  });
};

/**
 * 跨省转让 (第八条): a unit's purchase, or part of it, is sold on into another province's ledger. Here it is only set aside;
 * that ledger takes it or declines it, and what becomes of it follows. Errors: NOT_FOUND, FORBIDDEN_PLACE,
 * INSUFFICIENT_QUOTA, TRADE_TERM_ENDED, INVALID_MEANING.
 */
export const reserveCrossing: Decider<ReserveCrossing> = {
  command: 'ReserveCrossing',
  decide(command: Command<ReserveCrossing>, state): Decision {
    const { actor, at, today, data } = command;
    const { days, ...asked } = data;
    const before = state(tradeFold, placeOfTradeNo(data.tradeNo) ?? '');
    const trade = findTrade(before, data.tradeNo);
    if (trade === undefined) return refuseMissing(`trade ${data.tradeNo}`);
    const rules = [
      withinPlace(actor, trade.place),
      notRunOut(trade, { on: today, policies: policiesAt(state, at) }),
      ...data.lines.map((line) => enough(trade, line)),
    ];
    const reserved: CrossingReserved = {
      type: 'CrossingReserved',
      data: { crossingId: command.commandId, ...asked, until: endOf(addDays(today, days)) },
    };
    const stream = streamName(tradeFold.prefix, trade.place);
    const events = [propose(stream, reserved)];
    const after = () => previewed(tradeFold, { stream, state: before }, { proposals: events, command });
    return (
      refuseBy(rules) ??
      refuseMeaning(faultsIn(data, trade)) ?? {
        ok: true,
        events,
        rules,
        answer: () => tradeView(must(findTrade(after(), data.tradeNo), data.tradeNo)),
      }
    );
  },
};
