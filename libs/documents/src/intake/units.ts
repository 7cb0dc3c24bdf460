/** Units of amounts a year, as powers of ten of a tonne. */
const UNITS: Readonly<Record<string, number>> = {
  t: 0,
  吨: 0,
  kg: -3,
  千克: -3,
  公斤: -3,
  g: -6,
  克: -6,
  mg: -9,
  毫克: -9,
  kt: 3,
  千吨: 3,
  万吨: 4,
};

/** The power of ten of a unit such as `吨/年`, `kg/a`, `万t`; nothing for words that are none. */
export const unitPower = (words: string): number | undefined => {
  const unit = words
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[/每]?(年|a|yr|y)$/i, '')
    .replace(/^万t$/i, '万吨')
    .replace(/^[A-Z]+$/i, (letters) => letters.toLowerCase());
  return UNITS[unit];
};
