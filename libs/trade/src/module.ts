export * from './read/trade.migration.js';
export * from './read/trade.register.js';
