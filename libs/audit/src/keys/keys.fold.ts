import { assertNever, type Fold, type Logged } from '#kernel';
import type { KeyChange, KeyEvent } from '../contract/index.js';

/** A change of keys and the position from which it binds. */
export interface KeyRotation {
  readonly position: number;
  readonly keys: readonly KeyChange[];
  readonly decisionNo: string;
}

/** Every change of keys, in order. */
export interface KeysState {
  readonly rotations: readonly KeyRotation[];
}

const evolve = ({ rotations }: KeysState, event: Logged<KeyEvent>): KeysState => {
  switch (event.type) {
    case 'SigningKeyRotated':
      return { rotations: [...rotations, { position: event.position, ...event.data }] };
    default:
      return assertNever(event.type);
  }
};

/** Stream `keys`. */
export const keysFold: Fold<KeysState, KeyEvent> = {
  prefix: 'keys',
  initial: () => ({ rotations: [] }),
  evolve,
};

/** The stream of that fold; a ledger has one. */
export const KEYS_STREAM = keysFold.prefix;

const nameOf = (key: string): string => key.slice(0, key.indexOf('+'));

/** Whether a log has had a change of keys that the outgoing key signed; from then on all have to be. */
export const wasSigned = ({ rotations }: KeysState, origin: string): boolean =>
  rotations.some(({ keys }) =>
    keys.some(({ newKey, signature }) => nameOf(newKey) === origin && signature !== undefined),
  );

/**
 * The public key that signs an origin's checkpoint of a size; nothing while the log names none, so before the first
 * change of all.
 */
export const keyInForce = ({ rotations }: KeysState, origin: string, size: number): string | undefined => {
  const changes = rotations.flatMap(({ position, keys }) =>
    keys.filter(({ newKey }) => nameOf(newKey) === origin).map((change) => ({ position, ...change })),
  );
  const last = changes.findLast(({ position }) => position <= size);
  return last?.newKey ?? changes[0]?.oldKey;
};
