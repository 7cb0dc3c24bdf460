import { ENTRY_POLICIES } from './entry.policies.js';
import type { PolicyEntry } from './policy-entry.js';
import { USE_POLICIES } from './use.policies.js';

/** Every policy, in the order of the rulebook. */
export const POLICIES = { ...USE_POLICIES, ...ENTRY_POLICIES };

export type PolicyKey = keyof typeof POLICIES;
export const POLICY_KEYS = Object.keys(POLICIES) as PolicyKey[];
export const isPolicyKey = (key: string): key is PolicyKey => Object.hasOwn(POLICIES, key);
export const policyEntry = (key: PolicyKey): PolicyEntry => POLICIES[key];
