export * from './read/reduction.migration.js';
export * from './read/reduction.register.js';
