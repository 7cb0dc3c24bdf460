import { PLACES } from '#kernel';
import type { EventStore } from '#libs/event-store';
import { scaled, reductionOf, linesOf, applicationOf, type Amounts, type StoryReduction } from './cast.js';
import { inspectionScene, type Drawing } from './inspection-year.js';
import { openWork } from './open-work.js';
import { parkScenes } from './parks-year.js';
import { clerkOf, fileStock, reviewStock, stock } from './procedures.js';
import { cancelPermit, returnsScenes } from './returns-year.js';
import { standingScenes } from './standing-year.js';
import { post, Storyteller, type Scene } from './storyteller.js';
import { withdrawalScenes } from './withdrawals-year.js';

const CITY = '320500';
const STOCK: Amounts = {
  COD: '180',
  'NH3-N': '18',
  TN: '36',
  TP: '3.6',
  SO2: '90',
  NOx: '140',
  VOCs: '120',
  PM: '60',
};
const PARK_STOCK: Amounts = {
  COD: '40',
  'NH3-N': '4',
  TN: '8',
  TP: '0.8',
  SO2: '20',
  NOx: '30',
  VOCs: '36',
  PM: '12',
};

const UNITS = [
  '印染厂',
  '造纸厂',
  '化工一厂',
  '热电厂',
  '电镀中心',
  '焦化厂',
  '涂料厂',
  '钢铁一厂',
  '水泥厂',
];

/** Every county closes one old works, so every pool of the city holds some of every pollutant. */
const countyStock = (place: string, index: number): StoryReduction => ({
  place,
  serial: 100 + index,
  unit: UNITS[index % UNITS.length] ?? '',
  facility: '全厂关停',
  measure: 'UNIT_CLOSURE',
  formedOn: '2025-12-20',
  permitChangedOn: '2026-01-20',
  amounts: scaled(STOCK, 80 + index * 7),
});

const parkStock = (place: string, index: number): StoryReduction => ({
  place,
  serial: 200 + index,
  unit: `园区集中治理${index + 1}号`,
  facility: '废气废水深度治理',
  measure: 'DEEP_TREATMENT',
  formedOn: '2025-11-30',
  permitChangedOn: '2026-02-10',
  amounts: scaled(PARK_STOCK, 70 + index * 6),
});

const placesOf = (kind: 'COUNTY' | 'PARK'): readonly string[] =>
  PLACES.filter((place) => place.kind === kind).map(({ code }) => code);

const TAKEN = { take: { COD: '20', NOx: '15' }, documentNo: '苏环办〔2026〕12号' };

const stocks: readonly Scene[] = [
  ...placesOf('COUNTY').map((place, index): Scene => async (story) => {
    const days = { filed: '2026-02-12', reviewed: '2026-02-24', approved: '2026-03-06' };
    await stock(story, countyStock(place, index), { ...days, ...(place === '320583' ? TAKEN : {}) });
  }),
  ...placesOf('COUNTY').map((place, index) =>
    cancelPermit({ ...countyStock(place, index), cancelledOn: '2026-01-20', recorded: '2026-01-26' }),
  ),
  ...placesOf('PARK').map((place, index): Scene => async (story) => {
    await stock(story, parkStock(place, index), {
      filed: '2026-03-09',
      reviewed: '2026-03-18',
      approved: '2026-03-27',
    });
  }),
];

const SEWAGE: StoryReduction = {
  place: '320509',
  serial: 301,
  unit: '水务集团',
  facility: '城南污水处理厂扩建',
  measure: 'TOWN_SEWAGE',
  formedOn: '2026-03-31',
  permitChangedOn: null,
  amounts: { COD: '100', 'NH3-N': '12', TN: '20', TP: '2' },
};

/** Task use first, the rest into the pool; the second claim on the same tonnes is refused. */
const sewageWorks: Scene = async (story) => {
  const { reductionId, depositId } = await fileStock(story, SEWAGE, {
    filed: '2026-04-10',
    amounts: { COD: '40', TP: '0.8' },
  });
  const task = {
    reductionId,
    use: 'TASK',
    reference: '苏污防攻坚办〔2026〕8号',
    lines: linesOf({ COD: '60' }),
  };
  await story.tell('2026-04-12', post('office', CITY), { type: 'BookReductionUse', data: task });
  const again = { reductionId, lines: linesOf({ COD: '1' }), lateReason: null };
  await story.beRefused('2026-04-13', clerkOf('320509'), { type: 'FileDeposit', data: again });
  await reviewStock(story, { place: '320509', depositId, amounts: { COD: '40', TP: '0.8' } }, '2026-04-20');
  const pass = {
    depositId,
    decision: 'PASS',
    opinion: '联合会审通过。',
    provincialTake: [],
    provincialDocumentNo: null,
  };
  await story.tell('2026-04-28', post('office', CITY), { type: 'ApproveDeposit', data: pass });
};

/** Two counties claim one cut: the second meets the first and is told whose it is. */
const doubleFiling: Scene = async (story) => {
  const copied = reductionOf(countyStock('320583', 7)) as { readonly place: string };
  await story.beRefused('2026-05-06', clerkOf('320585'), {
    type: 'FileReduction',
    data: { ...copied, place: '320585' },
  });
};

/** What the rules refuse in this year: too much at once, an upper pool after two missed verdicts, a closed place. */
const refused: readonly Scene[] = [
  async (story) => {
    const giant = {
      place: '320506',
      serial: 406,
      name: '大型炼化',
      industry: 'C2511',
      type: 'NEW',
      pools: ['pool-320506'],
      amounts: { SO2: '900' },
    } as const;
    await story.beRefused('2026-08-20', clerkOf('320506'), {
      type: 'FileWithdrawal',
      data: applicationOf(giant),
    });
  },
  async (story) => {
    const upper = {
      place: '320582',
      serial: 407,
      name: '冶金扩建',
      industry: 'C3120',
      type: 'EXPANSION',
      pools: ['pool-320500'],
      amounts: { PM: '3' },
    } as const;
    await story.beRefused('2026-09-02', clerkOf('320582'), {
      type: 'FileWithdrawal',
      data: applicationOf(upper),
    });
  },
  async (story) => {
    const closed = {
      place: '320581',
      serial: 408,
      name: '汽车零部件喷涂',
      industry: 'C3670',
      type: 'NEW',
      amounts: { VOCs: '0.5' },
    } as const;
    await story.beRefused('2026-10-12', clerkOf('320581'), {
      type: 'FileWithdrawal',
      data: applicationOf(closed),
    });
  },
];

/**
 * 示例城市的一年：a believable year of Suzhou, told by commands that pass through the same rules as everybody's.
 * `drawing` names the checkpoint that chooses what an inspection looks at; without it that sample is not drawn.
 */
export const tellDemoYear = (store: EventStore, drawing?: Drawing): Promise<void> =>
  new Storyteller(store).play([
    ...standingScenes(),
    ...parkScenes,
    ...stocks,
    ...withdrawalScenes,
    ...returnsScenes(store),
    sewageWorks,
    doubleFiling,
    ...refused,
    ...openWork,
    inspectionScene(drawing),
  ]);
