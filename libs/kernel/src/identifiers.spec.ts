import fc from 'fast-check';
import {
  foldSpelling,
  isIndustryCode,
  isPermitNumber,
  isProjectCode,
  isSha256,
  isUscc,
  usccCheckCharacter,
} from './identifiers.js';
import { lawRuns } from '../../../test/support/runs.js';

const CHARSET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe('统一社会信用代码', () => {
  it.each([
    '91130200699229617X',
    '91410300721836588G',
    '911302307808371268',
    '91350100M000100Y43',
    '11640000MB190962X6',
  ])('accepts %s', (code) => {
    expect(isUscc(code)).toBe(true);
  });

  it.each([
    '91350100M000100Y4Z',
    '91350100M000100Y4',
    '91350100m000100Y43',
    '91350100M000100O43',
    '',
    '９1350100M000100Y43',
  ])('refuses %p', (code) => {
    expect(isUscc(code)).toBe(false);
  });

  it('notices any single wrong character', () => {
    const body = fc.string({ unit: fc.constantFrom(...CHARSET.split('')), minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(body, fc.nat(16), fc.nat(29), (text, at, shift) => {
        const wrong = CHARSET[(CHARSET.indexOf(text[at] ?? '0') + 1 + shift) % CHARSET.length];
        const code = text + usccCheckCharacter(text);
        expect(isUscc(code)).toBe(true);
        expect(isUscc(code.slice(0, at) + wrong + code.slice(at + 1))).toBe(false);
      }),
      lawRuns(2_000),
    );
  });
});

describe('other numbers', () => {
  it('knows permit numbers: a valid USCC, three digits, a letter', () => {
    expect(['91130200699229617X001P', '91130200699229617X002P'].every(isPermitNumber)).toBe(true);
    expect(
      ['91130200699229617X01P', '91130200699229617Y001P', '91130200699229617X'].some(isPermitNumber),
    ).toBe(false);
  });

  it('knows project codes', () => {
    expect(['2203-320509-89-01-936298', '2018-370828-01-03-010487'].every(isProjectCode)).toBe(true);
    expect(['2203-32050-89-01-936298', '2203-320509-89-01-93629', ''].some(isProjectCode)).toBe(false);
  });

  it('knows industry codes and lists of them', () => {
    expect(['C2231', 'C2231+C2312+C2319', 'D46', 'N772'].every(isIndustryCode)).toBe(true);
    expect(['2231', 'C2', 'C22311', 'X2231', 'C2231+'].some(isIndustryCode)).toBe(false);
  });

  it('knows hashes', () => {
    expect(isSha256('a'.repeat(64))).toBe(true);
    expect(isSha256('A'.repeat(64)) || isSha256('a'.repeat(63))).toBe(false);
  });

  it('folds spellings of one name together', () => {
    expect(foldSpelling('１＃ 锅炉 ')).toBe(foldSpelling('1#锅炉'));
    expect(foldSpelling('RTO 装置a')).toBe('RTO装置A');
  });
});
