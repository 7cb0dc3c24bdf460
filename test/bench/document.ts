import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const DOCUMENT = join(import.meta.dirname, '../../docs/benchmarks.md');
/** Where the part of the audit packs begins; it is the last one. */
const AUDIT = '## Audit packs\n';

/** Replaces one of the two parts of `docs/benchmarks.md` and leaves the other as it is. */
export const writePart = async (part: 'service' | 'audit', text: string): Promise<void> => {
  const known = await readFile(DOCUMENT, 'utf8');
  const border = known.includes(AUDIT) ? known.indexOf(AUDIT) : known.length;
  const [service, audit] = [known.slice(0, border).trimEnd(), known.slice(border)];
  const parts = part === 'service' ? [text.trimEnd(), audit] : [service, `${AUDIT}\n${text}`];
  await writeFile(DOCUMENT, `${parts.join('\n\n').trimEnd()}\n`);
};
