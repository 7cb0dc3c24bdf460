export * from './domain/obligation.fold.js';
export * from './domain/obligation.view.js';
export * from './domain/settle.policy.js';
