import fc from 'fast-check';
import { field } from '../pack/leaf-event.js';
import { concat } from '../tree/hasher.js';
import { KeptBytes } from './kept-bytes.js';

const LONG = 2 ** 20 + 3;
const parts = fc.oneof(
  { weight: 9, arbitrary: fc.uint8Array({ maxLength: 200_000 }) },
  { weight: 1, arbitrary: fc.constant(new Uint8Array(LONG).fill(7)) },
);

it('leaves that are kept come back as they were, in any order, however long they are', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(parts, parts), { maxLength: 30 }), (pairs) => {
      const kept = new KeptBytes();
      const places = pairs.map(([head, last]) => kept.keep(head, last));
      const same = pairs.map(
        ([head, last], index) =>
          Buffer.compare(kept.at(places[index] ?? -1), concat([head, field(last)])) === 0,
      );
      expect(same).toEqual(pairs.map(() => true));
    }),
    { numRuns: 20 },
  );
});
