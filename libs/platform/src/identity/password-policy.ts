import { dictionary } from '@zxcvbn-ts/language-common';
import { invalidField } from '../http/faults.js';
import type { FieldRule } from '../http/messages.js';

const SHORTEST = 8;
const LONGEST = 128;
/** Shorter parts of a user name, such as a role's first letters, are in too many good passwords. */
const TELLING_PART = 4;

/** Words of this service and its house; a password that is little else is guessed first. */
const HOUSE_WORDS = ['reserve-pool', 'reservepool', 'paiwu', 'zongliang', 'chubeiku', '储备库', '总量'];
const COMMON: ReadonlySet<string> = new Set(dictionary['passwords-common']);

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
const without = (text: string, word: string): string => text.replaceAll(word, '');

/**
 * The first rule a new password breaks (ASVS 5.0, 6.2): 8 to 128 characters of any kind, not among the common ones, not
 * the old one, and not the user name or a house word with a few characters around. Nothing is asked of its composition.
 */
export const passwordFault = (
  password: string,
  { username, old }: { readonly username: string; readonly old?: string },
): FieldRule | undefined => {
  const length = Array.from(password).length;
  if (length < SHORTEST || length > LONGEST) return 'PASSWORD_LENGTH';
  const text = plain(password);
  if (COMMON.has(text) || COMMON.has(password) || new Set(text).size < TELLING_PART) return 'PASSWORD_COMMON';
  if (password === old) return 'PASSWORD_SAME';
  const names = plain(username)
    .split(/[@._-]/)
    .filter((part) => part.length >= TELLING_PART);
  const words = [plain(username), ...HOUSE_WORDS, ...names];
  const telling = words.some((word) => text.includes(word) && without(text, word).length < SHORTEST);
  return telling ? 'PASSWORD_TELLS' : undefined;
};

/** @throws RefusalException 422 naming the field. */
export const assertPassword = (
  field: string,
  password: string,
  about: { readonly username: string; readonly old?: string },
): void => {
  const rule = passwordFault(password, about);
  if (rule) throw invalidField(field, { rule, params: { min: SHORTEST, max: LONGEST } });
};
