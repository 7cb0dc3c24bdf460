import type { paths } from './schema.js';

/** Routes of the interface that can be read, as the committed OpenAPI file names them. */
export type ReadRoute = {
  [P in keyof paths]: paths[P] extends { readonly get: object } ? P : never;
}[keyof paths];

/** Routes that can be written to. */
export type WriteRoute = {
  [P in keyof paths]: paths[P] extends { readonly post: object } ? P : never;
}[keyof paths];

/** What a write to this route takes. */
export type BodyOf<P extends WriteRoute> = paths[P] extends {
  readonly post: { readonly requestBody: { readonly content: { readonly 'application/json': infer B } } };
}
  ? B
  : Record<string, never>;

export type Query = Readonly<Record<string, string | number | undefined>>;

/** What fills the placeholders of a route, and what is asked of it. */
export interface Address {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Query;
}

/** The address on the wire: `{id}` filled in, empty questions left out. */
export const addressOf = (route: string, { path = {}, query = {} }: Address = {}): string => {
  const filled = route.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return asked.length === 0 ? filled : `${filled}?${new URLSearchParams(asked).toString()}`;
};
