import fc from 'fast-check';
import { utf8 } from '../notes/encoding.js';
import { isWrittenAs } from './written-as.js';

const write = (value: unknown): Uint8Array => utf8(JSON.stringify(value));

const plainText = fc.string({
  unit: fc.constantFrom('a', 'Z', '0', ' ', '/', '~', 'é', '߿', 'ࠀ', '储', '，', '\uffff'),
});
const anyText = fc.string({ unit: 'grapheme' });
const valuesOf = (text: fc.Arbitrary<string>) =>
  fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.constantFrom(true, false, null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;

describe('a value compared with the bytes it should be written as', () => {
  it('is told to be written so, whatever it is made of', () => {
    fc.assert(
      fc.property(valuesOf(plainText), (value) => {
        expect(isWrittenAs(value, write(value))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is never told to be written as anything else', () => {
    const bytes = fc.oneof(
      fc.tuple(fc.nat(), fc.nat(255)).map(([place, byte]) => (written: Uint8Array) => {
        const changed = new Uint8Array(written);
        changed[place % written.length] = byte;
        return changed;
      }),
      fc.nat().map((place) => (written: Uint8Array) => written.subarray(0, place % written.length)),
      fc.nat(255).map((byte) => (written: Uint8Array) => Uint8Array.of(...written, byte)),
      valuesOf(anyText).map((other) => () => write(other)),
    );
    fc.assert(
      fc.property(valuesOf(anyText), bytes, (value, changed) => {
        const written = write(value);
        const others = changed(written);
        expect(!isWrittenAs(value, others) || Buffer.compare(others, written) === 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['a quote', 'say "a"', '"say "a""'],
    ['a quote as it is escaped', 'a"b', String.raw`"a\"b"`],
    ['a backslash', String.raw`a\b`, String.raw`"a\b"`],
    ['a line end', 'a\nb', '"a\nb"'],
    ['a text beyond the basic plane', '𠮷', '"𠮷"'],
    ['half a character', '\ud842', '"\ud842"'],
    ['what is undefined', { a: undefined }, '{}'],
    ['what is undefined, in a list', [undefined], '[null]'],
    ['no number', Number.NaN, 'null'],
    ['no number, as it would be shown', Number.POSITIVE_INFINITY, 'Infinity'],
    ['a date, as it is written', new Date(0), '"1970-01-01T00:00:00.000Z"'],
    ['a map', new Map([['a', 1]]), '{}'],
    ['what has no prototype', Object.create(null), '{}'],
    ['a list with a gap', Array.from({ length: 1 }), '[]'],
    ['an object as a list', {}, '[]'],
    ['a list as an object', [], '{}'],
    ['a key too many', { a: 1 }, '{"a":1,"b":2}'],
    ['a key too few', { a: 1, b: 2 }, '{"a":1}'],
    ['keys in another order', { a: 1, b: 2 }, '{"b":2,"a":1}'],
    ['a blank', { a: 1 }, '{"a": 1}'],
    ['a number in another writing', 1, '1.0'],
    ['minus nought', -0, '-0'],
    ['a number as a text', 1, '"1"'],
    ['nothing at all', '', ''],
  ])('is not told to be: %s', (_, value, text) => {
    expect(isWrittenAs(value, utf8(text))).toBe(false);
  });

  it('is not told to be bytes that are no text', () => {
    const halves = Uint8Array.of(0x22, 0xed, 0xa1, 0x82, 0xed, 0xbe, 0xb7, 0x22);
    expect(isWrittenAs('\ud842\udfb7', halves)).toBe(false);
  });
});
