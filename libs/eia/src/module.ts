export * from './read/finding.migration.js';
export * from './read/finding.register.js';
