import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What no other tool looks at: the shape of the repository itself. */
const repository = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(repository, file), 'utf8');

const known = new Set(
  [
    ['apps', 'libs', 'docker', 'test', 'tools', 'docs'],
    ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'],
    ['jest.config.mjs', 'knip.json', 'vite.config.mjs'],
    ['README.md', 'LICENSE', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ].flat(),
);
const notOurs = new Set(['node_modules', 'dist', 'coverage']);

const sources = ['apps', 'libs', 'test', '.ci'].flatMap((folder) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !/(^|\/)(canaries|node_modules)\//.test(name))
    // Written by a generator from the interface file.
    .filter((name) => name !== 'web/src/api/schema.ts')
    .map((name) => join(folder, name)),
);
const linesThat = (breaks: (line: string) => boolean): string[] =>
  sources.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (breaks(line) ? [`${file}:${index + 1}`] : [])),
  );

const PG = 'libs/platform/src/postgres/';
/** What does harm in the wrong place, as it looks in a line, and the only files of the product that may hold it. */
const DANGEROUS: Readonly<Record<string, { readonly looks: RegExp; readonly only?: readonly string[] }>> = {
  'text that runs as a program': { looks: /\beval\(|new Function\(|node:vm|import\(`/ },
  // Of names and separators that the code itself gives, never of what somebody sent.
  'text that becomes a pattern': {
    looks: /\bRegExp\(/,
    only: [
      'apps/web/src/api/live.ts',
      'apps/web/src/parts/act/plain-boxes.tsx',
      'libs/documents/src/reading/csv-reader.ts',
      'libs/documents/src/reading/xml-reader.ts',
      'libs/platform/src/http/redacted.ts',
    ],
  },
  'a shell': { looks: /\bexecSync\b|(?<![.\w])exec\(|shell:/ },
  'another program': {
    looks: /node:child_process/,
    only: ['binaries', 'cluster', 'embedded-postgres', 'postmaster', 'server-user'].map(
      (name) => `${PG}${name}.ts`,
    ),
  },
  'a weak hash': { looks: /createHash\((?!'sha256'\))|\bmd5\b/i },
  'a keyed hash': {
    looks: /createHmac\(/,
    only: ['apps/api/src/peers/peer-seal.ts', 'libs/platform/src/identity/second-factor/totp.ts'],
  },
  'a cipher': {
    looks: /create(C|Dec)ipheriv|(public|private)(En|De)crypt|subtle\.(en|de)crypt/,
    only: ['libs/platform/src/identity/secrets/secret-box.ts'],
  },
  'a certificate left unlooked at': { looks: /rejectUnauthorized|NODE_TLS_REJECT/ },
  'chance that can be guessed': { looks: /Math\.random/ },
  'a call to another house': {
    looks:
      /(?<!re)fetch\(|\bhttps?\.request\(|\{[^}]*\brequest\b[^}]*\} from 'node:https?'|createRemoteJWKSet\(/,
    only: [
      'apps/api/src/papers/seal-client.ts',
      'apps/api/src/peers/peer-line.ts',
      'apps/api/src/proof/witness-client.ts',
      'apps/inspect/src/verbs/merge.ts',
      'apps/web/src/api/client.ts',
      'apps/web/src/api/live.ts',
      'libs/platform/src/identity/oidc/oidc-provider.ts',
    ],
  },
  'text that becomes a page': {
    looks: /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySet|document\.write/,
  },
  'what a browser keeps': {
    looks: /(local|session)Storage|indexedDB|document\.cookie/,
    only: [
      'apps/web/src/messages/language.tsx',
      'apps/web/src/parts/drafts.ts',
      'apps/web/src/session/session.ts',
    ],
  },
};
const isProduct = (file: string): boolean =>
  /^(apps|libs)\//.test(file) && !/\.(part-|int-|e2e-|model-)?spec\.tsx?$|\/testing\//.test(file);

describe('the product', () => {
  it.each(Object.entries(DANGEROUS))('has %s nowhere but where it must', (_, { looks, only = [] }) => {
    const files = sources.filter((file) => isProduct(file) && looks.test(read(file)));
    expect(files.toSorted()).toEqual([...only].toSorted());
  });

  it('calls others without following them elsewhere', () => {
    const callers = DANGEROUS['a call to another house']?.only?.filter(
      (file) => !file.startsWith('apps/web/'),
    );
    expect(callers?.length).toBeGreaterThan(1);
    // A bare request of Node follows nobody.
    const following = callers?.filter((file) => /(?<!re)fetch\(|createRemoteJWKSet\(/.test(read(file)));
    expect(following?.filter((file) => !read(file).includes("redirect: 'error'"))).toEqual([]);
  });

  it('takes no secret in an address', () => {
    const { paths } = JSON.parse(read('docs/openapi.json')) as {
      paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>;
    };
    const inAddress = Object.values(paths)
      .flatMap((operations) => Object.values(operations))
      .flatMap(({ parameters = [] }) => parameters.filter((one) => one.in !== 'header'));
    expect(inAddress.length).toBeGreaterThan(100);
    const secret = /token|password|secret|^code$|phone|personal/i;
    expect(inAddress.map(({ name }) => name).filter((name) => secret.test(name))).toEqual([]);
  });
});

describe('the repository', () => {
  it('has a tidy root: only names everybody expects', () => {
    const names = readdirSync(repository).filter(
      (name) => !/^\.|^dist-|\.log$/.test(name) && !notOurs.has(name),
    );
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  it('gives a reason for every package it depends on, and for no other', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'));
    const sectionOf = (heading: string): string[] => {
      const [, section = ''] = read('docs/dependencies.md').split(`## ${heading}\n`);
      return [...(section.split('\n## ')[0] ?? '').matchAll(/^- `([^`]+)`: \S/gm)].map(
        ([, name = '']) => name,
      );
    };
    expect(sectionOf('At run time')).toEqual(Object.keys(dependencies).toSorted());
    expect(sectionOf('For development')).toEqual(Object.keys(devDependencies).toSorted());
  });

  it('locks only packages of the public registry, and every package it always installs by its hash', () => {
    type Locked = { resolved?: string; integrity?: string; optional?: boolean };
    const locked: Record<string, Locked> = JSON.parse(read('package-lock.json')).packages;
    const names = Object.keys(locked).filter((name) => name !== '');
    const elsewhere = names.filter(
      (name) => !/^(https:\/\/registry\.npmjs\.org\/|$)/.test(locked[name]?.resolved ?? ''),
    );
    const unhashed = names.filter((name) => !locked[name]?.optional && !locked[name]?.integrity);
    expect({ elsewhere, unhashed }).toEqual({ elsewhere: [], unhashed: [] });
  });

  it('has no comment that switches a check off', () => {
    const suppression = new RegExp(
      ['(oxlint|eslint|oxfmt|prettier)-(disable|ignore)', '@ts-(ignore|nocheck|expect-error)'].join('|'),
    );
    expect(linesThat((line) => suppression.test(line))).toEqual([]);
  });

  it('has no line longer than 120 characters where the formatter cannot break it at 110', () =>
    expect(linesThat((line) => line.length > 120)).toEqual([]));
});
