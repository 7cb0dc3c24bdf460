import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASVS_IDS } from './asvs-ids.js';

const repository = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(repository, file), 'utf8');
const rows = [...read('docs/compliance/asvs.md').matchAll(/^\| (V[\d.]+) \| ([\w/]+) \| (.+) \|$/gm)].map(
  ([, id = '', verdict = '', where = '']) => ({ id, verdict, where }),
);
/** Files of the repository that a page names. */
const filesIn = (text: string): readonly string[] =>
  [...text.matchAll(/`((?:apps|docs|libs|test)\/[^`\s]+\.\w+)`/g)].map(([, file = '']) => file);
const absent = (files: readonly string[]): readonly string[] =>
  files.filter((file) => !existsSync(join(repository, file)));

describe('what the house says of its security', () => {
  it('answers every requirement of ASVS levels 1 and 2 once', () =>
    expect(rows.map(({ id }) => id)).toEqual(ASVS_IDS));

  it('names tests where it claims tests, documents where it claims documents, and a reason elsewhere', () => {
    const wrong = rows.filter(({ verdict, where }) => {
      const files = filesIn(where);
      const tests = files.filter((file) => /\.(e2e-|int-|part-)?spec\.ts$/.test(file));
      if (verdict === 'test') return tests.length === 0 || tests.length < files.length;
      return verdict === 'document'
        ? files.length !== 1
        : !['n/a', 'open'].includes(verdict) || where.length < 5;
    });
    expect(wrong).toEqual([]);
  });

  it('names no file that is not there, here and on the other pages', () => {
    const pages = readdirSync(join(repository, 'docs/compliance')).map((name) => `docs/compliance/${name}`);
    for (const page of [...pages, 'docs/threat-model.md']) {
      expect({ page, absent: absent(filesIn(read(page))) }).toEqual({ page, absent: [] });
      expect(filesIn(read(page)).length).toBeGreaterThan(5);
    }
  });
});
