import 'reflect-metadata';
import { dtoPipe } from './dto.pipe.js';
import { Amount, field, Nested, NestedList, Text } from './fields.js';

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

const read = (value: unknown): Promise<unknown> =>
  dtoPipe().transform(value, { type: 'body', metatype: Outer }) as Promise<unknown>;

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
