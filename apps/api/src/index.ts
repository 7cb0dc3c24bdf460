export { migrate } from './database.js';
export { openDatabase, startService, type Service } from './service.js';
export { LEDGER } from './ledger/ledger.constants.js';
export { tellDemoYear } from './demo/demo-year.js';
export { PROJECTION_NAMES, readModelPosition, rebuildProjections } from './read-models.js';
