import {
  propose,
  refuse,
  refuseBy,
  startOf,
  withinAllPlaces,
  type Command,
  type Decider,
  type Decision,
  type Instant,
  type Json,
  type JsonObject,
} from '#kernel';
import type { PolicyAdopted } from '#contract/policy';
import { isPolicyKey, policyEntry } from './catalogue.js';
import { fitsForm, formText } from './policy-form.js';
import { policyFold } from './policy.fold.js';

export interface AdoptPolicy {
  readonly key: string;
  readonly value: Json;
  readonly effectiveFrom: Instant;
  readonly decisionNo: string;
}

/** 政策采用：by the leading group's numbered decision, from a date on; earlier decisions keep their version. */
export const adoptPolicy: Decider<AdoptPolicy> = {
  command: 'AdoptPolicy',
  decide({ actor, data, today }: Command<AdoptPolicy>, state): Decision {
    const { key, value, effectiveFrom, decisionNo } = data;
    const refusal = refuseBy([withinAllPlaces(actor)]);
    if (refusal) return refusal;
    if (!isPolicyKey(key)) return refuse({ code: 'UNKNOWN_POLICY', params: { key }, rules: [] });
    const { form } = policyEntry(key);
    if (!fitsForm(form, value)) {
      return refuse({ code: 'POLICY_VALUE_INVALID', params: { key, allowed: formText(form) }, rules: [] });
    }
    const version = (state(policyFold, '').adoptions[key]?.length ?? 0) + 1;
    const backDated = effectiveFrom < startOf(today);
    const adopted: PolicyAdopted = {
      type: 'PolicyAdopted',
      data: { key, version, value, effectiveFrom, decisionNo, ...(backDated && { backDated }) },
    };
    const answer: JsonObject = { key, version, value, effectiveFrom, decisionNo, backDated };
    return { ok: true, events: [propose('policy', adopted)], rules: [], answer: () => answer };
  },
};
