import fc from 'fast-check';
import { isUtf8Of, utf8 } from './encoding.js';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });

describe('a text compared with bytes, unread', () => {
  it('is the one they encode and no other', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(isUtf8Of(one, utf8(one))).toBe(true);
        expect(isUtf8Of(one, utf8(other))).toBe(one === other);
        expect(isUtf8Of(one, utf8(`${one}x`))).toBe(false);
        expect(isUtf8Of(`${one}储`, utf8(one))).toBe(false);
      }),
    );
  });

  it('may be longer than any before it', () => {
    const long = '储备库'.repeat(10_000);
    expect(isUtf8Of(long, utf8(long))).toBe(true);
    expect(isUtf8Of(long, utf8(`${long.slice(0, -1)}库`))).toBe(true);
    expect(isUtf8Of(long, utf8(`${long.slice(0, -1)}备`))).toBe(false);
  });
});
