import { compare, type Difference, type Sides } from './comparison.js';
import type { Order } from './reference/orders.js';

export interface Shrunk {
  readonly script: readonly Order[];
  readonly difference: Difference;
}

/**
 * Leaves out whatever is not needed for two sides to differ: halves first, then ever smaller pieces, until no single
 * order can go. Every shorter script is told to both sides anew.
 */
export const shrink = async (found: Shrunk, sides: Omit<Sides, 'told'>): Promise<Shrunk> => {
  let { script, difference } = found;
  script = script.slice(0, difference.at + 1);
  for (let piece = Math.ceil(script.length / 2); piece >= 1; piece = piece === 1 ? 0 : Math.ceil(piece / 2)) {
    for (let from = script.length - piece; from > -piece; from -= piece) {
      const rest = script.filter((_, index) => index < from || index >= from + piece);
      const still = (await compare(rest, sides)).difference;
      if (still === undefined) continue;
      difference = still;
      script = rest.slice(0, still.at + 1);
    }
  }
  return { script, difference };
};

/** A script as a person reads it, with what the two sides said differently. */
export const wordsFor = (seed: number, { script, difference }: Shrunk): string =>
  [
    `seed ${seed}: ${difference.what}`,
    ...script.map(({ at, commandId, actor, type, data }) =>
      [at, commandId, actor.id, `${actor.roles.join()}@${actor.place}`, type, JSON.stringify(data)].join(' '),
    ),
  ].join('\n');
