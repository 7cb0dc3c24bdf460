/**
 * The little of Helm's language that our chart keeps to, so that a test can render it where no Helm is: values, the
 * release's name, `quote`, `toJson`, and one loop over a map. Errors: anything else.
 */
export type Values = Readonly<Record<string, unknown>>;

const LOOP = /^ *\{\{- range \$name, \$value := \.Values\.(\S+) \}\}\n([\s\S]*?)^ *\{\{- end \}\}\n/gm;
const EXPRESSION = /\{\{-? *(\S+?)(?: \| (\w+))? *-?\}\}/g;

export const render = (template: string, values: Values, seen: Set<string>): string => {
  const valueAt = (path: string): unknown => {
    seen.add(path);
    const found = path
      .split('.')
      .reduce<unknown>((inner, name) => (inner as Values | undefined)?.[name], values);
    if (found === undefined) throw new Error(`values.yaml has no ${path}`);
    return found;
  };
  const resolve = (name: string, scope: Values): unknown => {
    if (name === '.Release.Name') return 'pool';
    if (name.startsWith('.Values.')) return valueAt(name.slice('.Values.'.length));
    if (name in scope) return scope[name];
    throw new Error(`not a value: ${name}`);
  };
  const written = (value: unknown, way: string | undefined): string => {
    const plain = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    if (way === 'toJson') return JSON.stringify(value);
    if (plain !== undefined && way === 'quote') return JSON.stringify(plain);
    if (plain !== undefined && way === undefined) return plain;
    throw new Error(`cannot be written: ${JSON.stringify(value)} | ${way}`);
  };
  const filled = (text: string, scope: Values): string =>
    text.replace(EXPRESSION, (_, name: string, way?: string) => written(resolve(name, scope), way));
  const unrolled = template.replace(LOOP, (_, path: string, body: string) =>
    Object.entries(valueAt(path) as Values)
      .map(([$name, $value]) => filled(body, { $name, $value }))
      .join(''),
  );
  return filled(unrolled, {});
};
