/**
 * The properties of `base`, then those it has not. For what every decision does: `{ ...base, ...more }` takes five
 * times as long where it adds some.
 */
export const extend = <Base extends object, More extends object>(base: Base, more: More): Base & More =>
  Object.assign({}, base, more);
