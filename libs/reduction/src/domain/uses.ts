import {
  collect,
  holds,
  mgOf,
  must,
  notApplicable,
  propose,
  streamName,
  subtract,
  sum,
  tonnes,
  ZERO,
  type Milligram,
  type Pollutant,
  type Proposal,
  type RuleOutcome,
} from '#kernel';
import {
  USES,
  type AmountLine,
  type ReductionUseAllocated,
  type ReductionUseReleased,
  type ReductionUseVoided,
  type Use,
  type VerifiedLine,
} from '#contract/reduction';
import type { PolicyReader } from '#libs/policy';
import { reductionFold, type ReductionFiling, type ReductionState } from './reduction.fold.js';

/** A reduction that has been filed. */
export type FiledReduction = ReductionState & { readonly filing: ReductionFiling };
export const isFiled = (state: ReductionState): state is FiledReduction => state.filing !== null;
/** For those who know that it has been filed. */
export const filedReduction = (state: ReductionState): FiledReduction => ({
  ...state,
  filing: must(state.filing, 'filing of the reduction'),
});

/** An exclusive use asks for amounts; the reference is a deposit's id or a document. */
export interface UseRequest {
  readonly use: Use;
  readonly reference: string;
  readonly lines: readonly AmountLine[];
}

/** What the rules say to a use, and the event that books it. */
export interface Allocating {
  readonly rules: readonly RuleOutcome[];
  readonly proposal: Proposal;
}

/** How much of a pollutant one kind of use has taken. */
export const usedFor = (state: ReductionState, pollutant: Pollutant, use: Use): Milligram =>
  sum(state.allocations.map((one) => (one.use === use ? (one.amounts[pollutant] ?? ZERO) : ZERO)));

const usedOf = (state: ReductionState, pollutant: Pollutant): Milligram =>
  sum(state.allocations.map((one) => one.amounts[pollutant] ?? ZERO));

const lineOf = (state: FiledReduction, pollutant: Pollutant): VerifiedLine | undefined =>
  state.filing.lines.find((line) => line.pollutant === pollutant);

/** What no use has taken yet; nothing of a pollutant the reduction does not carry. */
export const leftOf = (state: FiledReduction, pollutant: Pollutant): Milligram =>
  subtract(mgOf(lineOf(state, pollutant)?.creditable ?? '0'), usedOf(state, pollutant));

const usesText = (state: ReductionState, pollutant: Pollutant): string | null => {
  const taken = USES.map((use) => ({ use, amount: usedFor(state, pollutant, use) }));
  const words = taken
    .filter(({ amount }) => amount > ZERO)
    .map(({ use, amount }) => `${use} ${tonnes(amount)}`);
  return words.length === 0 ? null : words.join(', ');
};

/** 第二十一条：a reduction found to be false backs nothing any more, its unused rest included. */
export const notVoided = ({ filing, voidedBy }: FiledReduction): RuleOutcome =>
  holds(voidedBy === null, 'REDUCTION_VOIDED', {
    inputs: { reductionId: filing.reductionId, decisionNo: voidedBy },
  });

const carriesPollutant = (state: FiledReduction, { pollutant }: AmountLine): RuleOutcome =>
  holds(lineOf(state, pollutant) !== undefined, 'POLLUTANT_NOT_IN_REDUCTION', {
    inputs: { pollutant, reductionId: state.filing.reductionId },
  });

/** 第二条：only what the permitted limit covers counts; the filing fixed it under policy A34. */
const withinPermittedLimit = (state: FiledReduction, { pollutant, amount }: AmountLine): RuleOutcome => {
  const { verified, permittedLimit, creditable } = must(lineOf(state, pollutant), pollutant);
  const inputs = { pollutant, asked: amount, verified, permittedLimit, creditable };
  if (permittedLimit === null) return notApplicable('BASELINE_NOT_PERMITTED_LIMIT', { inputs });
  const capped = mgOf(creditable) < mgOf(verified);
  return holds(!capped || mgOf(amount) <= mgOf(creditable), 'BASELINE_NOT_PERMITTED_LIMIT', { inputs });
};

/** 第三条、第二十一条：an amount is used once; policy A32 says what a partly used reduction may still give. */
const notUsedBefore = (
  state: FiledReduction,
  { pollutant, amount }: AmountLine,
  policies: PolicyReader,
): RuleOutcome => {
  const { value, version } = policies<'REST' | 'NONE'>('reduction.partialUse');
  const used = usedOf(state, pollutant);
  const left = value === 'NONE' && used > ZERO ? ZERO : leftOf(state, pollutant);
  return holds(mgOf(amount) <= left, 'REDUCTION_ALREADY_USED', {
    inputs: { pollutant, left: tonnes(left), asked: amount, uses: usesText(state, pollutant) },
    policyVersion: version,
  });
};

/** Asked of pollutants the reduction carries. */
const amountRules = [withinPermittedLimit, notUsedBefore] as const;

/** Lines that ask for nothing are no part of a request. */
export const asking = <L extends AmountLine>(lines: readonly L[]): readonly L[] =>
  lines.filter(({ amount }) => mgOf(amount) > ZERO);

/**
 * 用途登记：books amounts of a reduction for one exclusive use (第三条、第二十一条). Every rule is asked for every
 * pollutant; the proposal may be written only if they all let it through.
 */
export const allocate = (state: FiledReduction, request: UseRequest, policies: PolicyReader): Allocating => {
  const lines = asking(request.lines);
  const carried = lines.filter(({ pollutant }) => lineOf(state, pollutant) !== undefined);
  const allocated: ReductionUseAllocated = { type: 'ReductionUseAllocated', data: { ...request, lines } };
  return {
    rules: [
      notVoided(state),
      ...lines.map((line) => carriesPollutant(state, line)),
      ...collect(amountRules, (rule) => carried.map((line) => rule(state, line, policies))),
    ],
    proposal: propose(streamName(reductionFold.prefix, state.filing.reductionId), allocated),
  };
};

/** Gives back what one use holds, its item having been returned or rejected; nothing if it holds nothing. */
export const release = (state: FiledReduction, use: Use, reference: string): readonly Proposal[] => {
  const held = state.allocations.find((one) => one.use === use && one.reference === reference);
  if (held === undefined) return [];
  const lines = state.filing.lines
    .map(({ pollutant }) => ({ pollutant, amount: tonnes(held.amounts[pollutant] ?? ZERO) }))
    .filter(({ amount }) => amount !== '0');
  const released: ReductionUseReleased = { type: 'ReductionUseReleased', data: { use, reference, lines } };
  return [propose(streamName(reductionFold.prefix, state.filing.reductionId), released)];
};

/** 视为无效：marks what a voided deposit had taken, so that the reduction is never used again (第二十一条). */
export const voidUse = (
  reductionId: string,
  voided: Pick<ReductionUseVoided['data'], 'reference' | 'decisionNo'>,
): Proposal => {
  const event: ReductionUseVoided = { type: 'ReductionUseVoided', data: { use: 'POOL', ...voided } };
  return propose(streamName(reductionFold.prefix, reductionId), event);
};
