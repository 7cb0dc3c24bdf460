import { deciders as depositDeciders } from '#libs/deposit';
import { deciders as reductionDeciders } from '#libs/reduction';

/**
 * 分工：the part of a rule audit that one of two readers does. Each decides its own commands again and folds its own
 * streams; of the other's it reads those that a decision asks for. Any division gives the same findings; this one lets
 * either reader ask for little of what the other folds.
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

const COMMANDS = new Set([...reductionDeciders, ...depositDeciders].map(({ command }) => command));
const STREAMS = new Set(['reduction', 'mark', 'deposit']);
const ASKED = new Set([...STREAMS, 'obligation', 'policy']);

/** 入库一侧：from a filed reduction to its credited deposit. */
export const ENTERING: Share = {
  decides: (command) => COMMANDS.has(command),
  folds: (prefix) => STREAMS.has(prefix),
  asks: (prefix) => ASKED.has(prefix),
  names: false,
};

/** Everything else. */
export const LEAVING: Share = {
  decides: (command) => !ENTERING.decides(command),
  folds: (prefix) => !ENTERING.folds(prefix),
  asks: () => true,
  names: true,
};
