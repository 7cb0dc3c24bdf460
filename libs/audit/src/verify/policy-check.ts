import type { Instant } from '#kernel';
import { POLICY_KEYS, quorumOf, type PolicyState } from '#libs/policy';
import { utf8 } from '../notes/encoding.js';
import { POLICIES } from '../pack/files.js';
import type { LogKeys } from '../pack/keys-file.js';
import { policiesText } from '../pack/policies-file.js';
import { sameBytes } from '../tree/hasher.js';
import type { Findings } from './findings.js';

/** What a pack says of policies, and where it is told what is wrong. */
export interface PolicyClaims {
  /** `policies.json`. */
  readonly policies: Uint8Array;
  readonly logs: readonly LogKeys[];
  readonly found: Findings;
}

/** What a list of policies may say: older packs do not list the newest policy, as good while nobody adopted it. */
const listsOf = (state: PolicyState, at: Instant): readonly string[] =>
  [
    POLICY_KEYS,
    POLICY_KEYS.filter((key) => key !== 'witness.quorum' || state.adoptions[key] !== undefined),
  ].map((keys) => policiesText(state, at, keys));

/**
 * Holds a pack against the policies of its log, as they bind at its last event: its list of them, and how many
 * witnesses each log asks for.
 */
export const checkPolicies = (
  state: PolicyState,
  at: Instant,
  { policies, logs, found }: PolicyClaims,
): void => {
  if (!listsOf(state, at).some((text) => sameBytes(utf8(text), policies)))
    found.add('POLICIES', { field: POLICIES });
  const isDecided = state.adoptions['witness.quorum'] !== undefined;
  for (const { origin, quorum, witnesses } of logs) {
    const needed = quorumOf(state, at, witnesses.length);
    // Before it was a policy, an installation could ask for more by itself.
    if (isDecided ? quorum !== needed : quorum < needed)
      found.add('QUORUM', { field: origin, detail: String(needed) });
  }
};
