import fc from 'fast-check';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly example?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
}
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema?: Schema;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** A request as it is sent, and what the description promises of its answer. */
export interface FuzzRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly account: string;
  readonly route: string;
  /** The statuses of success the description lists. */
  readonly promised: readonly number[];
}

const KNOWN = [
  '320583',
  '320500',
  'park-kunshan-dev',
  'pool-320583',
  'COD',
  'VOCs',
  '1.5',
  '2026-03-31',
  '2026-03',
  'PASS',
];
const CODES = [
  '91320583MA1XK2F47M',
  '91320583MA1XK2F47M001P',
  '2603-320583-89-01-936298',
  'C2929',
  'a'.repeat(64),
];
const UNPRINTABLE = [
  '',
  ' ',
  '\u0000',
  '\uD800',
  '\u202Egnp',
  '💩'.repeat(50),
  '\r\nset-cookie: a=b',
  'x'.repeat(5_000),
];
const INJECTED = [
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '=1+1',
];
const NASTY = [...UNPRINTABLE, ...INJECTED, '%00', '-1', '1e999', 'NaN', '９', '{{7*7}}'];
const text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...KNOWN, ...CODES) },
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
const anything: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 9007199254740991, [], {}, [[]], { valueOf: 1 }),
);

/** Mostly what the description asks for, sometimes anything else. */
const bent = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary }, { weight: 1, arbitrary: anything });

const MAX_DEPTH = 6;
const fitting = (schema: Schema, description: Description, depth = 0): fc.Arbitrary<unknown> => {
  const inner = (part: Schema): fc.Arbitrary<unknown> => bent(fitting(part, description, depth + 1));
  if (depth > MAX_DEPTH) return anything;
  if (schema.$ref !== undefined) {
    const named = description.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''];
    return named ? fitting(named, description, depth + 1) : anything;
  }
  if (schema.allOf?.[0]) return fitting(schema.allOf[0], description, depth + 1);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.properties) {
    const members = Object.entries(schema.properties).map(([name, part]) => [name, inner(part)] as const);
    return fc.record(Object.fromEntries(members), {
      requiredKeys: members.length > 3 ? members.slice(0, 3).map(([name]) => name) : [],
    });
  }
  switch (schema.type) {
    case 'array':
      return fc.array(inner(schema.items ?? {}), { maxLength: 4 });
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 10_000 });
    default:
      return schema.example === undefined ? text : fc.oneof(fc.constant(schema.example), text);
  }
};

const HEADERS = fc.record(
  {
    'accept-language': fc.constantFrom('en', 'zh-CN', 'x;q=9', '*'),
    accept: fc.constantFrom('text/csv', 'application/json', '*/*', 'application/xml'),
    'if-match': fc.constantFrom('"1"', '*', 'W/"1"', '"99999999999999999999"'),
    'idempotency-key': fc.constantFrom('k-1', 'ü', '', 'x'.repeat(300)),
    'ledger-position': fc.constantFrom('0', '1', '-1', 'x', '1e3'),
    'content-type': fc.constantFrom(
      'application/json',
      'application/json; charset=utf-8',
      'text/plain',
      'application/xml',
    ),
    cookie: fc.constant('sid=1'),
  },
  { requiredKeys: [] },
);

/** A URL cannot carry half a surrogate pair. */
const encoded = (value: unknown): string => {
  const written = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return encodeURIComponent(Buffer.from(written).toString('utf8'));
};

interface Drawn {
  readonly names: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly stranger: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly broken: 'no' | 'cut' | 'twice' | 'bytes';
  readonly typed: boolean;
  readonly account: string;
}

const bodyText = ({ body, broken }: Drawn): string | undefined => {
  if (body === undefined) return undefined;
  const json = JSON.stringify(body) ?? 'null';
  const half = json.slice(0, Math.floor(json.length / 2));
  return { no: json, cut: half, twice: `${json}${json}`, bytes: `${half}\uFFFD${half}` }[broken];
};

const requestOf = (
  {
    method,
    path,
    operation,
  }: { readonly method: 'GET' | 'POST'; readonly path: string; readonly operation: Operation },
  drawn: Drawn,
): FuzzRequest => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encoded(drawn.names[name]));
  const asked = Object.entries(drawn.query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encoded(value)}`,
  );
  const query = [...asked, ...(drawn.stranger ? ['colour=red'] : [])].join('&');
  const body = method === 'POST' ? bodyText(drawn) : undefined;
  const json = body !== undefined && drawn.typed ? { 'content-type': 'application/json' } : {};
  return {
    method,
    url: query === '' ? filled : `${filled}?${query}`,
    headers: { ...drawn.headers, ...json },
    body,
    account: drawn.account,
    route: `${method} ${path}`,
    promised: Object.keys(operation.responses).map(Number),
  };
};

const requestsTo = (
  route: { readonly method: 'GET' | 'POST'; readonly path: string; readonly operation: Operation },
  { description, ids, accounts }: FuzzTerms,
): fc.Arbitrary<FuzzRequest> => {
  const { parameters = [], requestBody } = route.operation;
  const valueFor = ({ schema }: Parameter): fc.Arbitrary<unknown> => bent(fitting(schema ?? {}, description));
  const within = (place: Parameter['in']): readonly Parameter[] =>
    parameters.filter((one) => one.in === place);
  const named = (place: Parameter['in'], arbitrary: (one: Parameter) => fc.Arbitrary<unknown>) =>
    Object.fromEntries(within(place).map((one) => [one.name, arbitrary(one)]));
  const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
  const dryRun = within('query').some(({ name }) => name === 'dryRun');
  const drawn: fc.Arbitrary<Drawn> = fc.record({
    names: fc.record(named('path', () => fc.oneof(fc.constantFrom(...ids), text))),
    query: fc
      .record(named('query', valueFor), { requiredKeys: [] })
      .map((query) => (dryRun ? { dryRun: 'true', ...query } : query)),
    stranger: fc.nat(19).map((roll) => roll === 0),
    headers: HEADERS,
    body: schema ? bent(fitting(schema, description)) : fc.constant(undefined),
    broken: fc.oneof(
      { weight: 12, arbitrary: fc.constant('no' as const) },
      fc.constantFrom('cut' as const, 'twice', 'bytes'),
    ),
    typed: fc.nat(9).map((roll) => roll > 0),
    account: fc.constantFrom(...accounts),
  });
  return drawn.map((one) => requestOf(route, one));
};

export interface FuzzTerms {
  readonly description: Description;
  /** Things that exist. */
  readonly ids: readonly string[];
  readonly accounts: readonly string[];
}

/** Requests made from a description, by operation. */
export const requestsOfEach = (terms: FuzzTerms): readonly fc.Arbitrary<FuzzRequest>[] =>
  Object.entries(terms.description.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) =>
      requestsTo({ method: method.toUpperCase() as 'GET' | 'POST', path, operation }, terms),
    ),
  );
