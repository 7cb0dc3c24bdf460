import { sha256Hex } from '#kernel';
import type { Evidence } from '#contract/reduction';

const byText = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** The files once each, in order of name. */
export const manifestOf = (files: readonly Evidence[]): readonly Evidence[] =>
  [...new Map(files.map(({ name, sha256 }) => [`${sha256}  ${name}`, { name, sha256 }])).values()].toSorted(
    (a, b) => byText(a.name, b.name) || byText(a.sha256, b.sha256),
  );

/** SHA-256 of the list that `sha256sum` would write of the files, a line for each. */
export const manifestDigest = (files: readonly Evidence[]): string =>
  sha256Hex(files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''));
