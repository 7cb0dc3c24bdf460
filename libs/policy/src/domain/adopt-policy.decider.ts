import {
  assertNever,
  propose,
  refuse,
  parseCivilDate,
  parseTonnes,
  type Command,
  type Decider,
  type Decision,
  type Instant,
  type Json,
  type JsonObject,
} from '#kernel';
import type { PolicyAdopted } from '#contract/policy';
import { isPolicyKey, policyEntry, type PolicyForm } from './catalogue.js';
import { policyFold } from './policy.fold.js';

export interface AdoptPolicy {
  readonly key: string;
  readonly value: Json;
  readonly effectiveFrom: Instant;
  readonly decisionNo: string;
}

const isSubset = (value: Json, of: readonly string[]): boolean =>
  Array.isArray(value) &&
  new Set(value).size === value.length &&
  value.every((item) => of.includes(String(item)));

const isTable = (value: Json): boolean => typeof value === 'object' && value !== null;

/** Whether a value has the form its policy asks for. */
export const fitsForm = (form: PolicyForm, value: Json): boolean => {
  switch (form.kind) {
    case 'choice':
      return typeof value === 'string' && form.of.includes(value);
    case 'amount':
      return parseTonnes(value).ok;
    case 'ratio':
      return typeof value === 'string' && /^[1-9]\d{0,2}(\.\d{1,3})?$/.test(value);
    case 'date':
      return typeof value === 'string' && parseCivilDate(value) !== undefined;
    case 'whole':
      return (
        typeof value === 'number' && Number.isInteger(value) && value >= form.least && value <= form.most
      );
    case 'set':
      return isSubset(value, form.of);
    case 'table':
      return isTable(value);
    default:
      return assertNever(form);
  }
};

const allowed = (form: PolicyForm): string => {
  if (form.kind === 'choice' || form.kind === 'set') return form.of.join(' | ');
  return form.kind === 'whole' ? `${form.least}–${form.most}` : form.kind;
};

/** 政策采用：by the leading group's numbered decision, from a date on; earlier decisions keep their version. */
export const adoptPolicy: Decider<AdoptPolicy> = {
  command: 'AdoptPolicy',
  decide({ data }: Command<AdoptPolicy>, state): Decision {
    const { key, value, effectiveFrom, decisionNo } = data;
    if (!isPolicyKey(key)) return refuse({ code: 'UNKNOWN_POLICY', params: { key }, rules: [] });
    const { form } = policyEntry(key);
    if (!fitsForm(form, value)) {
      return refuse({ code: 'POLICY_VALUE_INVALID', params: { key, allowed: allowed(form) }, rules: [] });
    }
    const version = (state(policyFold, '').adoptions[key]?.length ?? 0) + 1;
    const adopted: PolicyAdopted = {
      type: 'PolicyAdopted',
      data: { key, version, value, effectiveFrom, decisionNo },
    };
    const answer: JsonObject = { key, version, value, effectiveFrom, decisionNo };
    return { ok: true, events: [propose('policy', adopted)], rules: [], answer: () => answer };
  },
};
