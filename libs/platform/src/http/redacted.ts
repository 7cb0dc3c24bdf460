const HIDDEN = '***';

/** Names whose value nobody may read in a log, as they stand in JSON, headers, queries and settings. */
const NAMES = [
  [
    'authorization',
    'proxy-authorization',
    'passwords?',
    'password_?hash',
    'passwd',
    'pwd',
    'secrets?',
    'otp',
    'totp',
  ],
  [
    '(?:access|refresh|id)?[-_]?token',
    'client[-_]?secret',
    'api[-_]?key',
    'signing[-_]?key',
    'demo_password',
  ],
]
  .flat()
  .join('|');

const RULES: readonly (readonly [RegExp, string])[] = [
  [/\b((?:set-)?cookie["']?\s*[:=]).*/gi, `$1 ${HIDDEN}`],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${HIDDEN}`],
  [
    new RegExp(
      `\\b((?:${NAMES})["']?\\s*[:=]\\s*)("(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|(?!bearer|basic)[^\\s,;&})\\]]+)`,
      'gi',
    ),
    `$1${HIDDEN}`,
  ],
  [/(\w:\/\/[^\s:/@]{1,100}):[^\s@]{1,200}@/g, `$1:${HIDDEN}@`],
  [/\$argon2[\w$=,+/-]*/g, HIDDEN],
];
/** What could move a terminal's cursor or forge the beginning of another entry. */
const CONTROL = /[^\P{Cc}\n\t]/gu;

/** A text for the log: without passwords, tokens, cookies and keys, and without control characters. */
export const redacted = (text: string): string =>
  RULES.reduce((said, [pattern, replacement]) => said.replace(pattern, replacement), text).replace(
    CONTROL,
    '\uFFFD',
  );
