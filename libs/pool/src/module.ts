export { FIGURE_COLUMNS, type BalanceLine, type FigureName, type PoolQuestion } from './read/figures.js';
export type { JournalFilter, JournalWindow } from './read/journal.query.js';
export * from './read/ledger.queries.js';
export * from './read/lot.queries.js';
export * from './read/pool.migration.js';
export * from './read/pool.projections.js';
export * from './read/pool.queries.js';
