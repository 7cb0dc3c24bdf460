export { migrate } from './database.js';
export { openDatabase, startService, type Service } from './service.js';
export { LEDGER } from './ledger/ledger.constants.js';
export { tellDemoYear } from './demo/demo-year.js';
export { PROJECTION_NAMES, readModelPosition, rebuildProjections } from './read-models.js';
export { makeKeyFile } from './proof/key-ring.js';
export { proofRecords, type ProofRecord } from './proof/proof-records.js';
export { startWitness, type WitnessServer } from './witness/witness-server.js';
