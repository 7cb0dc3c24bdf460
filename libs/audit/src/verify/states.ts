import { prefixOf, streamName, type Fold, type LoggedEvent, type StateReader } from '#kernel';
import { LEDGER_FOLDS } from '../folds.js';

const FOLDS: ReadonlyMap<string, Fold<unknown>> = new Map(LEDGER_FOLDS.map((fold) => [fold.prefix, fold]));

/** Every stream of a ledger as state, as of the last event read. */
export class LedgerStates {
  private readonly states = new Map<string, unknown>();

  /** What deciders ask. */
  readonly reader: StateReader = Object.assign(
    <S>(fold: Fold<S>, id: string): S => this.of(fold, streamName(fold.prefix, id)),
    { expect: () => undefined },
  );

  of<S>(fold: Fold<S>, stream: string): S {
    const known = this.states.get(stream);
    return known === undefined ? fold.initial(stream) : (known as S);
  }

  /** Errors: whatever the fold throws at an event that cannot have happened; the state stays as it was. */
  read(event: LoggedEvent): void {
    const fold = FOLDS.get(prefixOf(event.stream));
    if (fold === undefined) return;
    const before = this.of(fold, event.stream);
    this.states.set(event.stream, fold.evolve(before, event));
  }

  /** The streams of one kind. */
  streamsOf(fold: Fold<unknown>): readonly string[] {
    return [...this.states.keys()].filter((stream) => prefixOf(stream) === fold.prefix).toSorted();
  }
}
