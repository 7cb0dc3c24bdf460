import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { POLICY_KEYS, policyEntry, type PolicyKey } from '#libs/policy';

/**
 * Where it is proven that adopting another value of a policy changes what the policy says it does; for a policy that
 * has one value only, that another is refused. A policy without a test has no business in the catalogue.
 */
const PROOFS: Readonly<Record<PolicyKey, string>> = {
  'annualLinkage.exactlyOneMet': 'standing/src/domain/linkage.spec.ts',
  'linkage.media': 'standing/src/domain/linkage.spec.ts',
  'linkage.pendingYear': 'standing/src/domain/linkage.spec.ts',
  'suspension.covers': 'standing/src/domain/order-suspension.spec.ts',
  'suspension.inFlight': 'withdrawal/src/domain/in-flight.spec.ts',
  'suspension.cascade': 'standing/src/domain/suspension.spec.ts',
  'suspension.trigger': 'standing/src/domain/warning.spec.ts',
  'localShare.holder': 'deposit/src/domain/approve-deposit.spec.ts',
  'park.useOfCountyPool': 'withdrawal/src/domain/sources.spec.ts',
  provincialTake: 'deposit/src/domain/approve-deposit.spec.ts',
  'split.order': 'deposit/src/domain/approve-deposit.spec.ts',
  'split.remainder': 'policy/src/domain/policy.spec.ts',
  'precision.quantum': 'policy/src/domain/policy.spec.ts',
  'precision.rounding': 'policy/src/domain/policy.spec.ts',
  'sei.pollutants': 'withdrawal/src/domain/demand.spec.ts',
  'sei.projectTypes': 'withdrawal/src/domain/demand.spec.ts',
  'demand.baseline': 'withdrawal/src/domain/demand.spec.ts',
  'demand.negative': 'policy/src/domain/policy.spec.ts',
  'demand.scope': 'withdrawal/src/domain/demand.spec.ts',
  'demand.exempt': 'withdrawal/src/domain/demand.spec.ts',
  'demand.deMinimis': 'withdrawal/src/domain/demand.spec.ts',
  'multiplier.accounting': 'withdrawal/src/domain/accounting.spec.ts',
  'multiplier.onTrades': 'withdrawal/src/domain/demand.spec.ts',
  'draw.order': 'withdrawal/src/domain/sources.spec.ts',
  earmark: 'withdrawal/src/domain/sources.spec.ts',
  'void.scope': 'policy/src/domain/policy.spec.ts',
  'void.voucher': 'voiding/src/domain/void-lot.spec.ts',
  'deposit.availableAt': 'policy/src/domain/policy.spec.ts',
  'award.origin': 'standing/src/domain/park.spec.ts',
  'deposit.deadline': 'deposit/src/domain/file-deposit.spec.ts',
  'deposit.eligibleFrom': 'reduction/src/domain/file-reduction.spec.ts',
  'reduction.partialUse': 'reduction/src/domain/book-reduction-use.spec.ts',
  'reduction.identity': 'reduction/src/domain/file-reduction.spec.ts',
  'reduction.creditable': 'reduction/src/domain/file-reduction.spec.ts',
  'voucher.validity': 'withdrawal/src/domain/binding.spec.ts',
  'hold.ttl': 'withdrawal/src/domain/binding.spec.ts',
  tradeTerm: 'withdrawal/src/domain/purchase.spec.ts',
  crossRegion: 'standing/src/domain/linkage.spec.ts',
  'credit.mrvWords': 'reduction/src/domain/file-reduction.spec.ts',
  'approval.tiers': 'withdrawal/src/domain/approver.spec.ts',
  'quarter.due': 'policy/src/domain/due.spec.ts',
  'month.due': 'standing/src/domain/warning.spec.ts',
  'step.due': 'inbox/src/domain/procedures.spec.ts',
  'improvement.cap': 'withdrawal/src/domain/improvement.spec.ts',
  'witness.quorum': 'policy/src/domain/quorum.spec.ts',
};

const libraries = join(import.meta.dirname, '..', 'libs');
const proofOf = (key: PolicyKey): string => join(libraries, PROOFS[key]);

/** Values that change something: all of a choice but the one in force without any decision. */
const alternatives = (key: PolicyKey): readonly string[] => {
  const { form, default: standard } = policyEntry(key);
  return form.kind === 'choice' ? form.of.filter((value) => value !== standard) : [];
};

describe('every policy of the catalogue is obeyed', () => {
  it('each has a proof, and nothing else has one', () =>
    expect(Object.keys(PROOFS).toSorted()).toEqual([...POLICY_KEYS].toSorted()));

  it.each(POLICY_KEYS)('%s: its proof adopts it, every value of a choice in turn', (key) => {
    expect(existsSync(proofOf(key))).toBe(true);
    const proof = readFileSync(proofOf(key), 'utf8');
    expect(proof).toContain(`'${key}'`);
    expect(alternatives(key).filter((value) => !proof.includes(`'${value}'`))).toEqual([]);
  });
});
