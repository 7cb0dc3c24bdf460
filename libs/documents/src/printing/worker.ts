import { parentPort } from 'node:worker_threads';
import { printed, type PrintOrder } from './print-order.js';

/** What became of an order. */
export type PrintWord = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly defect: string };

const say = (word: PrintWord, handedOver: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(word, [...handedOver]);

const work = async (order: string): Promise<void> => {
  // A copy of its own: what a file is collected in may be shared with others.
  const bytes = new Uint8Array(await printed(JSON.parse(order) as PrintOrder));
  say({ bytes }, [bytes.buffer]);
};

parentPort?.on('message', (order: string) => {
  work(order).catch((error: unknown) =>
    say({ defect: error instanceof Error ? (error.stack ?? '') : String(error) }),
  );
});
