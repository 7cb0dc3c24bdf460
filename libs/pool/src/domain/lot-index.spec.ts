import * as fc from 'fast-check';
import { List } from '#kernel';
import { EMPTY_INDEX, positionIn, withLot } from './lot-index.js';

const indexed = (ids: readonly string[]) => ({
  index: ids.reduce((index, lotId, position) => withLot(index, lotId, position), EMPTY_INDEX),
  lots: List(ids.map((lotId) => ({ lotId }))),
});

describe('lot index', () => {
  it('finds every lot where it stands, and no other', () => {
    const part = fc.constantFrom('a', 'b', '3c1892f0-473e', 'b23645ea5408');
    const id = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `lot-${parts.join('-')}`);
    fc.assert(
      fc.property(fc.uniqueArray(id), id, (ids, asked) => {
        const { index, lots } = indexed(ids);
        expect(ids.map((lotId) => positionIn(index, lots, lotId))).toEqual(ids.map((_, at) => at));
        const at = ids.indexOf(asked);
        expect(positionIn(index, lots, asked)).toBe(at < 0 ? undefined : at);
      }),
    );
  });

  it('tells lots apart whose ids end alike', () => {
    const ids = ['lot-1ae718d7-b047-48bc-87bb-86b78693c875', 'lot-00000000-b047-48bc-87bb-86b78693c875'];
    const { index, lots } = indexed(ids);
    expect(ids.map((lotId) => positionIn(index, lots, lotId))).toEqual([0, 1]);
    expect(positionIn(index, lots, 'lot-11111111-b047-48bc-87bb-86b78693c875')).toBeUndefined();
  });
});
