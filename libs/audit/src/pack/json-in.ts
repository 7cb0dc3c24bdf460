import { fromUtf8 } from '../notes/encoding.js';

/** The JSON value in some bytes; nothing for bytes that are none. */
export const jsonIn = (bytes: Uint8Array): unknown => {
  const text = fromUtf8(bytes);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
