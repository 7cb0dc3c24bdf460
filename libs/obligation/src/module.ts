export * from './read/obligation.migration.js';
export * from './read/obligation.register.js';
export * from './read/void.migration.js';
export * from './read/void.register.js';
