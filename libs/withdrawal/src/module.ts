export * from './read/withdrawal.migration.js';
export * from './read/withdrawal.register.js';
export * from './read/voucher.index.js';
