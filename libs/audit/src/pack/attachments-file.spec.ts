import fc from 'fast-check';
import { utf8 } from '../notes/encoding.js';
import { attachmentLines, mayNameFile } from './attachments-file.js';

const SHA256 = `"sha256":"${'0a'.repeat(32)}"`;
const pieces = fc.array(fc.constantFrom('s', 'h', 'a', '"', '256', 'sh', '储', SHA256), { maxLength: 30 });

it('a body that names a file is never passed over', () => {
  fc.assert(
    fc.property(pieces, (words) => {
      const body = words.join('');
      expect(mayNameFile(utf8(body))).toBe(body.includes('sha'));
      expect(mayNameFile(utf8(body)) || attachmentLines({ body, position: 1 }) === '').toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
