export * from './domain/obligation.fold.js';
export * from './domain/obligation.view.js';
export * from './domain/settle.policy.js';
export * from './domain/void.fold.js';
export * from './domain/void.view.js';
