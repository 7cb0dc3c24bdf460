import { LEDGER_EVENTS, pureTools, verifyPack, type PackTools } from '#libs/audit';
import { decode } from '#contract/event-store';
import { Book, type Questions } from './book.js';

/** What the page sends: a pack to verify, or a question about the one verified. */
export type Request =
  | { readonly kind: 'verify'; readonly file: Blob; readonly trustedKeys: readonly string[] }
  | { readonly kind: 'ask'; readonly id: number; readonly name: keyof Questions; readonly ask: never };

/** The browser's own SHA-256 for whole files, where it has one; events are hashed in plain JavaScript. */
const digest: PackTools['digest'] = async (bytes) =>
  self.isSecureContext
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
    : pureTools.digest(bytes);

let book = new Book();

const verify = async (file: Blob, trustedKeys: readonly string[]): Promise<void> => {
  book = new Book();
  const started = performance.now();
  const source = {
    size: file.size,
    read: async (start: number, end: number) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
  };
  const report = await verifyPack(
    source,
    { ...pureTools, digest },
    {
      ...(trustedKeys.length > 0 && { trustedKeys }),
      onEvent: (stored, event) => {
        try {
          book.read(event ?? decode(stored, LEDGER_EVENTS));
        } catch {
          // It is named among the findings.
        }
      },
      onProgress: (events) => self.postMessage({ kind: 'progress', events }),
    },
  );
  self.postMessage({ kind: 'report', report, milliseconds: performance.now() - started });
};

const answers: { [Name in keyof Questions]: (ask: Questions[Name]['ask']) => Questions[Name]['answer'] } = {
  balances: ({ bounds }) => book.balances(bounds),
  trace: ({ bounds, ...figure }) => book.trace(figure, bounds),
  journal: ({ words, after }) => book.journal(words, after),
  event: ({ position }) => book.event(position),
  lots: () => book.lots(),
  chain: ({ lotId }) => book.chain(lotId),
};

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'ask') {
    self.postMessage({ kind: 'answer', id: data.id, answer: answers[data.name](data.ask) });
    return;
  }
  verify(data.file, data.trustedKeys).catch((error: unknown) =>
    self.postMessage({ kind: 'failed', message: String(error) }),
  );
});
