import { parentPort, workerData } from 'node:worker_threads';
import { verifyHere, type KeptElsewhere } from './pack-file.js';

// Proves a pack and decides one side of its commands again, while the thread that started this one decides the other.
const { path, options } = workerData as { readonly path: string; readonly options: KeptElsewhere };
parentPort?.postMessage(await verifyHere(path, { ...options, rules: 'ENTERING' }), []);
