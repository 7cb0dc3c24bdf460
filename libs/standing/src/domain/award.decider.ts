import {
  atStep,
  mgOf,
  municipalPoolFor,
  poolIdOf,
  POLLUTANTS,
  previewed,
  propose,
  refuseBy,
  refuseMeaning,
  refuseMissing,
  separateDuties,
  splitThreeSeven,
  streamName,
  tonnes,
  ZERO,
  type Command,
  type Decider,
  type Decision,
  type JsonObject,
  type Proposal,
  type RuleOutcome,
} from '#kernel';
import type { LotCredited } from '#contract/pool';
import type { AwardComputed, AwardConfirmed, ParkLine } from '#contract/standing';
import { policiesAt, type PolicyReader } from '#libs/policy';
import { awardFold, awardIdOf, type AwardState } from './award.fold.js';
import { awardDeadline } from './park.deadlines.js';
import { parkYearOf } from './park.evolve.js';
import { awardCap, awardRules, parkFaults, parkRules, type ParkAct } from './park.policy.js';
import { standingFold } from './standing.fold.js';
import type { ParkYear } from './standing.state.js';

export interface ComputeAward extends ParkAct {
  /** Absent: everything between allowed and actual discharge. */
  readonly lines?: readonly ParkLine[];
}
export interface ConfirmAward extends ParkAct {
  readonly documentNo: string;
}

const positive = (lines: readonly ParkLine[]): readonly ParkLine[] =>
  lines.filter(({ amount }) => mgOf(amount) > ZERO);
const everythingUnder = (limits: ParkYear): readonly ParkLine[] =>
  POLLUTANTS.map((pollutant) => ({ pollutant, amount: tonnes(awardCap(limits, pollutant)) }));

/** An award as the interface shows it. */
export const awardView = ({ status, award, documentNo }: AwardState): JsonObject => ({
  id: award?.awardId,
  park: award?.park,
  year: award?.year,
  status,
  lines: award?.lines.map((line) => ({ ...line })),
  dueOn: award?.dueOn,
  late: award?.late,
  documentNo,
});

interface Writing {
  readonly command: Command<ParkAct>;
  readonly before: AwardState;
  readonly events: readonly Proposal[];
  readonly rules: readonly RuleOutcome[];
}
const written = ({ command, before, events, rules }: Writing): Decision => {
  const stream = streamName(awardFold.prefix, awardIdOf(command.data.park, command.data.year));
  const answer = (): JsonObject =>
    awardView(previewed(awardFold, { stream, state: before }, { proposals: events, command }));
  return { ok: true, events, rules, answer };
};

/** 核算奖励额度 (第十八条, policy A29): by 31 March of the year after; may be computed again until confirmed. */
export const computeAward: Decider<ComputeAward> = {
  command: 'ComputeAward',
  decide(command: Command<ComputeAward>, state): Decision {
    const { actor, at, today, data } = command;
    const { park, year } = data;
    const refusal = refuseBy(parkRules(actor, data)) ?? refuseMeaning(parkFaults(data));
    if (refusal) return refusal;
    const awardId = awardIdOf(park, year);
    const before = state(awardFold, awardId);
    const standing = state(standingFold, park);
    const lines = positive(data.lines ?? everythingUnder(parkYearOf(standing, year)));
    const rules = [
      ...parkRules(actor, data),
      atStep(before.status, ['NONE', 'COMPUTED']),
      ...awardRules(standing, year, lines),
    ];
    const policies = [policiesAt(state, at)('award.origin').version];
    const event: AwardComputed = {
      type: 'AwardComputed',
      data: { awardId, park, year, lines, ...awardDeadline(year, today), policies },
    };
    const events = [propose(streamName(awardFold.prefix, awardId), event)];
    return refuseBy(rules) ?? written({ command, before, events, rules });
  },
};

/** 奖励归属 (policy A29): the park's pool takes all of it, or under `SPLIT` seven parts to the city's three. */
const credits = (award: AwardComputed['data'], policies: PolicyReader): readonly Proposal[] => {
  const split = policies<string>('award.origin').value === 'SPLIT';
  const shares = award.lines.map(({ pollutant, amount }) => {
    const whole = { municipal: ZERO, local: mgOf(amount) };
    return { pollutant, ...(split ? splitThreeSeven(mgOf(amount)) : whole) };
  });
  const credit = (pool: string, holder: 'municipal' | 'local'): readonly Proposal[] => {
    const lines = positive(
      shares.map((share) => ({ pollutant: share.pollutant, amount: tonnes(share[holder]) })),
    );
    const { awardId, year } = award;
    const lot: LotCredited = {
      type: 'LotCredited',
      data: {
        lotId: awardId,
        depositId: awardId,
        reductionId: awardId,
        vintage: year,
        tags: ['INCENTIVE'],
        lines,
      },
    };
    return lines.length === 0 ? [] : [propose(pool, lot)];
  };
  return [...credit(poolIdOf(award.park), 'local'), ...credit(municipalPoolFor(award.park), 'municipal')];
};

/** 省厅确认奖励 (第十八条): by another person than who computed it; the lot is credited in the same append. */
export const confirmAward: Decider<ConfirmAward> = {
  command: 'ConfirmAward',
  decide(command: Command<ConfirmAward>, state): Decision {
    const { actor, at, data } = command;
    const { park, year, documentNo } = data;
    const awardId = awardIdOf(park, year);
    const before = state(awardFold, awardId);
    const { award, computedBy } = before;
    const elsewhere = refuseBy(parkRules(actor, data));
    if (elsewhere) return elsewhere;
    if (award === null) return refuseMissing(`award ${awardId}`);
    const rules = [
      ...parkRules(actor, data),
      atStep(before.status, ['COMPUTED']),
      separateDuties(
        actor,
        'CONFIRMATION',
        computedBy === null ? [] : [{ step: 'COMPUTATION', by: computedBy }],
      ),
      ...awardRules(state(standingFold, park), year, award.lines),
    ];
    const policies = policiesAt(state, at);
    const event: AwardConfirmed = {
      type: 'AwardConfirmed',
      data: {
        awardId,
        park,
        year,
        lotId: awardId,
        documentNo,
        policies: [policies('award.origin').version],
      },
    };
    const confirmed = propose(streamName(awardFold.prefix, awardId), event);
    const events = [confirmed, ...credits(award, policies)];
    return refuseBy(rules) ?? written({ command, before, events, rules });
  },
};
