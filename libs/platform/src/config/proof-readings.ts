import { resolve } from 'node:path';
import { broken, type Reading } from './reading.js';

/** A witness the service shows its checkpoints to. */
export interface WitnessAddress {
  /** Its public key of use “co-signs checkpoints”, as `docs/audit-format.md` writes it. */
  readonly key: string;
  readonly url: string;
}

/** The absolute path of a file. */
export const path = (text: string | undefined): Reading<string | undefined> => ({
  value: text === undefined ? undefined : resolve(text),
});

const KEY_NAME = /^[^\s+]{1,100}$/;
/** The name of a log or a witness. */
export const keyName =
  (fallback: string) =>
  (text: string | undefined): Reading<string> =>
    text === undefined || KEY_NAME.test(text)
      ? { value: text ?? fallback }
      : broken('不得含空白或加号', 'must have no white space and no plus');

/** The parts of a list between spaces or commas. */
export const listOf = (text: string | undefined): readonly string[] =>
  (text ?? '').split(/[\s,]+/).filter((part) => part !== '');

/** Where witnesses are asked. */
export const witnesses = (text: string | undefined): Reading<readonly WitnessAddress[]> => {
  const found = listOf(text).map((part) => /^([^@]+\+[^@]+)@(https?:\/\/.+)$/.exec(part));
  return found.every((match) => match !== null)
    ? { value: found.map(([, key = '', url = '']) => ({ key, url: url.replace(/\/$/, '') })) }
    : broken('须为 公钥@网址，以空格或逗号分隔', 'must be key@url, separated by spaces or commas');
};
