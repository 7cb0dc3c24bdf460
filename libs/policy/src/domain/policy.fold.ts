import {
  assertNever,
  must,
  type Fold,
  type Instant,
  type Json,
  type Logged,
  type StateReader,
} from '#kernel';
import type { PolicyEvent } from '#contract/policy';
import { POLICY_KEYS, policyEntry, type PolicyKey } from './catalogue.js';

export interface Adoption {
  readonly version: number;
  readonly value: Json;
  readonly effectiveFrom: Instant;
  readonly decisionNo: string;
  readonly backDated: boolean;
  readonly recordedAt: Instant;
}

/** Every adoption of every policy, in the order it was recorded. */
export interface PolicyState {
  readonly adoptions: Readonly<Record<string, readonly Adoption[]>>;
}

const evolve = (state: PolicyState, event: Logged<PolicyEvent>): PolicyState => {
  switch (event.type) {
    case 'PolicyAdopted': {
      const { key, version, value, effectiveFrom, decisionNo, backDated = false } = event.data;
      const adoption = {
        version,
        value,
        effectiveFrom: effectiveFrom as Instant,
        decisionNo,
        backDated,
        recordedAt: event.recordedAt,
      };
      return { adoptions: { ...state.adoptions, [key]: [...(state.adoptions[key] ?? []), adoption] } };
    }
    default:
      return assertNever(event.type);
  }
};

/** Stream `policy`. */
export const policyFold: Fold<PolicyState, PolicyEvent> = {
  prefix: 'policy',
  initial: () => ({ adoptions: {} }),
  evolve,
};

/** A policy's value at a moment, and the name under which a decision cites it, as `split.remainder@0`. */
export interface PolicyInForce<V = Json> {
  readonly key: PolicyKey;
  readonly value: V;
  readonly version: string;
}

const inForce = (key: PolicyKey, value: Json, version: number): PolicyInForce => ({
  key,
  value,
  version: `${key}@${version}`,
});
const NEVER_ADOPTED: readonly Adoption[] = [];
/** Most policies were never decided on: what they say is made once. */
const DEFAULTS: ReadonlyMap<PolicyKey, PolicyInForce> = new Map(
  POLICY_KEYS.map((key) => [key, inForce(key, policyEntry(key).default, 0)]),
);

/**
 * The value in force at an effective moment: of the adoptions effective by then, the one that starts last
 * (the later recorded of two that start together); the default before any.
 */
export const policyInForce = <V = Json>(
  state: PolicyState,
  key: PolicyKey,
  at: Instant,
): PolicyInForce<V> => {
  let chosen: Adoption | undefined;
  for (const adoption of state.adoptions[key] ?? NEVER_ADOPTED) {
    if (adoption.effectiveFrom <= at && (!chosen || adoption.effectiveFrom >= chosen.effectiveFrom))
      chosen = adoption;
  }
  const found = chosen ? inForce(key, chosen.value, chosen.version) : must(DEFAULTS.get(key), key);
  return found as PolicyInForce<V>;
};

export type PolicyReader = <V = Json>(key: PolicyKey) => PolicyInForce<V>;

/** Policies as they bind at an effective moment; the decision then rests on the stream `policy`. */
export const policiesAt = (state: StateReader, at: Instant): PolicyReader => {
  const policies = state(policyFold, '');
  return <V>(key: PolicyKey) => policyInForce<V>(policies, key, at);
};
