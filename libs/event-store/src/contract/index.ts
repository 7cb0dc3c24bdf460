export * from './decode.js';
export * from './envelope.js';
export * from './meta.js';
export * from './refusals.js';
export * from './stored-event.js';
