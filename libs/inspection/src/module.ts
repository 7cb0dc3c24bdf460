export * from './read/inspection.migration.js';
export * from './read/inspection.registers.js';
