import { COMMON } from './common.js';
import { CODES } from './codes.js';
import { DEPOSITS } from './deposits.js';
import { LOOKING_BACK } from './looking-back.js';
import { FIELDS } from './fields.js';
import { FORMS } from './forms.js';
import { POOLS } from './pools.js';
import { RULES } from './rules.js';
import { STANDING } from './standing.js';
import { WITHDRAWALS } from './withdrawals.js';

/** Every word the console says by itself, in both languages; what the service says comes from the service. */
export const MESSAGES = {
  ...COMMON,
  ...CODES,
  ...DEPOSITS,
  ...LOOKING_BACK,
  ...FIELDS,
  ...FORMS,
  ...POOLS,
  ...RULES,
  ...STANDING,
  ...WITHDRAWALS,
};
export type MessageKey = keyof typeof MESSAGES;
