import {
  joined,
  LEDGER_EVENTS,
  PROOF,
  pureTools,
  RULES,
  standing,
  verifyPack,
  type PackReport,
  type PackTools,
  type VerifyOptions,
} from '#libs/audit';
import { decode } from '#contract/event-store';
import { Book, type Questions } from './book.js';

/** What is to be verified, and the keys the inspector was told of. */
interface Task {
  readonly file: Blob;
  readonly trustedKeys: readonly string[];
}
/**
 * What the page sends: a pack to verify or only to prove, what another worker has proved of the one being verified, or
 * a question about it.
 */
export type Request =
  | ({ readonly kind: 'verify' | 'prove' } & Task)
  | { readonly kind: 'proved'; readonly report: PackReport }
  | { readonly kind: 'ask'; readonly id: number; readonly name: keyof Questions; readonly ask: never };

/** The browser's own SHA-256 for whole files, where it has one; events are hashed in plain JavaScript. */
const digest: PackTools['digest'] = async (bytes) =>
  self.isSecureContext
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
    : pureTools.digest(bytes);

const book = new Book();

const verifyHalf = ({ file, trustedKeys }: Task, half: VerifyOptions): Promise<PackReport> => {
  const source = {
    size: file.size,
    read: async (start: number, end: number) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
  };
  const keys = trustedKeys.length > 0 ? { trustedKeys } : {};
  return verifyPack(source, { ...pureTools, digest }, { ...keys, ...half });
};

/** Proves bytes, chain, tree and signatures for another worker: as much work in a browser as deciding all commands. */
const prove = async (task: Task): Promise<void> => {
  self.postMessage(await verifyHalf(task, { parts: PROOF }));
};

let hearProof: (report: PackReport) => void = () => undefined;

/** Decides every command again, while another worker proves the bytes. */
const verify = async (task: Task): Promise<void> => {
  const started = performance.now();
  const proved = new Promise<PackReport>((resolve) => (hearProof = resolve));
  const decided = await verifyHalf(task, {
    parts: RULES,
    onEvent: (stored, event) => {
      try {
        book.read(event ?? decode(stored, LEDGER_EVENTS));
      } catch {
        // It is named among the findings.
      }
    },
    onProgress: (events) => self.postMessage({ kind: 'progress', events }),
  });
  const report = joined(await proved, decided);
  const milliseconds = performance.now() - started;
  self.postMessage({ kind: 'report', report, standing: standing(report), milliseconds });
};

const answers: { [Name in keyof Questions]: (ask: Questions[Name]['ask']) => Questions[Name]['answer'] } = {
  balances: ({ bounds }) => book.balances(bounds),
  trace: ({ bounds, ...figure }) => book.trace(figure, bounds),
  journal: ({ words, after }) => book.journal(words, after),
  event: ({ position }) => book.event(position),
  lots: () => book.lots(),
  chain: ({ lotId }) => book.chain(lotId),
};

const answer = ({ id, name, ask }: Request & { readonly kind: 'ask' }): void =>
  self.postMessage({ kind: 'answer', id, answer: answers[name](ask) });

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'ask') answer(data);
  else if (data.kind === 'proved') hearProof(data.report);
  else (data.kind === 'verify' ? verify : prove)(data).catch((error: unknown) => self.reportError(error));
});
