export * from './read/lot.queries.js';
export * from './read/pool.migration.js';
export * from './read/pool.projections.js';
export * from './read/pool.queries.js';
