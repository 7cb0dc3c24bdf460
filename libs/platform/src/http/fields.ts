import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { type Fault, FAULT_CONSTRAINT, faultText } from './faults.js';
import * as kinds from './kinds.js';
import type { FieldKind, Range, TextLimits } from './kinds.js';
import { degrees, signedNote } from './kinds-on-site.js';
import { DOUBT, readShape, shaped } from './shapes.js';

/**
 * Decorators that state a field of a DTO once: its check, the form it is handed on in, its line in OpenAPI. A field
 * is required unless `optional`; an optional one may be left out or `null`. What a check says is listed in
 * `messages.ts`, with the status each rule answers.
 */
export interface FieldOptions {
  readonly optional?: boolean;
  readonly description?: string;
  /** The field holds a list of such values, each at most once. */
  readonly list?: Range;
}

const WHEN_PRESENT = applyDecorators(
  Transform(({ value }: { value: unknown }) => value ?? undefined),
  ValidateIf((_: object, value: unknown) => value !== undefined),
);

const validate = (check: FieldKind['check']): PropertyDecorator => {
  const faultIn = (value: unknown): Fault | undefined =>
    value === undefined ? { rule: 'REQUIRED' } : check(value);
  return ValidateBy({
    name: FAULT_CONSTRAINT,
    validator: {
      validate: (value: unknown) => faultIn(value) === undefined,
      defaultMessage: (args) => faultText(faultIn(args?.value) ?? { rule: 'REQUIRED' }),
    },
  });
};

const described = (schema: ApiPropertyOptions, { optional, description }: FieldOptions): PropertyDecorator =>
  ApiProperty({
    ...schema,
    required: optional !== true,
    ...(description === undefined ? {} : { description }),
  } as ApiPropertyOptions);

/** Makes a decorator of a kind of value. */
export const field = (kind: FieldKind, options: FieldOptions = {}): PropertyDecorator => {
  const { check, canonical, schema } = options.list ? listOf(kind, options.list) : kind;
  const convert = (value: unknown): unknown =>
    canonical && check(value) === undefined ? canonical(value) : value;
  return applyDecorators(
    ...(options.optional === true ? [WHEN_PRESENT] : []),
    Transform(({ value }: { value: unknown }) => convert(value)),
    validate(check),
    shaped({
      optional: options.optional === true,
      read: (value) => (value === undefined || check(value) ? DOUBT : canonical ? canonical(value) : value),
    }),
    described(schema, options),
  );
};

const listOf = (kind: FieldKind, { min, max }: Range): FieldKind => {
  const { canonical } = kind;
  return {
    check: (value) =>
      listFault(value, { min, max }) ??
      elementFault(value as unknown[], kind) ??
      repeated(value as unknown[]),
    ...(canonical && {
      canonical: (value: unknown) => (value as unknown[]).map((element) => canonical(element)),
    }),
    schema: { type: 'array', items: kind.schema, minItems: min, maxItems: max } as ApiPropertyOptions,
  };
};

const listFault = (value: unknown, { min, max }: Range): Fault | undefined => {
  if (!Array.isArray(value)) return { rule: 'NOT_LIST' };
  return value.length < min || value.length > max ? { rule: 'LIST_SIZE', params: { min, max } } : undefined;
};

const elementFault = (values: readonly unknown[], kind: FieldKind): Fault | undefined => {
  for (const [index, value] of values.entries()) {
    const fault = kind.check(value);
    if (fault) return { ...fault, at: `[${index}]` };
  }
  return undefined;
};

const repeated = (values: readonly unknown[], key = 'value'): Fault | undefined => {
  const index = values.findIndex((value, place) => values.indexOf(value) < place);
  return index < 0
    ? undefined
    : { rule: 'LIST_REPEATS', params: { key, value: String(values[index]) }, at: `[${index}]` };
};

/** Text people wrote, 1 to 200 code points unless told; see `kinds.text` for what is refused. */
export const Text = (limits: TextLimits & FieldOptions = {}): PropertyDecorator =>
  field(kinds.text(limits), limits);
/** A password. */
export const Secret = (options?: FieldOptions): PropertyDecorator => field(kinds.secret, options);
/** An amount in t/a as decimal text with at most nine decimals (policy A13). */
export const Amount = (options?: FieldOptions): PropertyDecorator => field(kinds.amount, options);
export const PollutantField = (options?: FieldOptions): PropertyDecorator => field(kinds.pollutant, options);
export const PlaceField = (options?: FieldOptions): PropertyDecorator => field(kinds.place, options);
export const PoolField = (options?: FieldOptions): PropertyDecorator => field(kinds.poolId, options);
export const CivilDateField = (options?: FieldOptions): PropertyDecorator => field(kinds.civilDate, options);
export const InstantField = (options?: FieldOptions): PropertyDecorator => field(kinds.instant, options);
/** A civil date, from its first moment in Asia/Shanghai on, or an instant with offset. */
export const MomentField = (options?: FieldOptions): PropertyDecorator => field(kinds.moment, options);
export const MonthField = (options?: FieldOptions): PropertyDecorator => field(kinds.civilMonth, options);
export const OneOf = (values: readonly string[], options?: FieldOptions): PropertyDecorator =>
  field(kinds.oneOf(values), options);
export const Flag = (options?: FieldOptions): PropertyDecorator => field(kinds.flag, options);
export const Whole = (range: Range & FieldOptions): PropertyDecorator => field(kinds.whole(range), range);
/** A whole number in a query string. */
export const WholeText = (range: Range & FieldOptions): PropertyDecorator =>
  field(kinds.wholeText(range), range);
/** 统一社会信用代码. */
export const Uscc = (options?: FieldOptions): PropertyDecorator => field(kinds.uscc, options);
/** 排污许可证编号. */
export const PermitNumber = (options?: FieldOptions): PropertyDecorator => field(kinds.permitNumber, options);
/** 投资项目代码. */
export const ProjectCode = (options?: FieldOptions): PropertyDecorator => field(kinds.projectCode, options);
/** 国民经济行业代码. */
export const IndustryCode = (options?: FieldOptions): PropertyDecorator => field(kinds.industryCode, options);
export const Sha256 = (options?: FieldOptions): PropertyDecorator => field(kinds.sha256, options);
export const Id = (options?: FieldOptions): PropertyDecorator => field(kinds.id, options);
/** Six digits of an authenticator. */
export const Code = (options?: FieldOptions): PropertyDecorator => field(kinds.code, options);
/** What an account signs in with. */
export const Username = (options?: FieldOptions): PropertyDecorator => field(kinds.username, options);
export const Phone = (options?: FieldOptions): PropertyDecorator => field(kinds.phone, options);
/** Degrees of longitude (180) or latitude (90) as decimal text. */
export const Degrees = (limit: 90 | 180, options?: FieldOptions): PropertyDecorator =>
  field(degrees(limit), options);
/** A signed note, such as a checkpoint (`docs/audit-format.md`). */
export const SignedNote = (options?: FieldOptions): PropertyDecorator => field(signedNote, options);
export const AnyJson = (options?: FieldOptions): PropertyDecorator => field(kinds.anyJson, options);

/** A record within a record, checked by its own DTO. */
export const Nested = (type: () => Class, options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    ...(options.optional === true ? [WHEN_PRESENT] : []),
    Type(type),
    ValidateNested(),
    validate((value) => (isRecord(value) ? undefined : { rule: 'NOT_OBJECT' })),
    shaped({ optional: options.optional === true, read: (value) => readShape(type(), value) }),
    described({ type: () => type() }, options),
  );

export interface NestedListOptions extends Range, FieldOptions {
  /** No two entries may have the same value here, such as two lines of one pollutant. */
  readonly uniqueBy?: string;
}

/** A list of records, each checked by its own DTO. */
export const NestedList = (type: () => Class, options: NestedListOptions): PropertyDecorator =>
  applyDecorators(
    ...(options.optional === true ? [WHEN_PRESENT] : []),
    Type(type),
    Transform(({ value }: { value: unknown }) => cut(value, options.max)),
    ValidateNested({ each: true }),
    validate((value) => recordsFault(value, options)),
    shaped({ optional: options.optional === true, read: (value) => readList(type(), value, options) }),
    described({ type: () => type(), isArray: true, minItems: options.min, maxItems: options.max }, options),
  );

const readList = (type: Class, value: unknown, options: NestedListOptions): unknown => {
  if (recordsFault(value, options)) return DOUBT;
  const entries = (value as unknown[]).map((entry) => readShape(type, entry));
  return entries.includes(DOUBT) ? DOUBT : entries;
};

/** A list that is too long anyway is not checked entry by entry. */
const cut = (value: unknown, max: number): unknown =>
  Array.isArray(value) ? value.slice(0, max + 1) : value;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const recordsFault = (value: unknown, { min, max, uniqueBy }: NestedListOptions): Fault | undefined => {
  const fault = listFault(value, { min, max });
  if (fault || !Array.isArray(value)) return fault;
  const stranger = value.findIndex((entry) => !isRecord(entry));
  if (stranger >= 0) return { rule: 'NOT_OBJECT', at: `[${stranger}]` };
  if (uniqueBy === undefined) return undefined;
  const keys = (value as Record<string, unknown>[]).map((entry) => entry[uniqueBy]);
  return repeated(
    keys.map((key) => (typeof key === 'string' ? key : Symbol('absent'))),
    uniqueBy,
  );
};
