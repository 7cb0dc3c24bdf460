export * from './events.js';
export * from './terms.js';
