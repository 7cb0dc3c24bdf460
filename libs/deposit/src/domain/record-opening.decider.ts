import {
  add,
  civilDateOf,
  mgOf,
  must,
  placeOfPool,
  previewed,
  propose,
  refuseBy,
  refuseMeaning,
  streamName,
  subtract,
  tonnes,
  yearOf,
  ZERO,
  type Command,
  type Decider,
  type Decision,
  type Proposal,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import type { DepositLine, OpeningLine, OpeningRecorded } from '#contract/deposit';
import type { LotCredited } from '#contract/pool';
import { obligationFold } from '#libs/obligation';
import { policiesAt } from '#libs/policy';
import { poolFold } from '#libs/pool';
import {
  allocate,
  asking,
  filedReduction,
  filingOf,
  leftOf,
  reductionFold,
  type FiledReduction,
  type Filing,
} from '#libs/reduction';
import { poolsFor, type DepositPools } from './approval.policy.js';
import { depositFold } from './deposit.fold.js';
import { acceptDeposit, depositStream } from './deposit.step.js';
import { endedBeforeStart, openingFaults, owesNothing, type RecordOpening } from './opening.policy.js';

/** What is decided on. */
interface Opening {
  readonly command: Command<RecordOpening>;
  readonly filing: Filing;
  /** The reduction as it would stand had nobody filed it before. */
  readonly reduction: FiledReduction;
  readonly pools: DepositPools;
  readonly balances: readonly OpeningLine[];
}

const totalOf = ({ pollutant, municipal, local }: OpeningLine): DepositLine => ({
  pollutant,
  amount: tonnes(add(mgOf(municipal), mgOf(local))),
});

const openingOf = (command: Command<RecordOpening>, state: StateReader, filing: Filing): Opening => {
  const stream = streamName(reductionFold.prefix, filing.reductionId);
  const start = { stream, state: reductionFold.initial(stream) };
  const { reduction, balances } = command.data;
  return {
    command,
    filing,
    reduction: filedReduction(previewed(reductionFold, start, { proposals: filing.events, command })),
    pools: poolsFor(reduction.place, policiesAt(state, command.at)),
    balances: balances.filter((line) => asking([totalOf(line)]).length > 0),
  };
};

const rulesOf = (opening: Opening, state: StateReader, pooling: readonly RuleOutcome[]) => {
  const { command, filing, pools, balances } = opening;
  const { closedOn, reduction } = command.data;
  const { place } = reduction;
  const { code } = must(placeOfPool(pools.localPool), pools.localPool);
  return [
    ...filing.rules,
    ...pooling,
    endedBeforeStart(closedOn, state(poolFold, code)),
    ...owesNothing(place, balances, state(obligationFold, place)),
  ];
};

const recordedOf = ({ command, filing, pools, balances }: Opening, policies: readonly string[]) => {
  const { data, commandId: depositId, today: recordedOn } = command;
  const { entryNo, closedOn, decisionNo } = data;
  const { place, similar } = filedReduction(filing.after()).filing;
  const event: OpeningRecorded = {
    type: 'OpeningRecorded',
    data: {
      depositId,
      reductionId: filing.reductionId,
      place,
      entryNo,
      closedOn,
      decisionNo,
      lotId: `lot-${depositId}`,
      ...pools,
      lines: balances,
      similar: [...new Set(similar.map((one) => one.reductionId))],
      recordedOn,
      policies,
    },
  };
  return event;
};

/** One lot, in each pool what stands in it. */
const credits = ({ reduction, balances }: Opening, { data }: OpeningRecorded): readonly Proposal[] => {
  const { lotId, depositId, reductionId, municipalPool, localPool } = data;
  const { formedOn, earmark } = reduction.filing;
  const vintage = yearOf(civilDateOf(formedOn));
  const tags: LotCredited['data']['tags'] = earmark ? [earmark, 'OPENING'] : ['OPENING'];
  const credit = (pool: string, holder: 'municipal' | 'local'): readonly Proposal[] => {
    const lines = asking(balances.map((line) => ({ pollutant: line.pollutant, amount: line[holder] })));
    const lot = { lotId, depositId, reductionId, vintage, tags, lines };
    return lines.length === 0 ? [] : [propose<LotCredited>(pool, { type: 'LotCredited', data: lot })];
  };
  return [...credit(localPool, 'local'), ...credit(municipalPool, 'municipal')];
};

/** What the old ledger gave out before: no longer to be had from the reduction (第三条). */
const usedBefore = ({ reduction, balances, command }: Opening) => {
  const kept = new Map(balances.map(totalOf).map(({ pollutant, amount }) => [pollutant, mgOf(amount)]));
  const lines = reduction.filing.lines.map(({ pollutant }) => {
    return { pollutant, amount: tonnes(subtract(leftOf(reduction, pollutant), kept.get(pollutant) ?? ZERO)) };
  });
  return { use: 'PROJECT' as const, reference: command.data.decisionNo, lines: asking(lines) };
};

/**
 * 期初结转 (第三条、第四条、第二十三条): what a ledger kept before still holds comes in by a decision with its number. The
 * decision stands for the reviews and the split, which were made before; no other rule is waived: the cut is filed and
 * judged as any is, can be filed by nobody again, nothing of it is left for another use, and the old ledger ends before
 * the pool starts here.
 */
export const recordOpening: Decider<RecordOpening> = {
  command: 'RecordOpening',
  decide(command: Command<RecordOpening>, state): Decision {
    const { data, commandId, at, today } = command;
    const filing = filingOf({ ...command, data: data.reduction }, state);
    if (!filing.ok) return filing.decision;
    const meaningless = refuseMeaning(openingFaults(data, today));
    if (meaningless) return meaningless;
    const policies = policiesAt(state, at);
    const opening = openingOf(command, state, filing);
    const lines = opening.balances.map(totalOf);
    const pooling = allocate(opening.reduction, { use: 'POOL', reference: commandId, lines }, policies);
    const rules = rulesOf(opening, state, pooling.rules);
    const refused = refuseBy(rules);
    if (refused) return refused;
    const recorded = recordedOf(opening, [
      policies('localShare.holder').version,
      policies('reduction.partialUse').version,
    ]);
    const rest = usedBefore(opening);
    const spent = rest.lines.length === 0 ? [] : [allocate(opening.reduction, rest, policies).proposal];
    const stream = depositStream(commandId);
    const events = [
      ...filing.events,
      pooling.proposal,
      ...spent,
      propose(stream, recorded),
      ...credits(opening, recorded),
    ];
    return acceptDeposit(command, { stream, state: depositFold.initial(stream) }, { events, rules });
  },
};
