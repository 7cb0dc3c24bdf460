export * from './read/obligation.migration.js';
export * from './read/obligation.register.js';
