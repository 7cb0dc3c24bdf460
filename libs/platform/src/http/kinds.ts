import type { ApiPropertyOptions } from '@nestjs/swagger';
import {
  type AmountFault,
  findPlace,
  isCivilQuarter,
  isIndustryCode,
  isPermitNumber,
  isPollutant,
  isProjectCode,
  isSha256,
  isUscc,
  parseCivilDate,
  parseInstant,
  parseTonnes,
  placeOfPool,
  POLLUTANTS,
  tonnes,
} from '#kernel';
import type { Fault } from './faults.js';
import type { FieldRule } from './messages.js';

/** What one value of a request may be: the check, the canonical form handed on, and how OpenAPI describes it. */
export interface FieldKind {
  /** The first rule the value breaks; nothing when it is fine. */
  readonly check: (value: unknown) => Fault | undefined;
  /** Only asked for values that passed. */
  readonly canonical?: (value: unknown) => unknown;
  readonly schema: ApiPropertyOptions;
}

const broken = (rule: FieldRule, params?: Fault['params']): Fault => ({ rule, ...(params && { params }) });
const unless = (holds: boolean, rule: FieldRule, params?: Fault['params']): Fault | undefined =>
  holds ? undefined : broken(rule, params);
const either = (...checks: readonly (() => Fault | undefined)[]): Fault | undefined => {
  for (const check of checks) {
    const fault = check();
    if (fault) return fault;
  }
  return undefined;
};

/** A kind whose values are strings. */
const ofText = (check: (text: string) => Fault | undefined, schema: ApiPropertyOptions): FieldKind => ({
  check: (value) => (typeof value === 'string' ? check(value) : broken('NOT_TEXT')),
  schema: { type: 'string', ...schema },
});

/** A pattern first (400), then what only knowledge of the world can tell (422). */
const coded = (
  pattern: RegExp,
  rules: { form: FieldRule; check?: [(text: string) => boolean, FieldRule] },
): FieldKind =>
  ofText(
    (text) =>
      either(
        () => unless(pattern.test(text), rules.form),
        () => (rules.check ? unless(rules.check[0](text), rules.check[1]) : undefined),
      ),
    { pattern: pattern.source },
  );

export interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  /** Allows line breaks and tabs, for opinions and reasons. */
  readonly lines?: boolean;
}

/** At most; so a text far too long is refused unread. */
const UNITS_PER_CODE_POINT = 2;
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Text that people wrote. Nothing is trimmed or rewritten: what cannot be stored and shown as it came is refused, so
 * control characters, half surrogate pairs, direction overrides, white space at the ends, blank text and text that is
 * not in normal form NFC. Lengths count code points.
 */
export const text = ({ min = 1, max = 200, lines = false }: TextLimits = {}): FieldKind =>
  ofText(
    (value) =>
      either(
        () => unless(value.length <= max * UNITS_PER_CODE_POINT, 'TEXT_LENGTH', { min, max }),
        () => unless(!UNSAFE.test(lines ? value.replace(/[\n\t]/g, ' ') : value), 'TEXT_CHARACTERS'),
        () => unless(value === '' || VISIBLE.test(value), 'TEXT_BLANK'),
        () => unless(value === value.trim(), 'TEXT_SPACES'),
        () => unless(value === value.normalize('NFC'), 'TEXT_NOT_NFC'),
        () => within(codePoints(value), { min, max }),
      ),
    { minLength: min, maxLength: max },
  );

const codePoints = (value: string): number => Array.from(value).length;
const within = (length: number, limits: { min: number; max: number }): Fault | undefined =>
  unless(length >= limits.min && length <= limits.max, 'TEXT_LENGTH', limits);

/** A password: any characters, nothing looked at but its length. */
export const secret: FieldKind = ofText((value) => within(codePoints(value), { min: 1, max: 200 }), {
  format: 'password',
  maxLength: 200,
});

const AMOUNT_RULES: Record<AmountFault, FieldRule> = {
  NOT_TEXT: 'NOT_TEXT',
  NOT_DECIMAL: 'AMOUNT_FORM',
  NEGATIVE: 'AMOUNT_NEGATIVE',
  TOO_MANY_DECIMALS: 'AMOUNT_DECIMALS',
  TOO_LARGE: 'AMOUNT_TOO_LARGE',
};

/** An amount in t/a as decimal text, handed on canonically (`1.50` becomes `1.5`). */
export const amount: FieldKind = {
  check: (value) => {
    if (typeof value === 'number') return broken('AMOUNT_AS_NUMBER');
    const parsed = parseTonnes(value);
    return parsed.ok ? undefined : broken(AMOUNT_RULES[parsed.error]);
  },
  canonical: (value) => {
    const parsed = parseTonnes(value);
    return parsed.ok ? tonnes(parsed.value) : value;
  },
  schema: { type: 'string', pattern: '^(0|[1-9][0-9]{0,11})(\\.[0-9]{1,9})?$', example: '3.26434' },
};

const allowed = (values: readonly string[]): Fault['params'] => ({ allowed: values.join(' ') });

export const pollutant: FieldKind = ofText(
  (value) => unless(isPollutant(value), 'UNKNOWN_POLLUTANT', allowed(POLLUTANTS)),
  { enum: [...POLLUTANTS] },
);
export const place: FieldKind = ofText((value) => unless(findPlace(value) !== undefined, 'UNKNOWN_PLACE'), {
  example: '320583',
});
export const poolId: FieldKind = ofText((value) => unless(placeOfPool(value) !== undefined, 'UNKNOWN_POOL'), {
  example: 'pool-320583',
});
export const oneOf = (values: readonly string[]): FieldKind =>
  ofText((value) => unless(values.includes(value), 'NOT_ONE_OF', allowed(values)), { enum: [...values] });

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A civil date of Asia/Shanghai; one the calendar does not have is well formed but impossible (422). */
export const civilDate: FieldKind = {
  ...coded(DATE, {
    form: 'DATE_FORM',
    check: [(value) => parseCivilDate(value) !== undefined, 'DATE_IMPOSSIBLE'],
  }),
  schema: { type: 'string', format: 'date', example: '2026-03-31' },
};
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** An instant with offset, handed on in UTC with milliseconds. */
export const instant: FieldKind = {
  ...coded(INSTANT, {
    form: 'INSTANT_FORM',
    check: [(value) => parseInstant(value) !== undefined, 'INSTANT_IMPOSSIBLE'],
  }),
  canonical: (value) => parseInstant(String(value)) ?? value,
  schema: { type: 'string', format: 'date-time', example: '2026-03-31T09:00:00+08:00' },
};

/** A civil date or an instant, each by its own rules. */
export const moment: FieldKind = ofText(
  (value) =>
    either(
      () => unless(DATE.test(value) || INSTANT.test(value), 'MOMENT_FORM'),
      () => (DATE.test(value) ? civilDate : instant).check(value),
    ),
  { example: '2026-05-10' },
);

/** A month of Asia/Shanghai. */
export const civilMonth: FieldKind = coded(/^\d{4}-\d{2}$/, {
  form: 'MONTH_FORM',
  check: [(value) => parseCivilDate(`${value}-01`) !== undefined, 'MONTH_IMPOSSIBLE'],
});

/** A quarter of Asia/Shanghai, of this century. */
export const civilQuarter: FieldKind = ofText((value) => unless(isCivilQuarter(value), 'QUARTER_FORM'), {
  example: '2026-Q3',
});

export const uscc: FieldKind = coded(/^[0-9A-Z]{18}$/, { form: 'USCC_FORM', check: [isUscc, 'USCC_CHECK'] });
export const permitNumber: FieldKind = coded(/^[0-9A-Z]{18}[0-9]{3}[A-Z]$/, {
  form: 'PERMIT_FORM',
  check: [isPermitNumber, 'PERMIT_CHECK'],
});
export const projectCode: FieldKind = ofText((value) => unless(isProjectCode(value), 'PROJECT_CODE_FORM'), {
  example: '2501-320583-04-01-123456',
});
export const industryCode: FieldKind = ofText(
  (value) => unless(value.length <= 100 && isIndustryCode(value), 'INDUSTRY_FORM'),
  { example: 'C2614' },
);
export const sha256: FieldKind = ofText((value) => unless(isSha256(value), 'SHA256_FORM'), {
  pattern: '^[0-9a-f]{64}$',
});
/** What the service itself handed out: ids of items, numbers of vouchers. */
export const id: FieldKind = coded(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, { form: 'ID_FORM' });

/** Six digits of an authenticator. */
export const code: FieldKind = coded(/^\d{6}$/, { form: 'CODE_FORM' });
export const username: FieldKind = coded(/^[a-z0-9][a-z0-9._@-]{2,63}$/, { form: 'USERNAME_FORM' });
export const phone: FieldKind = coded(/^\+?[0-9][0-9 -]{5,19}$/, { form: 'PHONE_FORM' });

export const flag: FieldKind = {
  check: (value) => unless(typeof value === 'boolean', 'NOT_BOOLEAN'),
  schema: { type: 'boolean' },
};

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A whole number that is no amount: a year, a count. */
export const whole = ({ min, max }: Range): FieldKind => ({
  check: (value) =>
    unless(Number.isInteger(value) && Number(value) >= min && Number(value) <= max, 'NOT_WHOLE', {
      min,
      max,
    }),
  schema: { type: 'integer', minimum: min, maximum: max },
});

/** The same as it stands in a URL. */
export const wholeText = (range: Range): FieldKind => ({
  check: (value) => whole(range).check(toWhole(value)),
  canonical: toWhole,
  schema: whole(range).schema,
});
const toWhole = (value: unknown): unknown =>
  typeof value === 'string' && /^(0|[1-9]\d{0,8})$/.test(value) ? Number(value) : value;

/** Any JSON, for a field whose form another field decides; only texts that cannot be stored are refused. */
export const anyJson: FieldKind = {
  check: (value) => unless(storable(value), 'TEXT_CHARACTERS'),
  schema: { type: 'object', additionalProperties: true },
};
const storable = (value: unknown): boolean => {
  if (typeof value === 'string') return !UNSAFE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, member]) => storable(key) && storable(member));
};
