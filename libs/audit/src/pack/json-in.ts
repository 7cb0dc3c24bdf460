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

/** Whether a value is what its JSON text would be read as: nothing in it is undefined, which JSON leaves out. */
export const isPlain = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return value !== undefined;
  if (Array.isArray(value)) return value.every(isPlain);
  for (const key in value) if (!isPlain((value as Readonly<Record<string, unknown>>)[key])) return false;
  return true;
};
