/**
 * What `of` gives for each item, in one list. For what every decision does: `flatMap` says the same and takes ten times
 * as long.
 */
export const collect = <Item, One>(
  items: readonly Item[],
  of: (item: Item) => One | readonly One[],
): readonly One[] => {
  const all: One[] = [];
  for (const item of items) {
    const given = of(item);
    if (!isList(given)) all.push(given);
    else for (const one of given) all.push(one);
  }
  return all;
};

/** `Array.isArray` forgets that a list may be read-only. */
const isList = <One>(given: One | readonly One[]): given is readonly One[] => Array.isArray(given);
