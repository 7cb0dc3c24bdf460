import { prefixOf, streamName, type Fold, type LoggedEvent, type StateReader } from '#kernel';
import { LEDGER_FOLDS } from '../folds.js';

const FOLDS: ReadonlyMap<string, Fold<unknown>> = new Map(LEDGER_FOLDS.map((fold) => [fold.prefix, fold]));

/** `320583` of `pool-320583`; nothing of `policy`. */
const idOf = (prefix: string, stream: string): string => stream.slice(prefix.length + 1);

/** Every stream of a ledger as state, as of the last event read. */
export class LedgerStates {
  /** By prefix, then by id. */
  private readonly states = new Map<string, Map<string, unknown>>(
    LEDGER_FOLDS.map(({ prefix }) => [prefix, new Map()]),
  );

  /** What deciders ask. */
  readonly reader: StateReader = Object.assign(
    <S>(fold: Fold<S>, id: string): S => {
      const known = this.states.get(fold.prefix)?.get(id);
      return known === undefined ? fold.initial(streamName(fold.prefix, id)) : (known as S);
    },
    { expect: () => undefined },
  );

  of<S>(fold: Fold<S>, stream: string): S {
    return this.reader(fold, idOf(fold.prefix, stream));
  }

  /** Errors: whatever the fold throws at an event that cannot have happened; the state stays as it was. */
  read(event: LoggedEvent): void {
    const fold = FOLDS.get(prefixOf(event.stream));
    if (fold === undefined) return;
    const id = idOf(fold.prefix, event.stream);
    this.states.get(fold.prefix)?.set(id, fold.evolve(this.reader(fold, id), event));
  }
}
