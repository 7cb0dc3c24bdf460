import 'reflect-metadata';
import fc from 'fast-check';
import { dtoPipe, strictPipe } from './dto.pipe.js';
import { Amount, field, Flag, Nested, NestedList, OneOf, PollutantField, Text, Whole } from './fields.js';

let checked = 0;
const counted = field({
  check: () => {
    checked += 1;
    return undefined;
  },
  schema: { type: 'string' },
});

class Entry {
  @counted
  readonly value!: string;
}
class Inner {
  @Amount()
  readonly amount!: string;
}
class Outer {
  @Text({ optional: true })
  readonly note?: string;
  @Nested(() => Inner, { optional: true })
  readonly inner?: Inner;
  @NestedList(() => Entry, { min: 1, max: 3, optional: true })
  readonly entries?: readonly Entry[];
}

const read = async (value: unknown): Promise<unknown> =>
  dtoPipe().transform(value, { type: 'body', metatype: Outer });

describe('the pipe of the DTOs', () => {
  it('makes instances, canonical amounts and no member that was not sent', async () => {
    const outer = await read({ inner: { amount: '1.50' } });
    expect(outer).toBeInstanceOf(Outer);
    expect(outer).toEqual({ inner: { amount: '1.5' } });
    expect(Object.keys(outer as Outer)).toEqual(['inner']);
  });

  it('takes null for an optional field as left out, and refuses it for a required one', async () => {
    expect(await read({ inner: null, note: null })).toEqual({});
    await expect(read({ inner: { amount: null } })).rejects.toThrow('INVALID_FIELD');
  });

  it('does not look through a list that is too long anyway', async () => {
    checked = 0;
    await expect(read({ entries: Array.from({ length: 1_000 }, () => ({ value: 'x' })) })).rejects.toThrow(
      'INVALID_FIELD',
    );
    expect(checked).toBeGreaterThan(0);
    await expect(read({ entries: [{ value: 'x' }] })).resolves.toBeInstanceOf(Outer);
    expect(checked).toBeLessThan(20);
  });
});

class Line {
  @PollutantField()
  readonly pollutant!: string;
  @Amount()
  readonly amount!: string;
}
class Base {
  @OneOf(['PASS', 'REJECT'])
  readonly decision!: string;
}
class Filing extends Base {
  @NestedList(() => Line, { min: 1, max: 2, uniqueBy: 'pollutant' })
  readonly lines!: readonly Line[];
  @Nested(() => Line, { optional: true })
  readonly first?: Line;
  @Flag({ optional: true })
  readonly urgent?: boolean;
  @Whole({ min: 0, max: 9, optional: true })
  readonly years?: number;
  @Text({ optional: true, list: { min: 0, max: 2 } })
  readonly notes?: readonly string[];
}

const ODDITIES = [
  undefined,
  null,
  '',
  'COD',
  '1e3',
  '-1',
  1.5,
  -1,
  true,
  [],
  {},
  ['a', 'a'],
  'x'.repeat(201),
];
/** Mostly in order, so that whole filings often are. */
const mostly = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 30, arbitrary: good },
    { weight: 1, arbitrary: fc.constantFrom<unknown[]>(...ODDITIES) },
  );
const recordOf = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.record(fields),
      fc.subarray(['note', 'valueOf', ...Object.keys(fields)], { maxLength: 1 }),
      fc.nat(9),
    )
    .map(([record, [name], chance]) =>
      name === undefined || chance > 0 ? record : { ...record, [name]: ODDITIES[name.length] },
    );
const line = recordOf({
  pollutant: mostly(fc.constantFrom('COD', 'TN')),
  amount: mostly(fc.constantFrom('1.50', '0', '3.26434')),
});
const filing = recordOf({
  decision: mostly(fc.constantFrom('PASS', 'REJECT')),
  lines: mostly(fc.array(line, { minLength: 1, maxLength: 2 })),
  first: mostly(fc.option(line)),
  urgent: mostly(fc.option(fc.boolean())),
  years: mostly(fc.option(fc.integer({ min: 0, max: 9 }))),
  notes: mostly(fc.option(fc.subarray(['a', 'b']))),
});

describe('a swift look', () => {
  const metadata = { type: 'body', metatype: Filing } as const;
  const outcomeOf = async (work: () => unknown): Promise<unknown> => {
    try {
      return { read: await work() };
    } catch (error) {
      return { refused: (error as { response?: unknown }).response ?? String(error) };
    }
  };

  it('takes and refuses exactly what class-validator does, with the same result', async () => {
    const taken = { swift: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(mostly(filing), async (value) => {
        const swift = await outcomeOf(() => dtoPipe().transform(value, metadata));
        const strict = await outcomeOf(() => strictPipe().transform(structuredClone(value), metadata));
        expect(swift).toEqual(strict);
        taken[Object.hasOwn(swift as object, 'read') ? 'swift' : 'refused'] += 1;
      }),
      { numRuns: 1_000 },
    );
    expect(Math.min(taken.swift, taken.refused)).toBeGreaterThan(50);
  });
});
