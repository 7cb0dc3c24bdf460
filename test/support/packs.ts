import { deflateRawSync } from 'node:zlib';
import { must, type Instant } from '#kernel';
import { tellDemoYear, LEDGER } from '#apps/api';
import {
  checkpointText,
  cosignatureLine,
  Frontier,
  lineOfOrigin,
  noteOf,
  packFiles,
  pureCryptography,
  signatureLine,
  signedChange,
  signerKey,
  verifyPack,
  writePack,
  bytesSource,
  type EventToPack,
  type FileToPack,
  type Finding,
  type KeyChange,
  type LogSigners,
  type PackReport,
  type PackScope,
  type SignerKey,
  type VerifyOptions,
} from '#libs/audit';
import { chainHash, EMPTY_HEAD, leafOf, MemoryEventStore, type StoredEvent } from '#libs/event-store';
import { nodeTools } from '#module/audit';

const { cryptography } = nodeTools;
/** Packed lightly: tests make many packs. */
const tools = { ...nodeTools, deflate: (bytes: Uint8Array) => deflateRawSync(bytes, { level: 1 }) };
const ORIGIN = 'reserve-pool/320000';
const secretOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

/** The key this log is signed with, and one of a witness; the same in every run. */
export const LOG_KEY = signerKey(
  { name: ORIGIN, algorithm: 'ed25519', use: 'NOTE' },
  secretOf(1),
  pureCryptography,
);
export const WITNESS_KEY = signerKey(
  { name: 'witness.example/county', algorithm: 'ed25519', use: 'COSIGNATURE' },
  secretOf(2),
  pureCryptography,
);

/** The same of a log of SM3 (`CRYPTO_SUITE=gm`). */
export const GM_LOG_KEY = signerKey(
  { name: `${ORIGIN}/sm3`, algorithm: 'sm2', use: 'NOTE' },
  secretOf(3),
  pureCryptography,
);
const GM_WITNESS_KEY = signerKey(
  { name: 'witness.example/county-gm', algorithm: 'sm2', use: 'COSIGNATURE' },
  secretOf(4),
  pureCryptography,
);
export const KEYS_OF_GM_LOG: LogSigners = {
  origin: GM_LOG_KEY.verifier.name,
  keys: [{ key: GM_LOG_KEY.verifier.text, fromSize: 0 }],
  witnesses: [GM_WITNESS_KEY.verifier.text],
};

export const KEYS_OF_LOG: LogSigners = {
  origin: ORIGIN,
  keys: [{ key: LOG_KEY.verifier.text, fromSize: 0 }],
  witnesses: [WITNESS_KEY.verifier.text],
};

/** The demo city's year, told to a ledger in memory. */
export const demoLog = async (): Promise<readonly StoredEvent[]> => {
  const store = new MemoryEventStore();
  await tellDemoYear(store);
  return store.readLedger(LEDGER, 0, Number.MAX_SAFE_INTEGER);
};

const SEEN_AT = 1_790_000_000;

/** A signed and witnessed checkpoint. */
export const checkpointNote = (size: number, root: Uint8Array, signer: SignerKey = LOG_KEY): string => {
  const { name: origin, algorithm } = signer.verifier;
  const text = checkpointText({ origin, size, root });
  const witness = algorithm === 'sm2' ? GM_WITNESS_KEY : WITNESS_KEY;
  const cosigned = cosignatureLine(text, { key: witness, seenAt: SEEN_AT + size }, pureCryptography);
  return noteOf(text, [signatureLine(text, signer, pureCryptography), cosigned]);
};

/** Signed and witnessed checkpoints of a log at some sizes. */
export const checkpointsAt = (
  events: readonly StoredEvent[],
  sizes: readonly number[],
  signer: SignerKey = LOG_KEY,
): readonly string[] => {
  const { hasher } = lineOfOrigin(signer.verifier.name, cryptography);
  const frontier = new Frontier(hasher);
  const notes = new Map<number, string>();
  const note = (size: number): unknown => notes.set(size, checkpointNote(size, frontier.root(), signer));
  if (sizes.includes(0)) note(0);
  for (const [index, event] of events.entries()) {
    frontier.append(hasher.leaf(leafOf(event)));
    if (sizes.includes(index + 1)) note(index + 1);
  }
  return sizes.map((size) => must(notes.get(size), `checkpoint ${size}`));
};

/** A log after somebody changed it and laid a new, fitting chain over all that follows. */
export const rechained = (events: readonly StoredEvent[]): readonly StoredEvent[] => {
  let { hash } = EMPTY_HEAD;
  return events.map((event) => {
    hash = chainHash(hash, event);
    return { ...event, hash };
  });
};

/** A log that goes on with changes of its key, one event each; the list of keys that fits it. */
export const withRotations = (
  events: readonly StoredEvent[],
  changes: readonly KeyChange[],
  decisionNo = '示例',
): { readonly events: readonly StoredEvent[]; readonly logs: readonly LogSigners[] } => {
  const last = must(events.at(-1), 'an event');
  const added = changes.map((change, index) => ({
    ...last,
    position: events.length + 1 + index,
    stream: 'keys',
    version: 1 + index,
    eventId: `rotation-${index}`,
    type: 'SigningKeyRotated',
    body: JSON.stringify({ keys: [change], decisionNo }),
  }));
  const periods = added.map(({ position }, index) => ({
    key: must(changes[index], 'a change').newKey,
    fromSize: position,
  }));
  const logs = [{ ...KEYS_OF_LOG, keys: [...KEYS_OF_LOG.keys, ...periods] }];
  return { events: rechained([...events, ...added]), logs };
};

/** Keys of the log to come after the first, and the changes to them, signed by the key before or not. */
export const NEXT_KEYS = [9, 10].map((byte) =>
  signerKey({ name: ORIGIN, algorithm: 'ed25519', use: 'NOTE' }, secretOf(byte), pureCryptography),
);
export const keyChange = (step: number, signer?: SignerKey): KeyChange => {
  const keys = [LOG_KEY, ...NEXT_KEYS].map(({ verifier }) => verifier.text);
  const change = { oldKey: must(keys[step], 'a key'), newKey: must(keys[step + 1], 'a key') };
  return signer ? signedChange(change, { key: signer, decisionNo: '示例' }, pureCryptography) : change;
};

export interface PackParts {
  readonly events: readonly StoredEvent[];
  /** Absent: one over all the events. */
  readonly checkpoints?: readonly string[];
  readonly logs?: readonly LogSigners[];
  readonly size?: number;
  readonly page?: Uint8Array;
  /** Of a place: which events of the log, each with its proof. */
  readonly place?: { readonly scope: PackScope; readonly rows: readonly EventToPack[] };
  /** What becomes of a file before it is packed; nothing leaves it out. */
  readonly edit?: (file: FileToPack) => FileToPack | undefined;
}

async function* edited(
  files: AsyncIterable<FileToPack>,
  edit: NonNullable<PackParts['edit']>,
): AsyncGenerator<FileToPack> {
  for await (const file of files) {
    const kept = edit(file);
    if (kept !== undefined) yield kept;
  }
}

const gathered = async (pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
};

/** A pack of a whole ledger, or of a place, piece by piece. */
export const packPiecesOf = ({
  events,
  logs = [KEYS_OF_LOG],
  page,
  place,
  edit = (file) => file,
  ...parts
}: PackParts): AsyncGenerator<Uint8Array> => {
  const size = parts.size ?? events.length;
  const checkpoints = parts.checkpoints ?? checkpointsAt(events, [events.length]);
  const at = (events.at(-1)?.recordedAt ?? '') as Instant;
  const policyEvents = events.filter(({ stream }) => stream === 'policy');
  const head = {
    scope: place?.scope ?? { scope: 'LEDGER' as const },
    ledger: LEDGER,
    size,
    madeAt: '2026-11-20T01:00:00.000Z',
    madeBy: 'inspector@320500',
    purpose: '示例检查',
  };
  const frame = { logs, checkpoints, policyEvents, at, page, cryptography };
  const files = packFiles(frame, place?.rows ?? events.map((event) => ({ event })));
  return writePack(head, edited(files, edit), tools);
};

export const packOf = (parts: PackParts): Promise<Uint8Array> => gathered(packPiecesOf(parts));

/** A finding in a word or three. */
export const found = ({ code, position, field }: Finding): string =>
  [code, position === null ? [] : `@${position}`, field ?? []].flat().join(' ');

export const verified = (pack: Uint8Array, options: VerifyOptions = {}): Promise<PackReport> =>
  verifyPack(bytesSource(pack), nodeTools, options);
