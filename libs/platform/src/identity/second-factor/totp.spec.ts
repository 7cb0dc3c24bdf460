import fc from 'fast-check';
import { base32, newTotpSecret, stepAt, totpCode, totpStep, totpUri } from './totp.js';

/** RFC 6238, appendix B (SHA-1); its eight digits end in our six. */
const RFC_SECRET = base32(Buffer.from('12345678901234567890'));
const RFC_CASES: [number, string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
];

describe('one-time codes', () => {
  it.each(RFC_CASES)('at %d seconds are those of RFC 6238', (seconds, code) => {
    expect(totpCode(RFC_SECRET, stepAt(seconds * 1000))).toBe(code);
  });

  it('writes secrets as RFC 4648 does', () => {
    expect(['f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))).toEqual([
      'MY',
      'MZXQ',
      'MZXW6',
      'MZXW6YQ',
      'MZXW6YTB',
      'MZXW6YTBOI',
    ]);
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  });

  it('are taken one step early or late, and no further', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 4e12 }), fc.integer({ min: -3, max: 3 }), (now, drift) => {
        const step = stepAt(now) + drift;
        const found = totpStep(RFC_SECRET, totpCode(RFC_SECRET, step), now);
        // Two steps may share a code, one time in a million.
        expect(found === undefined ? undefined : totpCode(RFC_SECRET, found)).toBe(
          Math.abs(drift) <= 1 ? totpCode(RFC_SECRET, step) : undefined,
        );
      }),
      { numRuns: 100, seed: 1 },
    );
    for (const code of ['', '12345', '1234567', '12345x', '１２３４５６'])
      expect(totpStep(RFC_SECRET, code, 0)).toBeUndefined();
  });

  it('tell the app who and what for', () => {
    expect(totpUri('ABC', 'office@320500')).toBe(
      'otpauth://totp/%E5%82%A8%E5%A4%87%E5%BA%93%3Aoffice%40320500?secret=ABC&issuer=%E5%82%A8%E5%A4%87%E5%BA%93',
    );
  });
});
