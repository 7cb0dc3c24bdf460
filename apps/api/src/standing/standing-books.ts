import { Injectable } from '@nestjs/common';
import {
  answersFor,
  lineage,
  PLACES,
  streamName,
  type Actor,
  type Fold,
  type Instant,
  type JsonObject,
  type LoggedEvent,
  type Place,
} from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { Clock, decode, EventStore } from '#libs/event-store';
import { foldStreams, knownPosition, pointInTime, type PointInTimeQuery } from '#libs/platform';
import { policyFold, policyInForce, type PolicyKey, type PolicyReader } from '#libs/policy';
import {
  awardFold,
  awardIdOf,
  awardView,
  currentReadings,
  liftProposals,
  measuresAbout,
  parkYearView,
  standingFold,
  standingView,
  warningsOf,
  type StandingState,
  type Warning,
} from '#libs/standing';
import { LEDGER } from '../ledger/ledger.constants.js';

/** The log of some streams as known at one moment, and the moment asked about. */
interface Known {
  readonly at: Instant;
  readonly events: readonly LoggedEvent[];
}

const stateOf = <S>({ events }: Known, fold: Fold<S>, id: string): S => {
  const stream = streamName(fold.prefix, id);
  const own = events.filter((event) => event.stream === stream);
  return foldStreams(fold, own).get(stream)?.state ?? fold.initial(stream);
};

const policiesOf = (known: Known): PolicyReader => {
  const policies = stateOf(known, policyFold, '');
  return <V>(key: PolicyKey) => policyInForce<V>(policies, key, known.at);
};

const standingOf = (known: Known, place: string): StandingState => stateOf(known, standingFold, place);

/** Without what took effect, or was recorded, after the moment asked about. */
const asItStood = ({ at, events }: Known): Known => ({
  at,
  events: events.filter(({ occurredAt }) => occurredAt <= at),
});

const standingStreams = (places: readonly string[]): readonly string[] =>
  places.map((place) => streamName(standingFold.prefix, place));
const EVERYWHERE = PLACES.map(({ code }) => code);

const newestFirst = (a: Warning, b: Warning): number => {
  if (a.month !== b.month) return a.month < b.month ? 1 : -1;
  return a.place < b.place ? -1 : 1;
};

/** Standing, warnings and park limits, computed from the log at any two times; nothing of it is stored. */
@Injectable()
export class StandingBooks {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  /** 达标与暂停: which acts are open to a place and why. An act effective at `asOf` would be judged the same way. */
  async standing(place: string, query: PointInTimeQuery): Promise<JsonObject> {
    const line = lineage(place).map(({ code }) => code);
    const known = await this.known([policyFold.prefix, ...standingStreams(line)], query);
    const states = line.map((code) => standingOf(known, code));
    return { ...standingView(states, known.at, policiesOf(known)), knownAt: query.knownAt ?? null };
  }

  /** 月度预警 of the places an officer answers for, each with the measures taken about it, newest first. */
  async warnings(actor: Actor, query: PointInTimeQuery): Promise<readonly JsonObject[]> {
    const places = EVERYWHERE.filter((code) => answersFor(actor, code));
    const known = asItStood(await this.known([policyFold.prefix, ...standingStreams(places)], query));
    const readings = places.flatMap((code) => currentReadings(standingOf(known, code)));
    return warningsOf(readings, policiesOf(known))
      .toSorted(newestFirst)
      .map((warning) => ({ ...warning, measures: measuresAbout(standingOf(known, warning.place), warning) }));
  }

  /** 解除建议: orders of an officer's places whose readings have improved. */
  async liftProposals(actor: Actor, query: PointInTimeQuery): Promise<readonly JsonObject[]> {
    const known = asItStood(await this.known(standingStreams(EVERYWHERE), query));
    const states = EVERYWHERE.map((code) => standingOf(known, code));
    return liftProposals(states, known.at)
      .filter(({ place }) => answersFor(actor, place))
      .map((proposal) => ({ ...proposal }));
  }

  /** 园区限值限量: every year on record with targets, allowed and actual discharge, verdict and award; newest first. */
  async park(park: Place, query: PointInTimeQuery): Promise<JsonObject> {
    const standing = standingOf(asItStood(await this.known(standingStreams([park.code]), query)), park.code);
    const years = [...new Set([...standing.parkYears.keys(), ...standing.verdicts.keys()])].toSorted(
      (a, b) => b - a,
    );
    const ids = years.map((year) => awardIdOf(park.code, year));
    const awards = asItStood(
      await this.known(
        ids.map((id) => streamName(awardFold.prefix, id)),
        query,
      ),
    );
    return {
      id: park.code,
      name: park.name,
      place: park.parent,
      years: years.map((year) => {
        const award = stateOf(awards, awardFold, awardIdOf(park.code, year));
        const verdict = standing.verdicts.get(year);
        return {
          ...parkYearView(standing, year),
          verdict: verdict ? { ...verdict, quality: { ...verdict.quality } } : null,
          award: award.award && awardView(award),
        };
      }),
    };
  }

  private async known(streams: readonly string[], query: PointInTimeQuery): Promise<Known> {
    const { asOf = this.clock.now(), knownAt } = pointInTime(query);
    const upTo = (await knownPosition(this.store, LEDGER, knownAt)) ?? Number.MAX_SAFE_INTEGER;
    const stored = await this.store.readStreams(LEDGER, streams, upTo);
    return { at: asOf, events: stored.map((event) => decode(event, LEDGER_EVENTS)) };
  }
}
