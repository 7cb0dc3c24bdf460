import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#kernel';
import type { CheckedFrame } from '#libs/audit';
import { verifyHere } from './pack-file.js';

// Proves a pack and decides one side of its commands again, while the thread that started this one decides the other.
const others = must(parentPort, 'another thread');
const [frame] = (await once(others, 'message')) as [CheckedFrame];
others.postMessage(await verifyHere(workerData as string, { frame, rules: 'FILES' }), []);
