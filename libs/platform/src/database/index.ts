export * from './data-source.js';
export * from './ledger-lease.migration.js';
export * from './ledger-log.migration.js';
