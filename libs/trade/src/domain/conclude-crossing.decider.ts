import { propose, streamName, type Command, type Decider, type Decision } from '#kernel';
import type { CrossingReturned, CrossingSettled } from '#contract/trade';
import { placeOfTradeNo, tradeFold } from './trade.fold.js';
import { findTrade } from './trade.view.js';

/** What the other ledger answered, and where. */
export interface ConcludeCrossing {
  readonly tradeNo: string;
  readonly crossingId: string;
  readonly taken: boolean;
  readonly answeredAt: number;
}

/** 跨省转让的了结 (第八条): what the other ledger answered becomes of what is set aside here; asked again, nothing more. */
export const concludeCrossing: Decider<ConcludeCrossing> = {
  command: 'ConcludeCrossing',
  decide({ data }: Command<ConcludeCrossing>, state): Decision {
    const { taken, ...answer } = data;
    const place = placeOfTradeNo(data.tradeNo) ?? '';
    const open = findTrade(state(tradeFold, place), data.tradeNo)?.crossings.some(
      ({ crossingId, status }) => crossingId === data.crossingId && status === 'RESERVED',
    );
    const event: CrossingSettled | CrossingReturned = {
      type: taken ? 'CrossingSettled' : 'CrossingReturned',
      data: answer,
    };
    const events = open === true ? [propose(streamName(tradeFold.prefix, place), event)] : [];
    return { ok: true, events, rules: [], answer: () => ({}) };
  },
};
