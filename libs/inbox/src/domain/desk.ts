import {
  dateAt,
  PLACES,
  quarterBefore,
  streamName,
  yearOf,
  type CivilDate,
  type CivilQuarter,
  type Instant,
  type Place,
  type StateReader,
} from '#kernel';
import { depositFold, type DepositState } from '#libs/deposit';
import { eiaFold, type EiaApproval } from '#libs/eia';
import { inspectionFindingFold, type InspectionFinding } from '#libs/inspection';
import { obligationFold, voidFold, type Obligation, type VoidState } from '#libs/obligation';
import { policiesAt, policyFold, type PolicyReader, type PolicyState } from '#libs/policy';
import { reductionFold, type ReductionState } from '#libs/reduction';
import { returnFold, returnIdOf } from '#libs/returns';
import { awardFold, awardIdOf, standingFold, type AwardState, type StandingState } from '#libs/standing';
import { withdrawalFold, type WithdrawalState } from '#libs/withdrawal';
import { dated, obligationDates, standingDates, type Dated, type Dates } from './dated.js';

/** Where to look: the items that may be unfinished. One that is finished does no harm, one left out is not seen. */
export interface DeskIndex {
  readonly deposits: readonly string[];
  readonly withdrawals: readonly string[];
  /** Reductions nobody has filed a deposit of. */
  readonly undeposited: readonly string[];
  /** Reductions of the deposits above, for their names, and those found void, for their units. */
  readonly reductions: readonly string[];
  /** Lots somebody proposed to void. */
  readonly lots: readonly string[];
  /** Places with findings, of approvals or of inspections. */
  readonly findingPlaces: readonly string[];
}

export interface StandingOnDesk {
  readonly state: StandingState;
  readonly dates: Dates;
}

/** A debt and when it was opened. */
export interface OpenedDebt {
  readonly debt: Obligation;
  readonly since: Instant;
}

/** 案头：everything tasks are computed from, as the log knew it at one moment. */
export interface Desk {
  readonly at: Instant;
  readonly today: CivilDate;
  readonly policyState: PolicyState;
  /** As in force now. */
  readonly policies: PolicyReader;
  readonly policiesAt: (moment: Instant) => PolicyReader;
  readonly deposits: readonly Dated<DepositState>[];
  readonly withdrawals: readonly Dated<WithdrawalState>[];
  readonly undeposited: readonly Dated<ReductionState>[];
  readonly reductions: ReadonlyMap<string, ReductionState>;
  readonly voids: readonly Dated<VoidState>[];
  readonly approvals: readonly EiaApproval[];
  readonly inspected: readonly InspectionFinding[];
  readonly obligations: readonly OpenedDebt[];
  readonly standings: ReadonlyMap<string, StandingOnDesk>;
  readonly awards: readonly Dated<AwardState>[];
  /** The newest quarter that is over, and the cities whose return of it has not been submitted. */
  readonly quarter: CivilQuarter;
  readonly returnsOwed: readonly Place[];
}

export const COUNTIES: readonly Place[] = PLACES.filter(({ kind }) => kind === 'COUNTY');
export const PARKS: readonly Place[] = PLACES.filter(({ kind }) => kind === 'PARK');
const CITIES: readonly Place[] = PLACES.filter(({ kind }) => kind === 'CITY');
const EVERYWHERE = PLACES.map(({ code }) => code);
/** The first year the scheme knows (policy A31). */
const FIRST_YEAR = 2021;

const yearsBefore = (today: CivilDate): readonly number[] =>
  Array.from({ length: Math.max(0, yearOf(today) - FIRST_YEAR) }, (_, past) => FIRST_YEAR + past);
const awardIds = (today: CivilDate): readonly string[] =>
  PARKS.flatMap(({ code }) => yearsBefore(today).map((year) => awardIdOf(code, year)));

const datedDeposit = dated(depositFold, ({ status }) => status);
const datedWithdrawal = dated(withdrawalFold, (file) => file?.status);
const datedReduction = dated(reductionFold, ({ filing }) => filing?.reductionId);
const datedVoid = dated(voidFold, ({ status }) => status);
const datedAward = dated(awardFold, ({ status }) => status);

/** The streams a desk is read from. */
export const deskStreams = (index: DeskIndex, at: Instant): readonly string[] => {
  const quarter = quarterBefore(dateAt(at));
  const named = (prefix: string, ids: readonly string[]) => ids.map((id) => streamName(prefix, id));
  return [
    policyFold.prefix,
    ...named(depositFold.prefix, index.deposits),
    ...named(withdrawalFold.prefix, index.withdrawals),
    ...named(reductionFold.prefix, [...new Set([...index.undeposited, ...index.reductions])]),
    ...named(voidFold.prefix, index.lots),
    ...named(eiaFold.prefix, index.findingPlaces),
    ...named(inspectionFindingFold.prefix, index.findingPlaces),
    ...named(obligationFold.prefix, EVERYWHERE),
    ...named(standingFold.prefix, EVERYWHERE),
    ...named(awardFold.prefix, awardIds(dateAt(at))),
    ...named(
      returnFold.prefix,
      CITIES.map(({ code }) => returnIdOf(code, quarter)),
    ),
  ];
};

/** The desk at a moment; `state` knows the log as it was known then. */
export const deskOf = (state: StateReader, index: DeskIndex, at: Instant): Desk => {
  const today = dateAt(at);
  const quarter = quarterBefore(today);
  const standingOf = (code: string): StandingOnDesk => ({
    state: state(standingFold, code),
    dates: state(standingDates, code),
  });
  return {
    at,
    today,
    policyState: state(policyFold, ''),
    policies: policiesAt(state, at),
    policiesAt: (moment) => policiesAt(state, moment),
    deposits: index.deposits.map((id) => state(datedDeposit, id)),
    withdrawals: index.withdrawals.map((id) => state(datedWithdrawal, id)),
    undeposited: index.undeposited.map((id) => state(datedReduction, id)),
    reductions: new Map(index.reductions.map((id) => [id, state(reductionFold, id)])),
    voids: index.lots.map((id) => state(datedVoid, id)),
    approvals: index.findingPlaces.flatMap((code) => [...state(eiaFold, code).approvals.values()]),
    inspected: index.findingPlaces.flatMap((code) => [...state(inspectionFindingFold, code).values()]),
    obligations: EVERYWHERE.flatMap((code) => {
      const dates = state(obligationDates, code);
      return state(obligationFold, code).map((debt) => ({ debt, since: dates.get(debt.id) ?? at }));
    }),
    standings: new Map(EVERYWHERE.map((code) => [code, standingOf(code)])),
    awards: awardIds(today).map((id) => state(datedAward, id)),
    quarter,
    returnsOwed: CITIES.filter(({ code }) => state(returnFold, returnIdOf(code, quarter)).length === 0),
  };
};
