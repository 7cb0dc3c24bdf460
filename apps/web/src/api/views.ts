/** What the service answers, as far as the console shows it. */
export type * from './views/accounts.js';
export type * from './views/common.js';
export type * from './views/entering.js';
export type * from './views/imports.js';
export type * from './views/inspections.js';
export type * from './views/leaving.js';
export type * from './views/log.js';
export type * from './views/pools.js';
export type * from './views/standing.js';
export type * from './views/reports.js';
export type * from './views/supervision.js';
