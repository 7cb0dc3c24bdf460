import type { Shape } from '../../api/bodies.js';
import type { PolicyForm } from '../../api/views.js';
import { useWorded } from '../../messages/language.js';
import type { Choices } from '../../parts/act/plain-boxes.js';
import { useCode } from '../../parts/words.js';
import { VALUES } from './values.js';

type Kind = PolicyForm['kind'];
const SHAPES: { readonly [K in Kind]: (form: Extract<PolicyForm, { readonly kind: K }>) => Shape } = {
  choice: ({ of }) => ({ type: 'string', enum: of }),
  set: ({ of }) => ({ type: 'array', items: { type: 'string', enum: of } }),
  amount: () => ({ type: 'string', pattern: '^(0|[1-9][0-9]{0,11})(\\.[0-9]{1,9})?$' }),
  date: () => ({ type: 'string', format: 'date' }),
  whole: ({ least, most }) => ({ type: 'integer', minimum: least, maximum: most }),
  record: ({ fields }) => objectOf(fields),
  table: ({ columns }) => ({ type: 'array', items: objectOf(columns) }),
};
/** A form of the catalogue as a shape that boxes are made of. */
export const shapeOf = (form: PolicyForm): Shape => (SHAPES[form.kind] as (form: PolicyForm) => Shape)(form);
const objectOf = (fields: Readonly<Record<string, PolicyForm>>): Shape => ({
  type: 'object',
  required: Object.keys(fields),
  properties: Object.fromEntries(Object.entries(fields).map(([name, form]) => [name, shapeOf(form)])),
});

/** Codes of a policy in words. */
export const usePolicyWords = (): ((code: string) => string) => {
  const worded = useWorded();
  const code = useCode();
  return (value) => {
    const known = VALUES[value];
    if (known !== undefined) return worded(known);
    return (
      [code('act', value), code('projectType', value), code('role', value)].find((word) => word !== value) ??
      value
    );
  };
};

/** A policy's value as people read it. */
export const usePolicyValue = (): ((value: unknown) => string) => {
  const words = usePolicyWords();
  const shown = (value: unknown): string => {
    if (typeof value === 'string') return words(value);
    if (typeof value !== 'object' || value === null) return String(value);
    if (Array.isArray(value)) return value.length === 0 ? '—' : value.map(shown).join('、');
    return Object.entries(value)
      .map(([name, member]) => `${words(name)} ${shown(member)}`)
      .join('，');
  };
  return shown;
};

/** What the box of a policy's value offers. */
export const useValueChoices = (form: PolicyForm): Choices => {
  const words = usePolicyWords();
  const options = (of: readonly string[]) => of.map((value) => ({ value, label: words(value) }));
  if (form.kind === 'choice' || form.kind === 'set') return { value: options(form.of) };
  const columns = form.kind === 'table' ? form.columns : {};
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]) =>
      column.kind === 'choice' ? [[name, options(column.of)]] : [],
    ),
  );
};
