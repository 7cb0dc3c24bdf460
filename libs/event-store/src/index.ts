export * from './clock.js';
export * from './contract/index.js';
export * from './executor/index.js';
export * from './memory/memory-event-store.js';
export * from './port.js';
export * from './postgres/postgres-event-store.js';
export * from './postgres/schema.js';
export * from './reader.js';
