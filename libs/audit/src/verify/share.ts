import { deciders as depositDeciders, recordOpening } from '#libs/deposit';
import { poolFold } from '#libs/pool';
import { bookReductionUse } from '#libs/reduction';
import {
  approveWithdrawal,
  expireHold,
  lapseVoucher,
  registerBalance,
  registerPermit,
  releaseWithdrawal,
  reviewWithdrawalElement,
} from '#libs/withdrawal';
import { refusalFold } from '#contract/event-store';
import type { Part } from './parts.js';

/**
 * 分工：the part of a rule audit that one of two readers does. Each decides its own commands again and folds its own
 * streams; of the other's it reads those that a decision asks for. Any division gives the same findings; this one gives
 * both about as much to do and spares one of them the pools.
 */
export interface Share {
  decides(command: string): boolean;
  folds(prefix: string): boolean;
  /** Whether its decisions may ask for streams of this prefix. */
  asks(prefix: string): boolean;
  /** Names what belongs to no command. */
  readonly names: boolean;
}

export const WHOLE: Share = { decides: () => true, folds: () => true, asks: () => true, names: true };

/** None of them asks what a pool holds: uses of reductions, deposits, withdrawals once their lots are held. */
const COMMANDS = new Set(
  [
    bookReductionUse,
    ...depositDeciders.filter((decider) => decider !== recordOpening),
    reviewWithdrawalElement,
    approveWithdrawal,
    releaseWithdrawal,
    registerBalance,
    registerPermit,
    lapseVoucher,
    expireHold,
  ].map(({ command }) => command),
);
const STREAMS = new Set(['reduction', 'deposit', 'withdrawal', 'voucher']);
/** Pools are the other's to ask, and refusals nobody's. */
const UNASKED = new Set([poolFold.prefix, refusalFold.prefix]);

/** 卷宗一侧：decisions that rest on files alone. */
const FILES: Share = {
  decides: (command) => COMMANDS.has(command),
  folds: (prefix) => STREAMS.has(prefix),
  asks: (prefix) => !UNASKED.has(prefix),
  names: false,
};

/** 库存一侧：decisions that ask what the pools hold, and everything else. */
const POOLS: Share = {
  decides: (command) => !FILES.decides(command),
  folds: (prefix) => !FILES.folds(prefix),
  asks: () => true,
  names: true,
};

/** The share of whoever does these parts; nothing for who does neither. */
export const shareOf = (parts: readonly Part[]): Share | undefined => {
  if (parts.includes('FILES')) return parts.includes('POOLS') ? WHOLE : FILES;
  return parts.includes('POOLS') ? POOLS : undefined;
};
