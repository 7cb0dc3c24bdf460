import { readFileSync } from 'node:fs';
import { REFUSALS, wordsFor, type RefusalCode } from './catalogue.js';

const documented = readFileSync(new URL('../../../../docs/refusals.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const codes = Object.keys(REFUSALS) as RefusalCode[];

describe('the catalogue of refusals', () => {
  it('and docs/refusals.md list the same codes', () => {
    expect(documented.map(([, code]) => code)).toEqual(codes.map((code) => `\`${code}\``));
  });

  it.each(codes)('%s says in the document what it says in the service', (code) => {
    const row = documented.find(([, name]) => name === `\`${code}\``);
    const { status, article, zh, en } = REFUSALS[code];
    expect(row?.slice(2, 6)).toEqual([String(status), article, zh.title, en.title]);
  });

  it.each(codes)('%s names the same figures in both languages', (code) => {
    const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].toSorted();
    expect(placeholders(REFUSALS[code].en.detail)).toEqual(placeholders(REFUSALS[code].zh.detail));
  });

  it('fills in what it is given and shows a dash for what is missing', () => {
    expect(wordsFor('NOT_FOUND', { subject: '凭证 PZ-1' }, 'zh-CN').detail).toBe('没有 凭证 PZ-1。');
    expect(wordsFor('NOT_FOUND', {}, 'en').detail).toBe('There is no —.');
  });
});
