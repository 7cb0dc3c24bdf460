import type { ValidationError } from '@nestjs/common';
import type { FieldFault, Language } from '#kernel';
import { type Params, say } from './language.js';
import { FIELD_RULES, type FieldRule } from './messages.js';
import { edgeRefusal, type RefusalException } from './refusal.exception.js';

/** A rule one value breaks; `at` points inside it, such as `[2]`. */
export interface Fault {
  readonly rule: FieldRule;
  readonly params?: Params;
  readonly at?: string;
}

/** A fault with the path of its field, such as `lines[0].amount`. */
export interface PlacedFault extends Fault {
  readonly field: string;
}

/** More say no more to a person, and a hostile body should not buy a long answer. */
const MAX_FAULTS = 50;
const MAX_PATH = 200;

/**
 * 400 `INVALID_FIELD` when any fault is one of form, 422 `INVALID_MEANING` when all are of meaning; all are
 * listed.
 */
export const invalidRequest = (faults: readonly PlacedFault[]): RefusalException => {
  const malformed = faults.some(({ rule }) => FIELD_RULES[rule].status === 400);
  const listed = faults.slice(0, MAX_FAULTS);
  return edgeRefusal(
    malformed ? 'INVALID_FIELD' : 'INVALID_MEANING',
    {},
    {
      localise: (language) => ({ errors: listed.map((fault) => worded(fault, language)) }),
    },
  );
};

export const invalidField = (field: string, fault: Fault): RefusalException =>
  invalidRequest([{ field, ...fault }]);

const worded = ({ field, rule, params }: PlacedFault, language: Language): FieldFault => ({
  field,
  rule,
  message: say(FIELD_RULES[rule], params ?? {}, language),
});

/** class-validator reports a broken rule as a message; a fault travels through it as text. */
export const FAULT_CONSTRAINT = 'fault';
export const faultText = (fault: Fault): string => JSON.stringify(fault);

/** The faults behind what class-validator found, with their paths. */
export const faultsOf = (errors: readonly ValidationError[], parent = ''): readonly PlacedFault[] =>
  errors.flatMap((error) => {
    const field = pathOf(parent, error.property);
    const own = ownFault(error);
    const inner = own && own.rule !== 'LIST_REPEATS' ? [] : faultsOf(error.children ?? [], field);
    return own ? [placed(own, field), ...inner] : inner;
  });

const placed = (fault: Fault, field: string): PlacedFault => ({
  ...fault,
  field: `${field}${fault.at ?? ''}`.slice(0, MAX_PATH),
});

const pathOf = (parent: string, property: string): string => {
  if (parent === '') return property;
  return /^\d+$/.test(property) ? `${parent}[${property}]` : `${parent}.${property}`;
};

const ownFault = ({ constraints = {} }: ValidationError): Fault | undefined => {
  const text = constraints[FAULT_CONSTRAINT];
  if (text !== undefined) return JSON.parse(text) as Fault;
  if ('whitelistValidation' in constraints) return { rule: 'UNKNOWN_FIELD' };
  return Object.keys(constraints).length > 0 ? { rule: 'NOT_OBJECT' } : undefined;
};
