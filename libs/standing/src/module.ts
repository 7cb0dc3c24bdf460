export * from './read/standing.migration.js';
export * from './read/standing.registers.js';
