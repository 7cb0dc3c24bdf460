/**
 * Collections that share structure: a state before and after an event can both be kept, so a batch that loses
 * its race falls back to the state before it without copying or reloading a pool of a hundred thousand lots.
 */
export { List, Map as PersistentMap } from 'immutable';
