import { addDays, workingDaysBetween, type CivilDate } from '#kernel';
import {
  approvalPlace,
  approversBySize,
  approversOf,
  DIVISION_OF,
  effectiveMoment,
  mediaPending,
  type PlacedHold,
  type Voucher,
  type Withdrawal,
} from '#libs/withdrawal';
import type { Dated } from './dated.js';
import type { Desk } from './desk.js';
import { filersOf, holdersOf, othersThan, sooner, stepDue, task, type Subject, type Task } from './task.js';

/** How many days before a voucher lapses its approver is told. */
const LAPSE_NOTICE_DAYS = 90;

interface Waiting extends Dated<Withdrawal> {
  readonly subject: Subject;
}

const firstReview = ({ state, since, subject }: Waiting, desk: Desk): Task => {
  const doers = holdersOf(['county-reviewer'], subject.place, othersThan('FIRST_REVIEW', state.duties));
  const due = stepDue(since, desk.policiesAt(since));
  return task('WITHDRAWAL_FIRST_REVIEW', { subject, doers, since, due });
};

const mending = ({ state, since, subject }: Waiting, desk: Desk): Task => {
  const doers = filersOf(subject.place, state.duties);
  return task('WITHDRAWAL_MENDING', { subject, doers, since, due: stepDue(since, desk.policiesAt(since)) });
};

/** A hold is worked on within the step's term, and in any case before it runs out (policy A36). */
const reviewsOfHold = (waiting: Waiting, hold: PlacedHold, desk: Desk): readonly Task[] => {
  const { state, since, moved, subject } = waiting;
  const expiry = { on: hold.expiresOn, policy: 'hold.ttl' } as const;
  const pending = mediaPending(state);
  if (pending.length > 0) {
    const except = othersThan('ELEMENT_REVIEW', state.duties);
    const due = sooner(stepDue(since, desk.policiesAt(since)), expiry);
    return pending.map((medium) => {
      const doers = holdersOf([DIVISION_OF[medium]], subject.place, except);
      return task('WITHDRAWAL_ELEMENT_REVIEW', { subject, medium, doers, since, due });
    });
  }
  const { allowed } = approversBySize(state, desk.policiesAt(effectiveMoment(state, desk.at)));
  const doers = holdersOf(allowed, approvalPlace(state), othersThan('APPROVAL', state.duties));
  const due = sooner(stepDue(moved, desk.policiesAt(moved)), expiry);
  return [task('WITHDRAWAL_APPROVAL', { subject, doers, since: moved, due })];
};

/** The filing desk hears of a hold that ends within a step's term. */
const expiryNotice = ({ state, since, subject }: Waiting, hold: PlacedHold, desk: Desk): readonly Task[] => {
  const left = workingDaysBetween(desk.today, hold.expiresOn);
  if (left > desk.policies<number>('step.due').value) return [];
  const doers = { ...filersOf(subject.place, state.duties), except: [] };
  return [task('HOLD_EXPIRING', { subject, doers, since, due: { on: hold.expiresOn, policy: 'hold.ttl' } })];
};

const lapseNears = ({ validUntil }: Voucher, today: CivilDate): boolean =>
  addDays(today, LAPSE_NOTICE_DAYS) >= validUntil;

/** 凭证：registered while it is valid, looked at when its years run out, EIA approved or not (policy A35). */
const voucherTasks = (waiting: Waiting, voucher: Voucher, desk: Desk): readonly Task[] => {
  const { state, since, subject } = waiting;
  const doers = holdersOf(approversOf(state), approvalPlace(state));
  const due = { on: voucher.validUntil, policy: 'voucher.validity' } as const;
  const unregistered = state.status === 'VOUCHERED' && desk.today <= voucher.validUntil;
  return [
    ...(unregistered ? [task('VOUCHER_REGISTRATION', { subject, doers, since, due })] : []),
    ...(lapseNears(voucher, desk.today) ? [task('VOUCHER_LAPSING', { subject, doers, since, due })] : []),
  ];
};

const nextSteps = (waiting: Waiting, desk: Desk): readonly Task[] => {
  const { status, hold, voucher } = waiting.state;
  if (status === 'FILED') return [firstReview(waiting, desk)];
  if (status === 'RETURNED') return [mending(waiting, desk)];
  if (status === 'HELD' && hold)
    return [...reviewsOfHold(waiting, hold, desk), ...expiryNotice(waiting, hold, desk)];
  if ((status === 'VOUCHERED' || status === 'REGISTERED') && voucher)
    return voucherTasks(waiting, voucher, desk);
  return [];
};

/** 出库：the step a withdrawal waits for, by the approver its size and tier ask for (第八条, policy A40). */
export const withdrawalTasks = (desk: Desk): readonly Task[] =>
  desk.withdrawals.flatMap(({ state, since, moved }) => {
    if (state === undefined) return [];
    const { id, project } = state;
    const { place, name } = project;
    const subject = { type: 'withdrawal', id, place, name, path: `/withdrawals/${id}` };
    return nextSteps({ state, since, moved, subject }, desk);
  });
