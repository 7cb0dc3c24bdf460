import type { PackScope } from '../contract/index.js';
import { isJsonObject, jsonIn } from './json-in.js';

export interface PackedFile {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the file, and of its packed bytes in the zip, in hexadecimal. */
  readonly sha256: string;
  readonly packed: string;
}

/** What a pack says of itself. */
export interface PackHead {
  readonly scope: PackScope;
  readonly ledger: string;
  /** How many events the log had. */
  readonly size: number;
  readonly madeAt: string;
  /** Account id. */
  readonly madeBy: string;
  readonly purpose: string;
}

export interface Manifest extends PackHead {
  readonly files: readonly PackedFile[];
}

export const FORMAT = 'reserve-pool/audit-pack/1';

export const manifestText = ({ scope, ledger, size, madeAt, madeBy, purpose, files }: Manifest): string =>
  `${JSON.stringify({ format: FORMAT, ...scope, ledger, size, madeAt, madeBy, purpose, files }, null, 1)}\n`;

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isHash = (value: unknown): value is string => isText(value) && /^[0-9a-f]{64}$/.test(value);

const fileIn = (value: unknown): PackedFile | undefined => {
  if (!isJsonObject(value)) return undefined;
  const { path, bytes, sha256, packed } = value;
  return isText(path) && isCount(bytes) && isHash(sha256) && isHash(packed)
    ? { path, bytes, sha256, packed }
    : undefined;
};

const scopeIn = ({ scope, place, from, to }: Readonly<Record<string, unknown>>): PackScope | undefined => {
  if (scope === 'LEDGER') return { scope };
  return scope === 'PLACE' && isText(place) && isText(from) && isText(to)
    ? { scope, place, from, to }
    : undefined;
};

/** Reads a manifest; nothing for bytes that are none. */
export const parseManifest = (bytes: Uint8Array): Manifest | undefined => {
  const value = jsonIn(bytes);
  if (!isJsonObject(value) || value['format'] !== FORMAT || !Array.isArray(value['files'])) return undefined;
  const { ledger, size, madeAt, madeBy, purpose } = value;
  const scope = scopeIn(value);
  const files = value['files'].map(fileIn);
  const known = files.filter((file) => file !== undefined);
  if (scope === undefined || known.length !== files.length || !isCount(size)) return undefined;
  if (!isText(ledger) || !isText(madeAt) || !isText(madeBy) || !isText(purpose)) return undefined;
  return { scope, ledger, size, madeAt, madeBy, purpose, files: known };
};
