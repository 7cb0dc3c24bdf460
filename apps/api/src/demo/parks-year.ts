import { lineage, PLACES } from '#kernel';
import { linesOf, scaled, type Amounts } from './cast.js';
import { post, type Act, type Scene } from './storyteller.js';

const OFFICE = post('office', '320500');
const PROVINCE = post('province', '320000');
const PARKS = PLACES.filter(({ kind }) => kind === 'PARK').map(({ code }) => code);

const act = (type: string, park: string, data: object): Act => ({
  type,
  name: `${park}-${type}`,
  data: { park, ...data },
});

/** 园区年度目标：set by the office, issued once the province consents (第十五条). */
const setTargets =
  (park: string): Scene =>
  async (story) => {
    const target = { medium: 'AIR', indicator: 'PM2.5', value: '30', unit: 'μg/m³', betterWhen: 'LOWER' };
    const setting = { year: 2026, targets: [target] };
    await story.tell('2026-02-06', OFFICE, act('SetParkTarget', park, setting));
    const consent = { year: 2026, documentNo: '苏环函〔2026〕21号' };
    await story.tell('2026-02-13', PROVINCE, act('ConsentParkTarget', park, consent));
  };

const ALLOWED: Amounts = { COD: '60', 'NH3-N': '6', NOx: '45', VOCs: '40' };
/** Parks that stayed below their total in 2025, in per cent of it; the others used all of it and earned nothing. */
const SAVED: Readonly<Record<string, number>> = {
  'park-hushuguan': 98,
  'park-wuzhong-dev': 97,
  'park-sip': 99,
};
/** Its figures were settled late, so its award still waits for the province. */
const LATE = 'park-sip';

/** 允许与实际排放总量 of 2025 (第十六条), and for who stayed below an award, confirmed by the province (第十八条). */
const judgeTotals =
  (park: string, index: number): Scene =>
  async (story) => {
    const of = { year: 2025 };
    const allowed = scaled(ALLOWED, 80 + index * 5);
    const granted = { ...of, lines: linesOf(allowed), basis: '园区排放总量报告（2025年度）' };
    await story.tell('2026-02-20', OFFICE, act('SetParkAllowed', park, granted));
    const emitted = linesOf(scaled(allowed, SAVED[park] ?? 100));
    const measured = { ...of, lines: emitted, basis: '2025年有效监测数据核算' };
    const days = park === LATE ? ['2026-11-03', '2026-11-09'] : ['2026-03-05', '2026-03-12'];
    const [settled = '', computed = ''] = days;
    await story.tell(settled, OFFICE, act('SetParkActual', park, measured));
    if (!Object.hasOwn(SAVED, park)) return;
    await story.tell(computed, OFFICE, act('ComputeAward', park, of));
    if (park === LATE) return;
    const confirmation = { ...of, documentNo: '苏环函〔2026〕45号' };
    await story.tell('2026-03-27', PROVINCE, act('ConfirmAward', park, confirmation));
  };

/** Parks whose county missed the year were no better: nobody reckons an award for them. */
const PASSED = PARKS.filter((park) => lineage(park).every(({ code }) => code !== '320582'));

/** 限值限量园区的一年：targets of this year, totals and awards of the last. */
export const parkScenes: readonly Scene[] = [...PARKS.map(setTargets), ...PASSED.map(judgeTotals)];
