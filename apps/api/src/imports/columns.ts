import { PLACES, pollutantFacts, POLLUTANTS } from '#kernel';
import { headerOf, type IntakeColumn } from '#libs/documents';

type More = Partial<Omit<IntakeColumn, 'key' | 'kind' | 'example'>>;
type Rest = Omit<IntakeColumn, 'key' | 'header'> & { readonly header?: string };

/** A column named as the same column is in every list that goes out. */
const column = (key: string, rest: Rest): IntakeColumn => ({ key, header: headerOf(key, null), ...rest });

export const text = (key: string, example: string, more: More = {}): IntakeColumn =>
  column(key, { kind: 'TEXT', example, ...more });
export const list = (key: string, example: string, more: More = {}): IntakeColumn =>
  column(key, { kind: 'LIST', example, ...more });
export const day = (key: string, more: More = {}): IntakeColumn =>
  column(key, { kind: 'DATE', example: '2026-03-31', ...more });
export const flag = (key: string, more: More = {}): IntakeColumn =>
  column(key, { kind: 'FLAG', example: '是', ...more });
/** A figure in a unit of its own. */
export const figure = (key: string, example: string, more: More = {}): IntakeColumn =>
  column(key, { kind: 'AMOUNT', example, unit: null, ...more });
export const choice = (
  key: string,
  choices: Readonly<Record<string, string>>,
  more: More = {},
): IntakeColumn =>
  column(key, { kind: 'CHOICE', example: Object.values(choices)[0] ?? '', choices, ...more });

const PLACE_NAMES = Object.fromEntries(PLACES.map(({ code, name }) => [code, name]));
export const place = (key: string, more: More = {}): IntakeColumn => ({
  ...choice(key, PLACE_NAMES, {
    synonyms: ['属地', '行政区划', '县区', '所在地'],
    hint: '填名称或代码',
    ...more,
  }),
  example: '昆山市',
});

const UNIT = '吨/年';
/** An amount of each pollutant, side by side; `main` also goes by the pollutant's bare name. */
export const amounts = (lines: string, member: string, { main = false } = {}): readonly IntakeColumn[] =>
  POLLUTANTS.map((pollutant) => {
    const key = `${lines}.${pollutant}.${member}`;
    const header = headerOf(key, UNIT);
    const { zh } = pollutantFacts(pollutant);
    const short = header.replace(zh, '').replace(`（${UNIT}）`, '').trim();
    const names = [`${pollutant} ${short}`, `${pollutant}${short}（${UNIT}）`];
    return column(key, {
      kind: 'AMOUNT',
      example: '3.26434',
      header,
      synonyms: main ? [...names, pollutant, zh] : names,
      hint: '吨/年，最多九位小数；表头或单元格可注明 kg、万吨',
    });
  });
