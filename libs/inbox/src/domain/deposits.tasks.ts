import { addMonths, civilDateOf, ZERO, type Role } from '#kernel';
import { mediaOf, type DepositFiling, type DepositState } from '#libs/deposit';
import { isFiled, leftOf, type FiledReduction, type ReductionState } from '#libs/reduction';
import { DIVISION_OF } from '#libs/withdrawal';
import type { Dated } from './dated.js';
import type { Desk } from './desk.js';
import { clerksAt, filersOf, holdersOf, othersThan, stepDue, task, type Subject, type Task } from './task.js';

const sourceName = (reduction: ReductionState | undefined): string =>
  [reduction?.filing?.unit.name, reduction?.filing?.facility].filter(Boolean).join(' ');

/** A deposit that somebody has filed, as it lies on the desk. */
interface Waiting extends Dated<DepositState> {
  readonly filing: DepositFiling;
  readonly subject: Subject;
}

const usccOf = (desk: Desk, reductionId: string): string | null | undefined =>
  desk.reductions.get(reductionId)?.filing?.unit.uscc;

/** 需现场核查：the unit has had a reduction declared void (第二十一条, rulebook 1.6). */
const needsVisit = (desk: Desk, { filing }: Waiting): boolean => {
  const uscc = usccOf(desk, filing.reductionId);
  return [...desk.reductions.values()].some(
    (other) => other.voidedBy !== null && other.filing?.unit.uscc === uscc,
  );
};

const step = (kind: Task['kind'], { subject, since, state }: Waiting, desk: Desk) => ({
  review: (roles: readonly Role[], name: string): Task => {
    const doers = holdersOf(roles, subject.place, othersThan(name, state.duties));
    return task(kind, { subject, doers, since, due: stepDue(since, desk.policiesAt(since)) });
  },
});

const elementReviews = (waiting: Waiting, desk: Desk): readonly Task[] => {
  const { subject, since, state, filing } = waiting;
  return mediaOf(filing.lines)
    .filter((medium) => !state.passed.includes(medium))
    .map((medium) => {
      const doers = holdersOf(
        [DIVISION_OF[medium]],
        subject.place,
        othersThan('ELEMENT_REVIEW', state.duties),
      );
      const due = stepDue(since, desk.policiesAt(since));
      return task('DEPOSIT_ELEMENT_REVIEW', { subject, medium, doers, since, due });
    });
};

const mending = ({ subject, since, state }: Waiting, desk: Desk): Task => {
  const doers = filersOf(subject.place, state.duties);
  return task('DEPOSIT_MENDING', { subject, doers, since, due: stepDue(since, desk.policiesAt(since)) });
};

const nextSteps = (waiting: Waiting, desk: Desk): readonly Task[] => {
  switch (waiting.state.status) {
    case 'FILED':
      return [step('DEPOSIT_FIRST_REVIEW', waiting, desk).review(['county-reviewer'], 'FIRST_REVIEW')];
    case 'FIRST_REVIEWED': {
      const visit = step('DEPOSIT_SITE_VERIFICATION', waiting, desk);
      const visits = needsVisit(desk, waiting) ? [visit.review(['inspector'], 'SITE_VERIFICATION')] : [];
      return [...visits, ...elementReviews(waiting, desk)];
    }
    case 'SITE_VERIFIED':
      return elementReviews(waiting, desk);
    case 'ELEMENT_REVIEWED':
      return [step('DEPOSIT_APPROVAL', waiting, desk).review(['office', 'joint-review'], 'APPROVAL')];
    case 'RETURNED':
      return [mending(waiting, desk)];
    default:
      return [];
  }
};

/** 入库：the step a deposit waits for, and the desks that take it (第四条、第二十三条). */
export const depositTasks = (desk: Desk): readonly Task[] =>
  desk.deposits.flatMap(({ state, since, moved }) => {
    const { filing } = state;
    if (filing === null) return [];
    const { depositId: id, place, reductionId } = filing;
    const name = sourceName(desk.reductions.get(reductionId));
    const subject = { type: 'deposit', id, place, name, path: `/deposits/${id}` };
    return nextSteps({ state, since, moved, filing, subject }, desk);
  });

const somethingLeft = (reduction: FiledReduction): boolean =>
  reduction.voidedBy === null &&
  reduction.filing.lines.some(({ pollutant }) => leftOf(reduction, pollutant) > ZERO);

/** 待入库：a reduction whose month since the permit change runs, and that nobody has filed (第四条, policy A30). */
export const filingTasks = (desk: Desk): readonly Task[] =>
  desk.undeposited.flatMap(({ state, since }) => {
    if (!isFiled(state) || !somethingLeft(state)) return [];
    const { reductionId: id, place, permitChangedOn } = state.filing;
    if (permitChangedOn === null) return [];
    const subject = { type: 'reduction', id, place, name: sourceName(state), path: `/reductions/${id}` };
    const months = desk.policies<number>('deposit.deadline').value;
    const due = { on: addMonths(civilDateOf(permitChangedOn), months), policy: 'deposit.deadline' } as const;
    const doers = { ...clerksAt(place), named: [state.filing.filedBy] };
    return [task('DEPOSIT_FILING', { subject, doers, since, due })];
  });
