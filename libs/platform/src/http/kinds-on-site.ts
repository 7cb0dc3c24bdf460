import type { FieldKind } from './kinds.js';

const DEGREES = /^-?(0|[1-9]\d{0,2})(\.\d{1,9})?$/;

/** Degrees of longitude (180) or latitude (90) as decimal text; kept as it came. */
export const degrees = (limit: 90 | 180): FieldKind => ({
  check: (value) => {
    if (typeof value !== 'string') return { rule: 'NOT_TEXT' };
    const within = DEGREES.test(value) && Math.abs(Number(value)) <= limit;
    return within ? undefined : { rule: 'DEGREES_FORM', params: { limit } };
  },
  schema: { type: 'string', pattern: DEGREES.source, example: '120.957700' },
});

const MOST_OF_A_NOTE = 20_000;

/** A signed note: lines of text, the last one ended; what it says is for the reader. */
export const signedNote: FieldKind = {
  check: (value) => {
    if (typeof value !== 'string') return { rule: 'NOT_TEXT' };
    const plain = value.length <= MOST_OF_A_NOTE && /^[^\p{Cc}\p{Cs}]+$/u.test(value.replaceAll('\n', ' '));
    return plain && value.endsWith('\n') ? undefined : { rule: 'NOTE_FORM' };
  },
  schema: { type: 'string', maxLength: MOST_OF_A_NOTE },
};
