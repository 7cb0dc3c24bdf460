import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { parse, parseAllDocuments } from 'yaml';
import { render, type Values } from './helm.js';

/** No container engine runs here: what can be known of `docker/` without one. */
const repository = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(repository, file), 'utf8');
const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
    join(folder, name),
  );

interface Loose {
  readonly [name: string]: Loose;
}
const asLoose = (value: unknown): Loose => value as Loose;

const VARIABLES = [...read('docs/configuration.md').matchAll(/^\| `([A-Z_]+)` \| `?([^`|]+?)`? \|/gm)];
const DEFAULTS = new Map(VARIABLES.map(([, name = '', fallback = '']) => [name, fallback]));
const SECRETS = [...read('docs/configuration.md').matchAll(/`([A-Z_]+)_FILE`/g)].map(([, name = '']) => name);
const isRead = (name: string): boolean =>
  DEFAULTS.has(name) || (name.endsWith('_FILE') && SECRETS.includes(name.slice(0, -'_FILE'.length)));
const VERBS = [...read('apps/inspect/src/main.ts').matchAll(/^ {2}'?([a-z-]+)'?: \{\n? *about/gm)].map(
  ([, verb]) => verb,
);
const PORT = Number(DEFAULTS.get('PORT'));

it('there is something to compare with', () => {
  expect(DEFAULTS.size).toBeGreaterThan(30);
  expect(SECRETS).toContain('DATABASE_URL');
  expect(VERBS).toEqual(expect.arrayContaining(['serve', 'migrate']));
});

it('every file of docker/ that is YAML or JSON can be read as such', () => {
  const files = filesIn('docker').filter(
    (file) => /\.(ya?ml|json)$/.test(file) && !file.includes('/templates/'),
  );
  const broken = files.flatMap((file) =>
    parseAllDocuments(read(file)).flatMap(({ errors }) => errors.map(({ message }) => `${file}: ${message}`)),
  );
  expect({ broken, some: files.length > 6 }).toEqual({ broken: [], some: true });
});

describe('the image', () => {
  const dockerfile = read('docker/Dockerfile');
  it('has no mistake that can be seen', () => expect(validate(dockerfile)).toEqual([]));
  it('runs the program as an ordinary user, at the port of the configuration', () => {
    const last = (instruction: string): string | undefined =>
      [...dockerfile.matchAll(new RegExp(`^${instruction} (.+)$`, 'gm'))].at(-1)?.[1];
    const { bin } = JSON.parse(read('package.json')) as { bin: Record<string, string> };
    expect(last('USER')).toBe('node');
    expect(last('EXPOSE')).toBe(String(PORT));
    expect(JSON.parse(last('ENTRYPOINT') ?? '')).toEqual(['node', bin['reserve-pool']]);
    expect(VERBS).toContain((JSON.parse(last('CMD') ?? '') as string[])[0]);
    const set = [...(last('ENV') ?? '').matchAll(/([A-Z_]+)=/g)].map(([, name = '']) => name);
    expect(set.filter((name) => name !== 'NODE_ENV' && !isRead(name))).toEqual([]);
  });
});

const composed = filesIn('docker').filter((file) => /\/compose[^/]*\.yaml$/.test(file));
describe.each(composed)('%s', (file) => {
  const compose = asLoose(parse(read(file), { merge: true }));
  const services = Object.entries(compose['services'] ?? {});
  const own = services.filter(([, service]) => (service['image'] as unknown) === 'reserve-pool:0.1.0');
  const named = (part: string): readonly string[] => Object.keys(compose[part] ?? {});

  it('sets only variables that the service reads, and no secret', () => {
    const set = own.flatMap(([, { environment }]) => Object.keys(environment ?? {}));
    expect(set.filter((name) => !isRead(name) || SECRETS.includes(name))).toEqual([]);
    expect(set.length).toBeGreaterThan(0);
  });
  it('runs verbs there are, at the version there is, as nobody in particular', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(own.length).toBeGreaterThan(0);
    for (const [, service] of own) {
      expect(service['image']).toBe(`reserve-pool:${version}`);
      expect(VERBS).toContain((service['command'] as unknown as string[] | undefined)?.[0] ?? 'serve');
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    }
  });
  it('names volumes, secrets, services and files that are there', () => {
    for (const [, { volumes = [], secrets = [], depends_on: others = {} }] of services) {
      const sources = (volumes as unknown as string[]).map((volume) => volume.split(':')[0] ?? '');
      const there = (source: string): boolean =>
        source.startsWith('.')
          ? existsSync(join(repository, 'docker', source))
          : named('volumes').includes(source);
      expect(sources.filter((source) => !there(source))).toEqual([]);
      for (const secret of secrets as unknown as string[]) expect(named('secrets')).toContain(secret);
      for (const other of Object.keys(others)) expect(named('services')).toContain(other);
    }
  });
});

describe('the chart', () => {
  const CHART = 'docker/helm/reserve-pool';
  const values = parse(read(`${CHART}/values.yaml`)) as Values;
  const seen = new Set<string>();
  const parts = filesIn(`${CHART}/templates`).flatMap((file) =>
    parseAllDocuments(render(read(file), values, seen)).map((document) => {
      expect(document.errors).toEqual([]);
      return asLoose(document.toJS());
    }),
  );
  const ofKind = (kind: string): Loose => asLoose(parts.find((part) => (part['kind'] as unknown) === kind));
  const podsOf = (kind: string): Loose => asLoose(ofKind(kind)['spec']?.['template']);
  const containerOf = (kind: string): Loose => asLoose(podsOf(kind)['spec']?.['containers']?.['0']);

  it('uses every value it has, and has every value it uses', () => {
    const leaves = (inner: unknown, path: string): readonly string[] =>
      typeof inner === 'object' && inner !== null && !seen.has(path)
        ? Object.entries(inner).flatMap(([name, value]) =>
            leaves(value, path === '' ? name : `${path}.${name}`),
          )
        : [path];
    expect(leaves(values, '').filter((path) => !seen.has(path))).toEqual([]);
  });
  it.each(['StatefulSet', 'Job'])(
    'the %s sets variables that are read, secrets only by reference',
    (kind) => {
      const { env, args } = containerOf(kind);
      const set = env as unknown as readonly { name: string; valueFrom?: object }[];
      expect(set.filter(({ name }) => !isRead(name))).toEqual([]);
      const open = set.filter(({ name, valueFrom }) => SECRETS.includes(name) && valueFrom === undefined);
      expect(open).toEqual([]);
      expect(set.map(({ name }) => name)).toContain('DATABASE_URL');
      expect(VERBS).toContain((args as unknown as string[])[0]);
    },
  );
  it('runs without rights, on a file system that cannot be written', () => {
    for (const kind of ['StatefulSet', 'Job']) {
      expect(podsOf(kind)['spec']).toMatchObject({
        securityContext: { runAsNonRoot: true },
        automountServiceAccountToken: false,
      });
      expect(containerOf(kind)['securityContext']).toMatchObject({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
      });
    }
  });
  it('asks for health where it is told, at the port that is listened on', () => {
    const health = read('apps/api/src/health/health.controller.ts');
    const container = containerOf('StatefulSet');
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
      const { path } = asLoose(container[probe])['httpGet'] as unknown as { path: string };
      expect(health).toContain(`@Get('${path.slice(1)}')`);
    }
    expect(container['ports']).toEqual([{ name: 'http', containerPort: PORT }]);
    const annotations = podsOf('StatefulSet')['metadata']?.['annotations'];
    expect(annotations).toMatchObject({
      'prometheus.io/path': '/metrics',
      'prometheus.io/port': String(PORT),
    });
  });
  it('leads to its own processes', () => {
    const labels = podsOf('StatefulSet')['metadata']?.['labels'];
    const selectors = parts.flatMap(({ kind, spec }) => {
      if ((kind as unknown) === 'Service') return [spec?.['selector']];
      if ((kind as unknown) === 'NetworkPolicy') return [spec?.['podSelector']?.['matchLabels']];
      return spec?.['selector'] ? [spec['selector']['matchLabels']] : [];
    });
    expect(selectors.length).toBe(5);
    for (const selector of selectors) expect(labels).toMatchObject(selector as object);
  });
});
