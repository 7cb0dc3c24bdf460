export { deskOf, deskStreams, type Desk, type DeskIndex } from './domain/desk.js';
export { inboxOf, tasksOn } from './domain/inbox.js';
export { TASK_KIND_CODES, taskKind, type TaskKind } from './domain/kinds.js';
export { isFor, type Task } from './domain/task.js';
export { isOverdue, taskView } from './domain/task.view.js';
