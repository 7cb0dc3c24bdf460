import type { Instant } from '#kernel';
import { POLICY_KEYS, policyInForce, type PolicyState } from '#libs/policy';

/** A policy as it binds at the pack's last event, and every decision that changed it. */
export const policiesText = (state: PolicyState, at: Instant): string => {
  const policies = POLICY_KEYS.map((key) => {
    const { value, version } = policyInForce(state, key, at);
    return { key, version, value, adoptions: state.adoptions[key] ?? [] };
  });
  return `${JSON.stringify({ at, policies }, null, 1)}\n`;
};
