export { Leadership, type LeadershipOptions, type WriteLease } from './leadership.js';
export { LedgerExecutor, type ExecutorOptions } from './ledger-executor.js';
export type { ExecutorObserver } from './observer.js';
export {
  QueueFull,
  WritesStopped,
  type Accepted,
  type Outcome,
  type Refused,
  type Submission,
} from './submission.js';
