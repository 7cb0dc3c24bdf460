import { lineage, must, placeOf, type Instant } from '#kernel';
import {
  currentReadings,
  isInForce,
  liftProposals,
  measuresAbout,
  readingKey,
  warningsOf,
  type Reading,
  type Suspension,
  type Warning,
} from '#libs/standing';
import type { Desk, StandingOnDesk } from './desk.js';
import { clerksAt, holdersOf, stepDue, task, type Subject, type Task } from './task.js';

const suspensionsOf = ({ state }: StandingOnDesk): readonly Suspension[] => [...state.suspensions.values()];
const everySuspension = ({ standings }: Desk): readonly Suspension[] =>
  [...standings.values()].flatMap(suspensionsOf);

const onDesk = (desk: Desk, place: string): StandingOnDesk =>
  must(desk.standings.get(place), `standing ${place}`);
const recordedAt = (desk: Desk, place: string, name: string): Instant =>
  onDesk(desk, place).dates.get(name) ?? desk.at;

const subjectOf = ({ id, place, orderNo }: Suspension): Subject => ({
  type: 'suspension',
  id,
  place,
  name: [placeOf(place).name, orderNo].filter(Boolean).join(' '),
  path: `/suspensions/${id}`,
});

/** Who proposed it neither orders nor lifts it (第二十三条). */
const leadFor = ({ place, proposedBy }: Suspension) =>
  holdersOf(['bureau-lead'], place, proposedBy === null ? [] : [proposedBy]);

/** 待决定的暂停建议 (第九条、第十九条). */
export const suspensionTasks = (desk: Desk): readonly Task[] =>
  everySuspension(desk)
    .filter(({ status }) => status === 'PROPOSED')
    .map((proposal) => {
      const since = recordedAt(desk, proposal.place, proposal.id);
      const due = stepDue(since, desk.policiesAt(since));
      return task('SUSPENSION_DECISION', {
        subject: subjectOf(proposal),
        doers: leadFor(proposal),
        since,
        due,
      });
    });

/** 待解除：orders whose readings have improved (第九条、第十九条). */
export const liftTasks = (desk: Desk): readonly Task[] => {
  const states = [...desk.standings.values()].map(({ state }) => state);
  const dates = new Map([...desk.standings.values()].flatMap(({ dates: own }) => [...own.entries()]));
  return liftProposals(states, desk.at).flatMap(({ suspensionId, place, readingIds }) => {
    const order = onDesk(desk, place).state.suspensions.get(suspensionId);
    if (order === undefined) return [];
    const shown = readingIds.flatMap((id) => dates.get(id) ?? []);
    const since = shown.toSorted().at(-1) ?? desk.at;
    const due = stepDue(since, desk.policiesAt(since));
    return [task('SUSPENSION_LIFTING', { subject: subjectOf(order), doers: leadFor(order), since, due })];
  });
};

const seriesOf = ({ place, medium, indicator }: Pick<Reading, 'place' | 'medium' | 'indicator'>): string =>
  `${place} ${medium} ${indicator}`;

/** Whether somebody has answered: an order binds here or above, or the reading was attached to a proposal. */
const isAnswered = (desk: Desk, { place, readingIds }: Warning): boolean => {
  const around = lineage(place).map(({ code }) => code);
  const newest = readingIds.at(-1) ?? '';
  return everySuspension(desk).some(
    (one) => one.readingIds.includes(newest) || (around.includes(one.place) && isInForce(one, desk.at)),
  );
};

const warningTask = (desk: Desk, warning: Warning): Task => {
  const { place, month, medium, indicator, level, readingIds } = warning;
  const id = `${place} ${readingKey({ month, medium, indicator })}`;
  const query = new URLSearchParams({ place, month, indicator });
  const name = `${placeOf(place).name} ${indicator} ${month}`;
  const subject = { type: 'warning', id, place, name, path: `/warnings?${query.toString()}` };
  const since = recordedAt(desk, place, readingIds.at(-1) ?? '');
  const due = stepDue(since, desk.policiesAt(since));
  return level === 'PROPOSAL'
    ? task('WARNING_PROPOSAL', { subject, medium, doers: holdersOf(['monitoring'], place), since, due })
    : task('WARNING_MEASURES', { subject, medium, doers: clerksAt(place), since, due });
};

/** A notice asks the area for measures; one that asks for a proposal is not answered by them. */
const isActedOn = (desk: Desk, warning: Warning): boolean =>
  warning.level === 'NOTICE' && measuresAbout(onDesk(desk, warning.place).state, warning).length > 0;

/**
 * 待处理的预警 (第九条、第十九条, policy A7): of each indicator the newest month's. A better month takes the task away;
 * so does a proposal with the reading attached, an order over the place, or, of a notice, measures recorded about it.
 */
export const warningTasks = (desk: Desk): readonly Task[] => {
  const readings = [...desk.standings.values()].flatMap(({ state }) => currentReadings(state));
  const newest = new Map(
    readings
      .toSorted((a, b) => (a.month < b.month ? -1 : 1))
      .map((reading): [string, string] => [seriesOf(reading), reading.month]),
  );
  return warningsOf(readings, desk.policies)
    .filter((warning) => newest.get(seriesOf(warning)) === warning.month)
    .filter((warning) => !isAnswered(desk, warning) && !isActedOn(desk, warning))
    .map((warning) => warningTask(desk, warning));
};
