export { checkpointOf } from './checkpoint.js';
export * from './migration.js';
export * from './projection.js';
export * from './read-writer.js';
export * from './register.js';
export * from './runner.js';
export * from './register.entity.js';
export * from './register.queries.js';
