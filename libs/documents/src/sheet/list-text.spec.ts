import fc from 'fast-check';
import { lawRuns } from '../../../../test/support/runs.js';
import { listItems, listText } from './list-text.js';

describe('a list in one cell', () => {
  it.each([
    ['照片、报告', ['照片', '报告']],
    [' a ;b； c\nd', ['a', 'b', 'c', 'd']],
    ['"照片、报告"；终稿', ['照片、报告', '终稿']],
    ['"说""好""了"', ['说"好"了']],
    ['5" 管；b', ['5" 管', 'b']],
    ['"没有收尾；b', ['"没有收尾', 'b']],
    ['a；；b', ['a', '', 'b']],
    ['', ['']],
  ])('%p is %p', (text, items) => expect(listItems(text)).toEqual(items));

  it('stands as people write it where nothing can be mistaken', () => {
    expect(listText(['pool-320583', 'pool-320500'])).toBe('pool-320583；pool-320500');
    expect(listText(['照片、报告', '终稿'])).toBe('"照片、报告"；终稿');
  });

  it('comes back item by item, whatever they hold (law)', () => {
    const item = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('"', '；', ';', '、', '\n', ' ', 'a') }),
    );
    const property = fc.property(fc.array(item, { minLength: 1 }), (items) => {
      expect(listItems(listText(items))).toEqual(items);
    });
    fc.assert(property, lawRuns(10_000, 500));
  });
});
