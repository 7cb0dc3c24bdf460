import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, REFUSALS } from '#kernel';
import { CODES } from '../../apps/web/src/messages/codes.js';
import { FIELDS } from '../../apps/web/src/messages/fields.js';
import { RULES } from '../../apps/web/src/messages/rules.js';
import { STANDING } from '../../apps/web/src/messages/standing.js';

interface Shape {
  readonly $ref?: string;
  readonly enum?: readonly string[];
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
}
interface Member extends Shape {
  readonly name: string;
}
const SOURCES = join(import.meta.dirname, '../../apps/web/src');
const { bodies, shapes } = JSON.parse(readFileSync(join(SOURCES, 'api/bodies.json'), 'utf8')) as {
  readonly bodies: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, Shape>>;
};

/** Every route that some page's act goes to. */
const routes = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.startsWith('pages/') && path.endsWith('.tsx'))
  .flatMap((path) => [...readFileSync(join(SOURCES, path), 'utf8').matchAll(/route: '(\/api\/v1[^']+)'/g)])
  .map(([, route]) => must(route, 'route'));

const membersOf = (shape: Shape): readonly Member[] => {
  const known = shape.$ref === undefined ? shape : must(shapes[shape.$ref], shape.$ref);
  return Object.entries({ ...known.properties, ...known.items?.properties }).flatMap(([name, member]) => [
    { name, ...member },
    ...membersOf(member),
    ...membersOf(member.items ?? {}),
  ]);
};
const members = [...new Set(routes)].flatMap((route) =>
  bodies[route] === undefined ? [] : membersOf({ $ref: bodies[route] }),
);

describe('the words of forms', () => {
  it('name every member that a form made of the OpenAPI file asks for', () => {
    expect(members.length).toBeGreaterThan(100);
    const unnamed = members.filter(({ name }) => !(`field.${name}` in FIELDS));
    expect([...new Set(unnamed.map(({ name }) => name))]).toEqual([]);
  });

  it('name every code that a form offers', () => {
    const known = new Set(Object.keys({ ...CODES, ...STANDING }).map((key) => key.replace(/^[^.]+\./, '')));
    const codes = members.flatMap((member) => [...(member.enum ?? []), ...(member.items?.enum ?? [])]);
    expect(codes.length).toBeGreaterThan(50);
    const pollutants = ['COD', 'NH3-N', 'TN', 'TP', 'SO2', 'NOx', 'VOCs', 'PM'];
    const unnamed = codes.filter((code) => !known.has(code) && !pollutants.includes(code));
    expect([...new Set(unnamed)]).toEqual([]);
  });

  it('name every rule that a decider may ask', () => {
    // Those of the interface and of accounts are not asked by deciders; the words of their refusals say it all.
    const asked = Object.entries(REFUSALS).filter(
      ([, { article }]) => article !== '接口' && article !== '账户',
    );
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.map(([code]) => code).filter((code) => !(`rule.${code}` in RULES))).toEqual([]);
  });
});
