import type { Instant, Logged } from '#kernel';
import { decode, type StoredEvent } from '#contract/event-store';
import type { PolicyEvent } from '#contract/policy';
import { policyFold, policyInForce, POLICY_KEYS, type PolicyKey, type PolicyState } from '#libs/policy';
import { LEDGER_EVENTS } from '../event-catalogue.js';

/** The policies after some events of their stream. */
export const policiesAfter = (events: readonly StoredEvent[]): PolicyState =>
  events.reduce(
    (state, event) => policyFold.evolve(state, decode(event, LEDGER_EVENTS) as Logged<PolicyEvent>),
    policyFold.initial(policyFold.prefix),
  );

/** Policies as they bind at the pack's last event, and every decision that changed them. */
export const policiesText = (
  state: PolicyState,
  at: Instant,
  keys: readonly PolicyKey[] = POLICY_KEYS,
): string => {
  const policies = keys.map((key) => {
    const { value, version } = policyInForce(state, key, at);
    return { key, version, value, adoptions: state.adoptions[key] ?? [] };
  });
  return `${JSON.stringify({ at, policies }, null, 1)}\n`;
};
