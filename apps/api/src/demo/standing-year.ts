import { lineage, PLACES } from '#kernel';
import { idOf, post, type Act, type Scene } from './storyteller.js';

const CITY = '320500';
const COUNTIES = PLACES.filter(({ kind }) => kind === 'COUNTY').map(({ code }) => code);
const JUDGED = PLACES.filter(({ kind }) => kind === 'COUNTY' || kind === 'PARK').map(({ code }) => code);
const liesIn = (place: string, county: string): boolean => lineage(place).some(({ code }) => code === county);

const MET = { quality: { water: 'MET', air: 'MET' }, taskDone: true, improvement: null };
const MISSED = { quality: { water: 'MISSED', air: 'MISSED' }, taskDone: false, improvement: null };
/** The county that missed its year, and its parks with it. */
const MISSING = '320582';

/** 2025 年度考核：drafted in January, published by the leading group. */
const judge =
  (place: string): Scene =>
  async (story) => {
    const inTrouble =
      place.startsWith('park-') && [MISSING, TROUBLED].some((county) => liesIn(place, county));
    const act = (type: string, data: object): Act =>
      inTrouble ? { type, data, name: `${place}-${type}` } : { type, data };
    const draft = { place, year: 2025, ...(liesIn(place, MISSING) ? MISSED : MET) };
    const { id } = await story.tell('2026-01-20', post('monitoring', CITY), act('RecordAssessment', draft));
    const decision = { id, place, decisionNo: '苏总量领〔2026〕1号' };
    const publication = act('PublishAssessment', decision);
    await story.tell('2026-01-28', post('leading-group', CITY), publication);
  };

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'];
/** Winter is worse than summer; in tenths of a microgram, so that the story needs no fractions. */
const SEASON = [420, 380, 330, 290, 250, 220, 200, 210, 230, 280];

const inMicrograms = (tenths: number): string => `${Math.floor(tenths / 10)}.${tenths % 10}`;

/** The readings that show what is wrong in 常熟市: over its target in August and September. */
const TROUBLED = '320581';
const BAD_MONTHS = ['2026-08', '2026-09'];
const OVER = 130;

/** PM2.5 月度监测；each month's reading comes on the eighth of the next. Bad ones are handed to `onBad`. */
const measure =
  (place: string, index: number, onBad: (readingId: string) => void): Scene =>
  async (story) => {
    for (const [past, typical] of SEASON.entries()) {
      const month = `2026-${MONTHS[past]}`;
      const bad = place === TROUBLED && BAD_MONTHS.includes(month);
      const data = {
        place,
        month,
        medium: 'AIR',
        indicator: 'PM2.5',
        value: inMicrograms(typical - 20 + index * 3 + (bad ? OVER : 0)),
        unit: 'μg/m³',
        target: inMicrograms(typical + 20),
        lastYear: inMicrograms(typical + 8 + index * 2),
        valid: true,
      };
      const day = `2026-${String(past + 2).padStart(2, '0')}-08`;
      const reading = await story.tell(day, post('monitoring', CITY), { type: 'RecordReading', data });
      if (bad) onBad(idOf(reading));
    }
  };

/** A bad month, a second one foretold by daily figures, a proposal with the reading, an order from the lead. */
const suspend =
  (readingIds: readonly string[]): Scene =>
  async (story) => {
    await story.until('2026-09-24');
    const data = {
      place: TROUBLED,
      acts: ['WITHDRAW_PROVINCIAL', 'WITHDRAW_MUNICIPAL', 'WITHDRAW_LOCAL', 'CROSS_COUNTY_PURCHASE'],
      effectiveFrom: '2026-10-01',
      reason: '8月 PM2.5 超过目标且同比变差，9月以来持续超标。',
      readingIds: [...readingIds],
      orderNo: '苏环暂〔2026〕2号',
    };
    const { id } = await story.tell('2026-09-24', post('monitoring', CITY), {
      type: 'ProposeSuspension',
      data,
    });
    const order = { type: 'OrderSuspension', data: { id, place: TROUBLED, orderNo: '苏环暂〔2026〕2号' } };
    await story.tell('2026-09-28', post('bureau-lead', CITY), order);
  };

/** What the city's monitors, leading group and lead did in this year. */
export const standingScenes = (): readonly Scene[] => {
  const badReadings: string[] = [];
  return [
    ...JUDGED.map(judge),
    ...COUNTIES.map((place, index) => measure(place, index, (readingId) => badReadings.push(readingId))),
    suspend(badReadings),
  ];
};
