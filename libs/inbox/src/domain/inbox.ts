import type { Actor } from '#kernel';
import { depositTasks, filingTasks } from './deposits.tasks.js';
import type { Desk } from './desk.js';
import {
  findingTasks,
  inspectionFindingTasks,
  obligationTasks,
  policyTasks,
  voidTasks,
} from './keeping.tasks.js';
import { quarterTasks, readingTasks } from './periodic.tasks.js';
import { liftTasks, suspensionTasks, warningTasks } from './standing.tasks.js';
import { isFor, type Task } from './task.js';
import { withdrawalTasks } from './withdrawals.tasks.js';
import { assessmentTasks, parkTasks } from './yearly.tasks.js';

/** What finds tasks on a desk: one rule per kind of item. A new area is a file of rules and a line here. */
type TaskRule = (desk: Desk) => readonly Task[];
const RULES: readonly TaskRule[] = [
  filingTasks,
  depositTasks,
  withdrawalTasks,
  readingTasks,
  warningTasks,
  suspensionTasks,
  liftTasks,
  assessmentTasks,
  parkTasks,
  voidTasks,
  findingTasks,
  inspectionFindingTasks,
  obligationTasks,
  quarterTasks,
  policyTasks,
];

/** Everything that waits for somebody. */
export const tasksOn = (desk: Desk): readonly Task[] => RULES.flatMap((rule) => rule(desk));

/** Text before its later or longer; nothing comes last. */
const compared = (a: string | null, b: string | null): number => {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
};

const byDue = (a: Task, b: Task): number =>
  compared(a.due.on, b.due.on) || compared(a.since, b.since) || compared(a.id, b.id);

/** 待办：one officer's tasks, what is due first first, what has no day last. */
export const inboxOf = (actor: Actor, desk: Desk): readonly Task[] =>
  tasksOn(desk)
    .filter((one) => isFor(actor, one))
    .toSorted(byDue);
