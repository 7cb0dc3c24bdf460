import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { upcast } from '#kernel';
import { refusalEvents, refusalFold, refusalStream } from './refusals.js';

const fixtures = join(import.meta.dirname, 'fixtures');

describe('refusal events', () => {
  const shapes = Object.entries(refusalEvents).flatMap(([type, { version }]) =>
    Array.from({ length: version }, (_, index) => [type, index + 1] as const),
  );

  it('have one frozen sample of each shape ever written', () => {
    const expected = shapes.map(([type, version]) => `${type}.v${version}.json`);
    expect(readdirSync(fixtures).toSorted()).toEqual(expected.toSorted());
  });

  it.each(shapes)('can be read in their newest shape: %s v%i', (type, version) => {
    const sample = JSON.parse(readFileSync(join(fixtures, `${type}.v${version}.json`), 'utf8'));
    expect(sample).toMatchObject({ type, schemaVersion: version });
    expect(upcast(refusalEvents[type as keyof typeof refusalEvents], version, sample.data)).toEqual({
      command: expect.any(String),
      data: expect.any(Object),
      code: expect.stringMatching(/^[A-Z_]+$/),
      params: expect.any(Object),
      rules: expect.arrayContaining([expect.objectContaining({ outcome: 'FAIL' })]),
    });
  });

  it('are counted for the place that asked', () => {
    expect(refusalStream('320583')).toBe('refusal-320583');
    const count = refusalFold.initial(refusalStream('320583'));
    expect(refusalFold.evolve(count, {} as never)).toBe(1);
  });
});
