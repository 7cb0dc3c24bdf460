export * from './domain/adopt-policy.decider.js';
export * from './domain/catalogue.js';
export * from './domain/due.policy.js';
export * from './domain/policy-form.js';
export * from './domain/policy.fold.js';
export * from './domain/quorum.policy.js';
