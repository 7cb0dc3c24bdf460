export * from './read/accountability.migration.js';
export * from './read/accountability.register.js';
