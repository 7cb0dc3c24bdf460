import { attribute, readXml } from './xml-reader.js';

/** Number formats of ECMA-376 that show a date, those of Chinese among them. */
const isDateFormat = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** A format of a file's own that has years, months or days outside of quotes and brackets. */
const showsDate = (format: string): boolean => /[ymd]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

/** Which cell styles show a number as a date. */
export const dateStyles = (xml: string | undefined): ReadonlySet<number> => {
  const own = new Map<number, boolean>();
  const dates = new Set<number>();
  let [inCells, style] = [false, 0];
  readXml(xml ?? '', {
    open: (name, attributes) => {
      const format = Number(attribute(attributes, 'numFmtId') ?? 0);
      if (name === 'numFmt') own.set(format, showsDate(attribute(attributes, 'formatCode') ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      if (own.get(format) ?? isDateFormat(format)) dates.add(style);
      style += 1;
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
    text: () => undefined,
  });
  return dates;
};
