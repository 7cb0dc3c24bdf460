import { Entity } from 'typeorm';
import type { CorrectionPosted } from '#contract/correction';
import { RegisterRow, type ItemRegisterSpec } from '#libs/platform';
import { tradeFold, type TradeState } from '../domain/trade.fold.js';
import { findTrade, tradeView } from '../domain/trade.view.js';

/** 交易台账：one row per trade voucher. */
@Entity({ schema: 'read', name: 'trade' })
export class TradeRow extends RegisterRow {}

const itself = ({ tradeNo }: { readonly tradeNo: string }): readonly string[] => [tradeNo];

export const tradeRegister: ItemRegisterSpec<TradeState> = {
  name: 'trade',
  revision: 3,
  fold: tradeFold,
  touched: {
    TradeRecorded: itself,
    TradeBacked: itself,
    TradeFreed: itself,
    CrossingReserved: itself,
    CrossingSettled: itself,
    CrossingReturned: itself,
    CorrectionPosted: ({ recordId }: CorrectionPosted['data']) => [recordId],
  },
  view: (state, id) => {
    const trade = findTrade(state, id);
    return trade === undefined ? null : tradeView(trade);
  },
};
