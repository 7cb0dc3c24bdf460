export * from './evidence.js';
export * from './findings.js';
export * from './inspection.js';
