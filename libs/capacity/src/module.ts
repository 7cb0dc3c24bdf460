export * from './read/capacity.migration.js';
export * from './read/capacity.register.js';
