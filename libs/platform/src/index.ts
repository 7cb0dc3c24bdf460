export * from './config/index.js';
export * from './database/index.js';
export * from './http/index.js';
export * from './identity/index.js';
export * from './ledger/read-times.js';
export * from './postgres/index.js';
export * from './projection/index.js';
