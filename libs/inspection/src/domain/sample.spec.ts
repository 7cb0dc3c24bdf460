import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { lawRuns } from '../../../../test/support/runs.js';
import { drawSample, populationDigest } from './sample.js';

const seed = { root: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=', inspectionId: 'inspection-1' };
const ids = fc.uniqueArray(fc.stringMatching(/^lot-[a-z0-9]{1,8}$/), { maxLength: 40 });
const shuffled = ids.chain((population) =>
  fc.record({
    population: fc.constant(population),
    other: fc.shuffledSubarray(population, { minLength: population.length }),
    size: fc.nat(45),
  }),
);
/** The construction of the docstring, as somebody with `sha256sum` and `sort` would do it. */
const byHand = (population: readonly string[], size: number): readonly string[] =>
  population
    .map((id) => {
      const text = ['reserve-pool/sample/1', seed.root, seed.inspectionId, id].join('\n');
      return `${createHash('sha256').update(text).digest('hex')} ${id}`;
    })
    .toSorted()
    .slice(0, size)
    .map((line) => line.slice(65));

describe('随机抽样', () => {
  it('is without repeats, of the population, as large as asked, and the same in any order', () => {
    fc.assert(
      fc.property(shuffled, ({ population, other, size }) => {
        const drawn = drawSample(seed, population, size);
        expect(new Set(drawn).size).toBe(Math.min(size, population.length));
        expect(drawn.filter((id) => !population.includes(id))).toEqual([]);
        expect(drawSample(seed, [...other, ...other], size)).toEqual(drawn);
        expect(drawSample(seed, population, size + 1).slice(0, drawn.length)).toEqual(drawn);
        expect(populationDigest([...other, ...other])).toBe(populationDigest(population));
      }),
      lawRuns(2_000, 200),
    );
  });

  it('is drawn the same by hand', () => {
    fc.assert(
      fc.property(shuffled, ({ population, size }) =>
        expect(drawSample(seed, population, size)).toEqual(byHand(population, size)),
      ),
      lawRuns(1_000, 50),
    );
  });

  it('prefers nobody: over 4,000 roots each id is drawn as often as any other', () => {
    const population = Array.from({ length: 10 }, (_, index) => `lot-${index}`);
    const counts = new Map(population.map((id) => [id, 0]));
    const draws = 4_000;
    for (let root = 0; root < draws; root += 1)
      for (const id of drawSample({ ...seed, root: String(root) }, population, 3))
        counts.set(id, (counts.get(id) ?? 0) + 1);
    const expected = (draws * 3) / 10;
    const variance = draws * 0.3 * 0.7;
    const distance = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / variance, 0);
    // Chi-squared with nine degrees of freedom; 27.9 is passed once in a thousand, and these roots are always the same.
    expect(distance).toBeLessThan(27.9);
  });

  it('is another one for another root and for another inspection', () => {
    const population = Array.from({ length: 200 }, (_, index) => `lot-${index}`);
    const drawn = drawSample(seed, population, 20);
    expect(drawSample({ ...seed, root: 'other' }, population, 20)).not.toEqual(drawn);
    expect(drawSample({ ...seed, inspectionId: 'other' }, population, 20)).not.toEqual(drawn);
  });
});
