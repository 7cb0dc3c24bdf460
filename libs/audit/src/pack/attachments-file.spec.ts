import fc from 'fast-check';
import { utf8 } from '../notes/encoding.js';
import { attachmentLines } from './attachments-file.js';

const HASH = '0a'.repeat(32);
const words = [
  's',
  'h',
  '"',
  'sh',
  '储',
  '"sha256":"',
  '"sha256":',
  HASH,
  `${HASH}"`,
  `"sha256":"${HASH}"`,
  'f9',
];

it('every file that a body names is listed in the order of its text, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (pieces) => {
      const body = pieces.join('');
      const named = [...body.matchAll(/"sha256":"([0-9a-f]{64})"/g)].map(([, hash]) => `${hash}  7\n`);
      expect(attachmentLines(utf8(body), 7)).toBe(named.join(''));
    }),
    { numRuns: 2_000 },
  );
});
