import type { startService as start } from './service.js';

export { migrate } from './database/migrate.js';
export { openDatabase } from './database/open-database.js';
export { openEventStore } from './event-store.js';
export type { Service } from './service.js';
export { archiveAccess } from './access-archive.js';
export { initAccounts } from './first-accounts.js';
export { importKind } from './imports/kinds.js';
export { LEDGER } from './ledger/ledger.constants.js';
export { tellDemoYear } from './demo/demo-year.js';
export { projecting, PROJECTION_NAMES, readModelPosition, rebuildProjections } from './read-models.js';
export { makeKeyFile } from './proof/key-ring.js';
export { proofRecords, type ProofRecord } from './proof/proof-records.js';
export { startWitness, type WitnessServer } from './witness/witness-server.js';
export { offlinePack } from './packs/offline-pack.js';

/** As in `service.ts`, which is loaded when it is called: most of what is asked for here needs no server. */
export const startService: typeof start = async (...asked) =>
  (await import('./service.js')).startService(...asked);
