import { session } from '../session/session.js';
import { readFrom, sawPosition } from './client.js';

const STREAM = '/api/v1/stream';
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/** Where a listener that comes again goes on. */
let position: number | undefined;

interface Told {
  readonly event: string | undefined;
  readonly id: number | undefined;
}

const toldIn = (block: string): Told => {
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  const id = field('id');
  return { event: field('event'), id: id === undefined ? undefined : Number(id) };
};

/** The blocks of a stream of server-sent events, as they come. */
async function* blocksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (text + value).split('\n\n');
    text = blocks.pop() ?? '';
    yield* blocks;
  }
}

export interface Following {
  /** Something the officer may see has changed, or may have. */
  readonly changed: () => void;
  /** Whether the service is being heard. */
  readonly heard: (connected: boolean) => void;
}

/**
 * Follows what changes in the ledger until stopped. Read by `fetch`, not by the browser's event source, for that can
 * send no token but in the address, where it would be written down by every proxy.
 */
export const followLedger = ({ changed, heard }: Following): (() => void) => {
  const stop = new AbortController();
  const { signal } = stop;
  let pause = FIRST_PAUSE_MS;

  const take = ({ event, id }: Told): void => {
    if (id !== undefined) position = id;
    if (event !== 'change' && event !== 'reset') return;
    sawPosition(position ?? 0);
    changed();
  };
  /** Whether to come again. */
  const listen = async (): Promise<boolean> => {
    const headers = new Headers({ authorization: `Bearer ${session.token() ?? ''}` });
    const from = position ?? readFrom();
    if (from !== undefined) headers.set('last-event-id', String(from));
    const { status, body } = await fetch(STREAM, { headers, signal });
    if (status === 401) session.end();
    if (status >= 400 && status !== 429 && status < 500) return false;
    if (status !== 200 || body === null) return true;
    pause = FIRST_PAUSE_MS;
    heard(true);
    for await (const block of blocksOf(body)) take(toldIn(block));
    return true;
  };
  const follow = async (): Promise<void> => {
    while (!signal.aborted) {
      const again = await listen().catch(() => true);
      if (signal.aborted) return;
      heard(false);
      if (!again) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  };
  void follow();
  return () => stop.abort();
};
