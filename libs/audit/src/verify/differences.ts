import { isJsonObject } from '../pack/json-in.js';

const keysOf = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.map((_, index) => String(index));
  return isJsonObject(value) ? Object.keys(value) : [];
};
const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

/** The paths at which two JSON values differ, as `lines.0.amount`; the order of keys says nothing. */
export const differences = (a: unknown, b: unknown, path = ''): readonly string[] => {
  if (a === b) return [];
  const bothLists = Array.isArray(a) && Array.isArray(b);
  const bothObjects = isJsonObject(a) && isJsonObject(b);
  if (!bothLists && !bothObjects) return [path];
  return [...new Set([...keysOf(a), ...keysOf(b)])].flatMap((key) =>
    differences(at(a, key), at(b, key), path === '' ? key : `${path}.${key}`),
  );
};
