import { linesOf, reductionOf, type StoryReduction } from './cast.js';
import { apply, clerkOf, fileStock, hold, reviewStock } from './procedures.js';
import { idOf, post, type Scene } from './storyteller.js';

const smallCut = (place: string, serial: number, facility: string): StoryReduction => ({
  place,
  serial,
  unit: '纺织整理',
  facility,
  measure: 'TECHNICAL_PROGRESS',
  formedOn: '2026-09-30',
  permitChangedOn: '2026-10-20',
  amounts: { COD: '6.5', TN: '1.25', VOCs: '4.04' },
});

/** 两区共享的污水处理厂：first-reviewed, and before the water division. */
const sharedWorks: Scene = async (story) => {
  const works: StoryReduction = {
    place: '320508',
    serial: 506,
    unit: '排水公司',
    facility: '城北污水处理厂提标',
    measure: 'TOWN_SEWAGE',
    formedOn: '2026-09-30',
    permitChangedOn: null,
    amounts: { COD: '12', TN: '2.5' },
  };
  const apportionment = [
    { place: '320508', percent: '62.5' },
    { place: '320507', percent: '37.5' },
  ];
  const clerk = clerkOf(works.place);
  const filing = { type: 'FileReduction', data: { ...reductionOf(works), apportionment } };
  const reductionId = idOf(await story.tell('2026-11-18', clerk, filing));
  const claim = { reductionId, lines: linesOf(works.amounts), lateReason: null };
  const depositId = idOf(await story.tell('2026-11-18', clerk, { type: 'FileDeposit', data: claim }));
  const verdict = { depositId, decision: 'PASS', opinion: '两区分摊协议齐全。' };
  const reviewer = post('county-reviewer', works.place);
  await story.tell('2026-11-18', reviewer, { type: 'FirstReviewDeposit', data: verdict });
};

/** Work that waits today, at every desk. */
export const openWork: readonly Scene[] = [
  async (story) =>
    void (await fileStock(story, smallCut('320583', 501, '2#定型机RTO'), { filed: '2026-11-10' })),
  async (story) => {
    const cut = smallCut('320507', 502, '3#印花线');
    const { depositId } = await fileStock(story, cut, { filed: '2026-11-05' });
    await reviewStock(story, { ...cut, depositId }, '2026-11-16');
  },
  async (story) => {
    const late = { ...smallCut('320585', 503, '1#染缸'), permitChangedOn: '2026-09-15' };
    await fileStock(story, late, { filed: '2026-11-12' });
  },
  async (story) => {
    const project = {
      place: '320583',
      serial: 504,
      name: '精密注塑扩建',
      industry: 'C2929',
      type: 'EXPANSION',
      amounts: { VOCs: '0.51' },
    } as const;
    await apply(story, project, '2026-11-17');
  },
  async (story) => {
    const project = {
      place: '320509',
      serial: 505,
      name: '印刷电路板',
      industry: 'C3982',
      type: 'NEW',
      amounts: { COD: '1.2', TN: '0.35' },
    } as const;
    await hold(story, project, { filed: '2026-11-04', reviewed: '2026-11-12' });
  },
  sharedWorks,
];
