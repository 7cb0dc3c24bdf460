import { parentPort, workerData } from 'node:worker_threads';
import { readFile } from './read-file.js';
import { RefusedFile } from './refused-file.js';

/** What the thread that reads a file answers. */
const answer = (): object => {
  try {
    return { sheets: readFile(Buffer.from(workerData as Uint8Array)) };
  } catch (error) {
    return { fault: error instanceof RefusedFile ? error.fault : 'DAMAGED' };
  }
};

parentPort?.postMessage(answer(), []);
