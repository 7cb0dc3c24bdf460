/**
 * What every write of the interface takes, from the OpenAPI file into the console: its forms are made of it. Words
 * about fields stay behind; the console has its own, in two languages.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { paths, components } = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'));

const KEPT = ['type', 'format', 'enum', 'pattern', 'required', 'minimum', 'maximum', 'maxLength', '$ref'];
const trimmed = (schema) => ({
  ...Object.fromEntries(KEPT.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]]))),
  ...(schema.items && { items: trimmed(schema.items) }),
  ...(schema.properties && {
    properties: Object.fromEntries(
      Object.entries(schema.properties).map(([name, member]) => [name, trimmed(member)]),
    ),
  }),
});

const bodies = Object.entries(paths).flatMap(([route, { post }]) => {
  const schema = post?.requestBody?.content['application/json']?.schema;
  return schema === undefined ? [] : [[route, schema.$ref]];
});
const shapes = Object.entries(components.schemas).map(([name, schema]) => [
  `#/components/schemas/${name}`,
  trimmed(schema),
]);
writeFileSync(
  join(root, 'apps/web/src/api/bodies.json'),
  `${JSON.stringify({ bodies: Object.fromEntries(bodies), shapes: Object.fromEntries(shapes) }, null, 1)}\n`,
);
