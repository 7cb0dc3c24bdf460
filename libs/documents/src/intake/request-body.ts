import { isPollutant, POLLUTANTS, type Json, type JsonObject } from '#kernel';
import { listItems } from '../sheet/list-text.js';
import type { IntakeColumn, IntakeForm } from './form.js';

type Draft = { [key: string]: Json | Draft | undefined };

const jsonOf = (text: string, { kind }: IntakeColumn): Json => {
  if (kind === 'FLAG') return text === 'true';
  if (kind === 'WHOLE') return Number(text);
  return kind === 'LIST' ? listItems(text) : text;
};

const put = (draft: Draft, path: readonly string[], value: Json): void => {
  const [name = '', ...rest] = path;
  if (rest.length === 0) draft[name] = value;
  else put((draft[name] ??= {}) as Draft, rest, value);
};

/** `{COD: {verified}}` as `[{pollutant: 'COD', verified}]`, and lists of columns as lists of records. */
const shaped = (draft: Draft): JsonObject =>
  Object.fromEntries(
    Object.entries(draft).map(([name, value]): [string, Json] => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [name, value as Json];
      const members = value as Draft;
      const names = Object.keys(members);
      if (names.every(isPollutant))
        return [
          name,
          POLLUTANTS.filter((pollutant) => names.includes(pollutant)).map((pollutant) => ({
            pollutant,
            ...shaped(members[pollutant] as Draft),
          })),
        ];
      return [name, names.every((one) => Array.isArray(members[one])) ? beside(members) : shaped(members)];
    }),
  );

const beside = (members: Draft): Json => {
  const lists = Object.entries(members) as [string, readonly Json[]][];
  const longest = Math.max(...lists.map(([, list]) => list.length));
  return Array.from({ length: longest }, (_, at) =>
    Object.fromEntries(lists.flatMap(([name, list]) => (list[at] === undefined ? [] : [[name, list[at]]]))),
  );
};

/** A row of a sheet as the body of the request that says the same. */
export const requestBody = (form: IntakeForm, values: Readonly<Record<string, string>>): JsonObject => {
  const draft: Draft = {};
  for (const column of form.columns) {
    const text = values[column.key];
    if (text !== undefined) put(draft, column.key.split('.'), jsonOf(text, column));
  }
  return shaped(draft);
};

/** The column that a path in such a body came from, `lines[0].verified` from `lines.COD.verified`. */
export const columnOf = (form: IntakeForm, body: JsonObject, path: string): IntakeColumn | undefined => {
  const names: string[] = [];
  let here: Json | undefined = body;
  for (const part of path.split(/\.|(?=\[)/)) {
    const index = /^\[(\d+)\]$/.exec(part)?.[1];
    if (index === undefined) {
      names.push(part);
      here = (here as JsonObject | undefined)?.[part];
      continue;
    }
    here = (here as readonly Json[] | undefined)?.[Number(index)];
    const pollutant = (here as JsonObject | undefined)?.['pollutant'];
    if (typeof pollutant === 'string') names.push(pollutant);
  }
  const key = names.join('.');
  return (
    form.columns.find((column) => column.key === key) ??
    form.columns.find((column) => column.key.startsWith(`${key}.`)) ??
    form.columns.find((column) => key.startsWith(`${column.key}.`))
  );
};
