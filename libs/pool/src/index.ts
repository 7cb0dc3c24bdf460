export * from './domain/draws.js';
export * from './domain/pool.entries.js';
export * from './domain/pool.fold.js';
export * from './domain/pool.invariants.js';
export * from './domain/pool.view.js';
