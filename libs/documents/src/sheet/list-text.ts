/** Between the values of a list that stands in one cell. */
export const BETWEEN = '；';
/** What people write between them. */
const SEPARATORS = '；;、\n';
const QUOTE = '"';

const isPlain = (item: string): boolean =>
  !item.includes(QUOTE) &&
  item.trim() === item &&
  Array.from(SEPARATORS).every((sign) => !item.includes(sign));

/** A list as a cell holds it; an item that could be taken for several stands in quotes, its own quotes doubled. */
export const listText = (items: readonly string[]): string =>
  items
    .map((item) => (isPlain(item) ? item : `${QUOTE}${item.replaceAll(QUOTE, QUOTE + QUOTE)}${QUOTE}`))
    .join(BETWEEN);

const QUOTED = /^\s*"((?:[^"]|"")*)"\s*(?=[；;、\n]|$)/u;
const BARE = /^[^；;、\n]*/u;

/** The items of a cell, quoted or not, whichever sign people put between them. */
export const listItems = (text: string): readonly string[] => {
  const items: string[] = [];
  let rest = text;
  for (;;) {
    const quoted = QUOTED.exec(rest);
    const [whole] = quoted ?? BARE.exec(rest) ?? [''];
    items.push(quoted ? (quoted[1] ?? '').replaceAll(QUOTE + QUOTE, QUOTE) : whole.trim());
    if (whole.length >= rest.length) return items;
    rest = rest.slice(whole.length + 1);
  }
};
