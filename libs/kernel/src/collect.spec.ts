import * as fc from 'fast-check';
import { collect } from './collect.js';

describe('collect', () => {
  it('gives what flatMap gives: lists opened once, single things as they are', () => {
    const given = fc.oneof(fc.integer(), fc.array(fc.oneof(fc.integer(), fc.array(fc.integer()))));
    fc.assert(
      fc.property(fc.array(given), (items) => {
        expect(collect<unknown, unknown>(items, (item) => item)).toEqual(items.flatMap((item) => item));
      }),
    );
  });
});
