/** What stands against a place: orders, verdicts, borders (第九条、第十条). */
import { isTold } from './asking.js';
import type { Books } from './books.js';
import { pollutantsOf, type Wish } from './demand.js';
import { Grounds } from './orders.js';
import { countyOf, kindOf, mediumOf, tierOf, TIERS } from './plain.js';

/** 第九条、第十条: what stands against an act of a place; own quota is never barred by a verdict (A1, A2). */
const standing = (books: Books, place: string, asking: StandingAsked): Grounds => {
  const { act, own, pollutants, at, rulingNo, suspendedAt = at } = asking;
  const suspended = books.isSuspended(place, act, { at: suspendedAt, policyAt: at, pollutants });
  const grounds = new Grounds().ask(!suspended, 'SUSPENDED');
  if (own) return grounds;
  const verdict = books.countingVerdict(place, at);
  if (verdict === undefined) return grounds.ask(false, 'ANNUAL_LINKAGE');
  const { quality, taskDone } = verdict;
  const same = books.policy('linkage.media', at) === 'SAME_MEDIUM';
  const media = same ? pollutants.map(mediumOf) : ['WATER', 'AIR'];
  const met = media.every((one) => (one === 'WATER' ? quality.water : quality.air) === 'MET');
  if (met === taskDone) return grounds.ask(met, 'ANNUAL_LINKAGE');
  const policy = books.policy('annualLinkage.exactlyOneMet', at);
  if (policy === 'ALLOW' || (policy === 'CASE_BY_CASE' && isTold(rulingNo))) return grounds;
  return policy === 'CASE_BY_CASE' ? grounds.open('ANNUAL_LINKAGE') : grounds.ask(false, 'ANNUAL_LINKAGE');
};
interface StandingAsked {
  readonly act: string;
  readonly own: boolean;
  readonly pollutants: readonly string[];
  readonly at: string;
  readonly rulingNo: string | null;
  readonly suspendedAt?: string;
}

export const tierStanding = (
  books: Books,
  wish: Wish,
  asked: { tier: string; suspendedAt?: string },
): Grounds => {
  const { place } = wish.data.project;
  const pollutants = pollutantsOf(wish);
  if (pollutants.length === 0) return new Grounds();
  return standing(books, place, {
    act: `WITHDRAW_${asked.tier}`,
    own: TIERS.indexOf(asked.tier) >= TIERS.indexOf(tierOf(place)),
    pollutants,
    at: wish.at,
    rulingNo: wish.data.rulingNo,
    ...(asked.suspendedAt === undefined ? {} : { suspendedAt: asked.suspendedAt }),
  });
};

/** 第九条、第十条, A38: asked only where a purchase crosses a border. */
export const crossing = (
  books: Books,
  { buyer, seller }: { buyer: string; seller: string | null },
  asking: Omit<StandingAsked, 'act' | 'own'>,
): Grounds => {
  const parks = kindOf(buyer) === 'PARK' && seller !== null && kindOf(seller) === 'PARK' && buyer !== seller;
  const crosses =
    seller === null ||
    countyOf(buyer) !== countyOf(seller) ||
    (parks && books.policy('crossRegion', asking.at) === 'COUNTY_AND_PARK');
  return crosses
    ? standing(books, buyer, { ...asking, act: 'CROSS_COUNTY_PURCHASE', own: false })
    : new Grounds();
};
