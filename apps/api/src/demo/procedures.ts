import { findPlace, mediumOf, type Medium, type Pollutant } from '#kernel';
import {
  applicationOf,
  linesOf,
  reductionOf,
  type Amounts,
  type StoryProject,
  type StoryReduction,
} from './cast.js';
import { idOf, post, type Storyteller } from './storyteller.js';

const CITY = '320500';

/** Who works for a place: its county's bureau, or a park's own where no county stands above it. */
export const bureauOf = (place: string): string => {
  const parent = findPlace(place)?.parent ?? place;
  return place.startsWith('park-') && parent !== CITY ? parent : place;
};
export const clerkOf = (place: string) =>
  post(place.startsWith('park-') ? 'park-clerk' : 'county-clerk', place);

const mediaOf = (amounts: Amounts): readonly Medium[] => [
  ...new Set((Object.keys(amounts) as Pollutant[]).map(mediumOf)),
];
const division = (medium: Medium) => post(medium === 'WATER' ? 'element-water' : 'element-air', CITY);

export interface StoryDays {
  readonly filed: string;
  readonly reviewed: string;
  readonly approved: string;
}

/** 减排量与入库申报. Answers both ids. */
export const fileStock = async (
  story: Storyteller,
  reduction: StoryReduction,
  { filed, amounts = reduction.amounts }: { readonly filed: string; readonly amounts?: Amounts },
): Promise<{ readonly reductionId: string; readonly depositId: string }> => {
  const clerk = clerkOf(reduction.place);
  const reductionId = idOf(
    await story.tell(filed, clerk, { type: 'FileReduction', data: reductionOf(reduction) }),
  );
  const data = { reductionId, lines: linesOf(amounts), lateReason: null };
  return { reductionId, depositId: idOf(await story.tell(filed, clerk, { type: 'FileDeposit', data })) };
};

/** 初审、要素审核. */
export const reviewStock = async (
  story: Storyteller,
  {
    place,
    depositId,
    amounts,
  }: { readonly place: string; readonly depositId: string; readonly amounts: Amounts },
  reviewed: string,
): Promise<void> => {
  const verdict = { depositId, decision: 'PASS', opinion: '材料齐全，核算一致。' };
  await story.tell(reviewed, post('county-reviewer', bureauOf(place)), {
    type: 'FirstReviewDeposit',
    data: verdict,
  });
  for (const medium of mediaOf(amounts)) {
    await story.tell(reviewed, division(medium), {
      type: 'ReviewDepositElement',
      data: { ...verdict, medium },
    });
  }
};

/** From a filed reduction to lots in the pools. */
export const stock = async (
  story: Storyteller,
  reduction: StoryReduction,
  days: StoryDays & { readonly take?: Amounts; readonly documentNo?: string },
): Promise<{ readonly reductionId: string; readonly depositId: string }> => {
  const ids = await fileStock(story, reduction, days);
  await reviewStock(story, { ...reduction, ...ids }, days.reviewed);
  const data = {
    depositId: ids.depositId,
    decision: 'PASS',
    opinion: '联合会审通过。',
    provincialTake: linesOf(days.take ?? {}),
    provincialDocumentNo: days.documentNo ?? null,
  };
  await story.tell(days.approved, post('office', CITY), { type: 'ApproveDeposit', data });
  return ids;
};

/** 出库申报. */
export const apply = async (story: Storyteller, project: StoryProject, filed: string): Promise<string> =>
  idOf(
    await story.tell(filed, clerkOf(project.place), { type: 'FileWithdrawal', data: applicationOf(project) }),
  );

/** 初审占用. */
export const hold = async (
  story: Storyteller,
  project: StoryProject,
  days: Omit<StoryDays, 'approved'>,
): Promise<string> => {
  const id = await apply(story, project, days.filed);
  const reviewer = post('county-reviewer', bureauOf(project.place));
  await story.tell(days.reviewed, reviewer, {
    type: 'FirstReviewWithdrawal',
    data: { id, decision: 'PASS', opinion: '同意占用。' },
  });
  return id;
};

/** From an application to a voucher, on the local pool or, with both divisions' review, on the municipal one. */
export const grant = async (story: Storyteller, project: StoryProject, days: StoryDays): Promise<string> => {
  const id = await hold(story, project, days);
  const municipal = project.pools?.includes(`pool-${CITY}`) ?? false;
  if (municipal) {
    for (const medium of mediaOf(project.amounts)) {
      const data = { id, medium, decision: 'PASS', opinion: '要素审核通过。' };
      await story.tell(days.reviewed, division(medium), { type: 'ReviewWithdrawalElement', data });
    }
  }
  const approver = municipal ? post('office', CITY) : post('county-approver', bureauOf(project.place));
  const data = { id, decision: 'PASS', opinion: '同意出库。', documentNo: null };
  await story.tell(days.approved, approver, { type: 'ApproveWithdrawal', data });
  return id;
};
