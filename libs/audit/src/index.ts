export * from './event-catalogue.js';
export * from './replay.js';
