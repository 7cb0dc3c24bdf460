import {
  holidaysKnown,
  placeOf,
  workingDaysBetween,
  type CivilDate,
  type JsonObject,
  type Language,
} from '#kernel';
import { taskKind } from './kinds.js';
import type { Task } from './task.js';

export const isOverdue = ({ due }: Task, today: CivilDate): boolean => due.on !== null && due.on < today;

/** How much time is left; where a year's holidays are not published yet, weekends alone were left out. */
const clock = ({ due }: Task, today: CivilDate): JsonObject => {
  if (due.on === null) return { workingDaysLeft: null, calendar: null };
  return {
    workingDaysLeft: workingDaysBetween(today, due.on),
    calendar: holidaysKnown(today, due.on) ? 'STATUTORY_HOLIDAYS' : 'WEEKENDS_ONLY',
  };
};

/** A task as the interface shows it. */
export const taskView = (
  one: Task,
  {
    today,
    language,
    base,
  }: { readonly today: CivilDate; readonly language: Language; readonly base: string },
): JsonObject => {
  const { zh, en, article, information = false } = taskKind(one.kind);
  const { path, ...subject } = one.subject;
  const { roles, place, except } = one.doers;
  return {
    id: one.id,
    kind: one.kind,
    title: language === 'en' ? en : zh,
    information,
    place: subject.place,
    placeName: placeOf(subject.place).name,
    subject: { ...subject, href: `${base}${path}` },
    medium: one.medium,
    doer: { roles, place, except },
    since: one.since,
    dueOn: one.due.on,
    basis: { policy: one.due.policy, article },
    overdue: isOverdue(one, today),
    ...clock(one, today),
  };
};
