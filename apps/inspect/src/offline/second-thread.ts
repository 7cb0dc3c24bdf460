import { parentPort, workerData } from 'node:worker_threads';
import { verifyHere, type HalfToProve } from './pack-file.js';

// Proves a pack and decides one side of its commands again, while the thread that started this one decides the other.
const { path, kept } = workerData as HalfToProve;
parentPort?.postMessage(await verifyHere(path, { ...kept, rules: 'FILES' }), []);
