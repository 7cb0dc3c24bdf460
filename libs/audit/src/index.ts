export * from './event-catalogue.js';
export * from './folds.js';
export * from './replay.js';
