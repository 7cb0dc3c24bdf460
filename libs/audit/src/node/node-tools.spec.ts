import fc from 'fast-check';
import { utf8 } from '../notes/encoding.js';
import { pureTools } from '../pack/pure-tools.js';
import { nodeTools } from './node-tools.js';

const someText = fc.string({ unit: 'grapheme', maxLength: 20 }).map(utf8);
const cutText = fc.tuple(someText, fc.nat(20)).map(([bytes, end]) => bytes.subarray(0, end));

describe("Node's tools for packs", () => {
  it('tell text from other bytes as the pure ones do', () => {
    fc.assert(
      fc.property(fc.oneof(someText, cutText, fc.uint8Array({ maxLength: 8 })), (bytes) => {
        expect(nodeTools.isText(bytes)).toBe(pureTools.isText(bytes));
      }),
      { numRuns: 500 },
    );
    expect([utf8('储'), utf8('储').subarray(0, 2)].map((bytes) => nodeTools.isText(bytes))).toEqual([
      true,
      false,
    ]);
  });

  it('give the memory of a large file back, and touch no other', () => {
    const [large, small] = [new Uint8Array(2 ** 20), new Uint8Array(8)];
    nodeTools.discard(large);
    nodeTools.discard(small);
    expect([large.length, small.length]).toEqual([0, 8]);
  });
});
