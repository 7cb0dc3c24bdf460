export * from './read/deposit.migration.js';
export * from './read/deposit.register.js';
