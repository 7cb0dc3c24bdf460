import {
  mg,
  mgOf,
  tonnes,
  type Command,
  type Decider,
  type Decision,
  type Fold,
  type Proposal,
  type StateReader,
} from '#kernel';
import type { TierSplitApplied } from '#contract/deposit';
import type { LotCredited, QuotaReturned } from '#contract/pool';
import type { Project } from '#contract/withdrawal';
import type { PolicyState } from '#libs/policy';
import type { PoolState } from '#libs/pool';
import type { ReductionState } from '#libs/reduction';
import type { StandingState } from '#libs/standing';
import { RULES } from './reference/books.js';
import { least } from './reference/plain.js';

/** One of the two sides made wrong in one rule; the comparison has to find it. */
export interface Fault {
  readonly name: string;
  readonly deciders?: (deciders: readonly Decider[]) => readonly Decider[];
  readonly rules?: typeof RULES;
}

type Wrong = (decider: Decider) => Decider['decide'];
/** Replaces the deciders of some commands. */
const instead =
  (commands: readonly string[], wrong: Wrong): NonNullable<Fault['deciders']> =>
  (deciders) =>
    deciders.map((one) => (commands.includes(one.command) ? { ...one, decide: wrong(one) } : one));

/** What a decider is told of one kind of stream is not what stands in the log. */
const misreading =
  <S>(prefix: string, falsify: (state: S, id: string, command: Command) => unknown): Wrong =>
  (right) =>
  (command, state) => {
    const read = <T>(fold: Fold<T>, id: string): T => {
      const told = state(fold, id);
      return (fold.prefix === prefix ? falsify(told as unknown as S, id, command) : told) as T;
    };
    const expect: StateReader['expect'] = (fold, ids) => state.expect(fold, ids);
    return right.decide(command, Object.assign(read, { expect }));
  };

/** Events are not written as decided. */
const miswriting =
  (type: string, falsify: (event: Proposal, all: readonly Proposal[]) => object): Wrong =>
  (right) =>
  (command, state): Decision => {
    const decision = right.decide(command, state);
    if (!decision.ok) return decision;
    const { events } = decision;
    const written = events.map((event) =>
      event.type === type
        ? { ...event, data: { ...(event.data as object), ...falsify(event, events) } }
        : event,
    );
    return { ...decision, events: written };
  };

const one = (change: bigint, amount: string): string => tonnes(mg(mgOf(amount) + change));

/** The city gets the odd milligram, and the locality what is left. */
const cityRoundsUp = ({ stream, data }: Proposal, all: readonly Proposal[]): object => {
  const split = all.find(({ type }) => type === 'TierSplitApplied')?.data as TierSplitApplied['data'];
  const change = { [split.municipalPool]: 1n, [split.localPool]: -1n }[stream] ?? 0n;
  const { lines } = data as LotCredited['data'];
  return {
    lines: lines.map((line) => {
      const net = mgOf(split.lines.find(({ pollutant }) => pollutant === line.pollutant)?.net ?? '0');
      return { ...line, amount: (net * 3n) % 10n === 0n ? line.amount : one(change, line.amount) };
    }),
  };
};

const onlyE = ({ data }: Proposal): object => {
  const { draws } = data as QuotaReturned['data'];
  return {
    draws: draws.map((draw) => ({ ...draw, amount: one(-mgOf(draw.retired), draw.amount), retired: '0' })),
  };
};

const EVERY_TYPE = {
  version: 9,
  value: ['NEW', 'EXPANSION', 'RENOVATION', 'TECH_UPGRADE'],
  effectiveFrom: '2000-01-01T00:00:00.000Z',
};
const isOfPark = ({ data }: Command): boolean =>
  (data as { readonly project: Project }).project.place.startsWith('park-');

/** Rule by rule, what could be wrong; most of it in the product, the rest in the reference. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'the city share of a split rounds up (A12)',
    deciders: instead(['ApproveDeposit'], miswriting('LotCredited', cityRoundsUp)),
  },
  {
    name: 'an SEI project of type 改建 replaces only 1.1 times (A16)',
    deciders: instead(
      ['FileWithdrawal', 'AssessDemand', 'AmendWithdrawal'],
      misreading('policy', ({ adoptions }: PolicyState) => ({
        adoptions: { ...adoptions, 'sei.projectTypes': [EVERY_TYPE] },
      })),
    ),
  },
  {
    name: 'lots are drawn in order of credit, whatever their vintage (A24)',
    deciders: instead(
      ['ApproveDeposit'],
      miswriting('LotCredited', () => ({ vintage: 2021 })),
    ),
  },
  {
    name: 'what the binding task has used may be deposited again (第三条)',
    deciders: instead(
      ['FileDeposit'],
      misreading('reduction', (state: ReductionState) => ({
        ...state,
        allocations: state.allocations.filter(({ use }) => use !== 'TASK'),
      })),
    ),
  },
  {
    name: "a county's suspension does not reach its parks (A6)",
    deciders: instead(
      ['FileWithdrawal', 'AssessDemand'],
      misreading('standing', (state: StandingState, place, command) =>
        isOfPark(command) && place.startsWith('32')
          ? { ...state, suspensions: state.suspensions.clear() }
          : state,
      ),
    ),
  },
  {
    name: 'a void forgets the part on hold (A26)',
    deciders: instead(
      ['VoidLot'],
      misreading('pool', (state: PoolState) => ({ ...state, holds: state.holds.clear() })),
    ),
  },
  {
    name: 'a release gives back only E (A22)',
    deciders: instead(['ReleaseWithdrawal'], miswriting('QuotaReturned', onlyE)),
  },
  {
    name: 'whoever reviewed an item may also approve it (第二十三条)',
    deciders: instead(['ApproveDeposit', 'ApproveWithdrawal'], (right) => (command, state) => {
      const { actor } = command;
      return right.decide({ ...command, actor: { ...actor, id: `${actor.id} again` } }, state);
    }),
  },
  {
    name: 'the required amount rounds down (A14)',
    rules: { ...RULES, required: (increment, [over, under]) => (increment * over) / under },
  },
  {
    name: 'debts are paid from the local share, after the split (A11)',
    rules: {
      ...RULES,
      shares: (gross, debts, take) => {
        const shares = RULES.shares(gross, 0n, take);
        const paid = least(debts, shares.local);
        return { ...shares, paid, local: shares.local - paid };
      },
    },
  },
  {
    name: 'the first area of shared works gets what does not divide (1.6)',
    rules: {
      ...RULES,
      byWeight: (whole, weights) => {
        const all = weights.reduce((sum, weight) => sum + weight, 0n);
        const down = weights.map((weight) => (all === 0n ? 0n : (whole * weight) / all));
        const rest = whole - down.reduce((sum, part) => sum + part, 0n);
        return down.map((part, index) => (index === 0 && all > 0n ? part + rest : part));
      },
    },
  },
  {
    name: 'the province takes after the split, from the city (A11)',
    rules: {
      ...RULES,
      shares: (gross, debts, take) => {
        const shares = RULES.shares(gross, debts, 0n);
        const provincial = least(take, shares.municipal);
        return { ...shares, provincial, municipal: shares.municipal - provincial };
      },
    },
  },
];
