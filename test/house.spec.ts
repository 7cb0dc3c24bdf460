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

describe('the repository', () => {
  it('has a tidy root: only names everybody expects', () => {
    const names = readdirSync(repository).filter((name) => !/^\.|\.log$/.test(name) && !notOurs.has(name));
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
