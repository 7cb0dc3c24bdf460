import { bookReductionUse } from './domain/book-reduction-use.decider.js';
import { fileReduction } from './domain/file-reduction.decider.js';

export * from './domain/book-reduction-use.decider.js';
export * from './domain/file-reduction.decider.js';
export type { FileReduction, StatedReductionLine } from './domain/filing.policy.js';
export { reductionIdOf, type ReductionIdentity } from './domain/identity.js';
export * from './domain/mark.fold.js';
export * from './domain/reduction.fold.js';
export * from './domain/reduction.view.js';
export * from './domain/uses.js';

export const deciders = [fileReduction, bookReductionUse] as const;
