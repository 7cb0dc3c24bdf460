import { isJsonObject, jsonIn } from './json-in.js';

/** A key that signed a log's checkpoints of at least this size. */
export interface KeyPeriod {
  readonly key: string;
  readonly fromSize: number;
}

/** One log over the ledger's events, and whoever signed and witnessed its checkpoints; keys as public texts. */
export interface LogSigners {
  readonly origin: string;
  readonly keys: readonly KeyPeriod[];
  readonly witnesses: readonly string[];
}

/** The same as a pack lists it. */
export interface LogKeys extends LogSigners {
  /** How many witnesses make a checkpoint a witnessed one, by the policy in force at the pack's last event. */
  readonly quorum: number;
}

export const keysText = (logs: readonly LogKeys[]): string => `${JSON.stringify({ logs }, null, 1)}\n`;

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const all = <T>(value: unknown, read: (one: unknown) => T | undefined): readonly T[] | undefined => {
  if (!Array.isArray(value)) return undefined;
  const found = value.map(read).filter((one) => one !== undefined);
  return found.length === value.length ? found : undefined;
};

const periodIn = (value: unknown): KeyPeriod | undefined => {
  if (!isJsonObject(value)) return undefined;
  const { key, fromSize } = value;
  return isText(key) && isCount(fromSize) ? { key, fromSize } : undefined;
};

const logIn = (value: unknown): LogKeys | undefined => {
  if (!isJsonObject(value)) return undefined;
  const { origin, quorum } = value;
  const keys = all(value['keys'], periodIn);
  const witnesses = all(value['witnesses'], (one) => (isText(one) ? one : undefined));
  if (!isText(origin) || !isCount(quorum) || witnesses === undefined) return undefined;
  return keys === undefined || keys.length === 0 ? undefined : { origin, keys, witnesses, quorum };
};

/** Reads the key list; nothing for bytes that are none. */
export const parseKeys = (bytes: Uint8Array): readonly LogKeys[] | undefined => {
  const value = jsonIn(bytes);
  const logs = isJsonObject(value) ? all(value['logs'], logIn) : undefined;
  return logs === undefined || logs.length === 0 ? undefined : logs;
};
