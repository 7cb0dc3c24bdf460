import { assertNever, parseCivilDate, parseTonnes, tonnes, type Json, type JsonObject } from '#kernel';

/** What a policy may be set to. */
export type PolicyForm =
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'amount' }
  | { readonly kind: 'date' }
  | { readonly kind: 'whole'; readonly least: number; readonly most: number }
  | { readonly kind: 'set'; readonly of: readonly string[]; readonly least?: number }
  | { readonly kind: 'record'; readonly fields: Fields }
  | { readonly kind: 'table'; readonly columns: Fields; readonly distinct: readonly string[] };
type Fields = Readonly<Record<string, PolicyForm>>;

/** Canonical, so that two rows of a table cannot say the same amount in two ways. */
const isAmount = (value: Json): boolean => {
  const parsed = parseTonnes(value);
  return parsed.ok && tonnes(parsed.value) === value;
};

const isSubset = (value: Json, of: readonly string[], least: number): boolean =>
  Array.isArray(value) &&
  value.length >= least &&
  new Set(value).size === value.length &&
  value.every((item) => typeof item === 'string' && of.includes(item));

const isRecord = (value: Json | undefined, fields: Fields): value is JsonObject =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).every((name) => Object.hasOwn(fields, name)) &&
  Object.entries(fields).every(([name, form]) => fitsForm(form, (value as JsonObject)[name] ?? null));

/** No two rows answer the same question. */
const isTable = (value: Json, columns: Fields, distinct: readonly string[]): boolean => {
  if (!Array.isArray(value)) return false;
  const rows = value.filter((row) => isRecord(row, columns));
  const questions = rows.map((row) => JSON.stringify(distinct.map((name) => row[name])));
  return rows.length === value.length && new Set(questions).size === rows.length;
};

/** Whether a value has the form its policy asks for. */
export const fitsForm = (form: PolicyForm, value: Json): boolean => {
  switch (form.kind) {
    case 'choice':
      return typeof value === 'string' && form.of.includes(value);
    case 'amount':
      return isAmount(value);
    case 'date':
      return typeof value === 'string' && parseCivilDate(value) !== undefined;
    case 'whole':
      return (
        typeof value === 'number' && Number.isInteger(value) && value >= form.least && value <= form.most
      );
    case 'set':
      return isSubset(value, form.of, form.least ?? 0);
    case 'record':
      return isRecord(value, form.fields);
    case 'table':
      return isTable(value, form.columns, form.distinct);
    default:
      return assertNever(form);
  }
};

const fieldsText = (fields: Fields): string =>
  Object.entries(fields)
    .map(([name, form]) => `${name}: ${formText(form)}`)
    .join('; ');

/** The values a policy takes, in words for people. */
export const formText = (form: PolicyForm): string => {
  switch (form.kind) {
    case 'choice':
      return form.of.join(' / ');
    case 'set':
      return `any of ${form.of.join(', ')}`;
    case 'whole':
      return `${form.least}–${form.most}`;
    case 'record':
      return `{ ${fieldsText(form.fields)} }`;
    case 'table':
      return `rows { ${fieldsText(form.columns)} }`;
    default:
      return form.kind;
  }
};
