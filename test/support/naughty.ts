import { vectors } from './vectors.js';

/** The big list of naughty strings; empty, and said so on stderr, where the public vectors are absent. */
export const naughtyStrings = (): readonly string[] =>
  (vectors('naughty-strings.json') as readonly string[] | undefined) ?? [];

type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };
type Step = string | number;

/** One value somewhere in a body. */
export interface Leaf {
  /** As the service names it: `lines[0].amount`. */
  readonly field: string;
  readonly path: readonly Step[];
  readonly value: Json;
}

const named = (path: readonly Step[]): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');

const isRecord = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const within = (value: Json): readonly (readonly [Step, Json])[] => {
  if (Array.isArray(value)) return (value as readonly Json[]).map((entry, index) => [index, entry] as const);
  return isRecord(value) ? Object.entries(value) : [];
};

/** Every value of a body that holds no other. */
export const leavesOf = (value: Json, path: readonly Step[] = []): readonly Leaf[] =>
  typeof value === 'object' && value !== null
    ? within(value).flatMap(([step, member]) => leavesOf(member, [...path, step]))
    : [{ field: named(path), path, value }];

/** Every record of a body, the body itself first. */
export const recordsOf = (value: Json, path: readonly Step[] = []): readonly Leaf[] => [
  ...(isRecord(value) ? [{ field: named(path), path, value }] : []),
  ...within(value).flatMap(([step, member]) => recordsOf(member, [...path, step])),
];

/** A copy of the body with another value at a path; nothing there any more when the value is undefined. */
export const replaced = (body: Json, path: readonly Step[], value: unknown): object => {
  const [step, ...rest] = path;
  if (step === undefined) return value as object;
  const copy = Array.isArray(body)
    ? [...(body as readonly Json[])]
    : { ...(body as Readonly<Record<string, Json>>) };
  const members = copy as Record<Step, unknown>;
  members[step] = rest.length === 0 ? value : replaced(members[step] as Json, rest, value);
  return copy;
};

/** Does work on every item, so many at a time, and keeps the order of the answers. */
export const inParallel = async <T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  width = 24,
): Promise<R[]> => {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await work(items[index] as T);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
};
