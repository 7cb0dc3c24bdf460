/** Which pools may serve a demand, and which of their lots do (第六条、第八条). */
import { tierStanding } from './barring.js';
import type { Books, Draw, Need, Part, TradeDraw } from './books.js';
import type { Wish } from './demand.js';
import { Grounds } from './orders.js';
import { least, mg, t, tierOf, total, upwards } from './plain.js';

const heldOf = (books: Books, part: Part): bigint => books.figures(part).available;

/** A pool that may serve a project. */
interface Source {
  readonly pool: string;
  readonly tier: string;
  readonly own: boolean;
  readonly standing: Grounds;
  /** A42: how much of a line a municipal pool may give. */
  readonly most: (required: bigint) => bigint;
}

const mostOf = (books: Books, { data, at }: Wish): Source['most'] => {
  const table = books.policy<{ improvement: string; share: number }[]>('improvement.cap', at);
  if (table.length === 0) return (required) => required;
  const figure = books.countingVerdict(data.project.place, at)?.improvement?.replace(/\s*%$/, '') ?? '';
  const reached = /^(0|[1-9]\d{0,11})(\.\d{1,9})?$/.test(figure) ? mg(figure) : -1n;
  const shares = table.filter((row) => reached >= mg(row.improvement)).map(({ share }) => share);
  return (required) => (required * BigInt(Math.max(0, ...shares))) / 100n;
};

/** 第六条、第八条: own pool, for a park its county's (A9), then up (A24). */
const sourcesOf = (books: Books, wish: Wish): readonly Source[] => {
  const { place } = wish.data.project;
  const county = books.policy('park.useOfCountyPool', wish.at) === 'OWN_THEN_COUNTY';
  const up = books.policy('draw.order', wish.at) === 'OWN_MUNICIPAL_PROVINCIAL';
  return upwards(place).flatMap((one) => {
    const own = tierOf(one) === tierOf(place);
    if (one !== place && !(own ? county : up)) return [];
    const tier = tierOf(one);
    const limited = tier === 'MUNICIPAL' && !own;
    const most = limited ? mostOf(books, wish) : (required: bigint): bigint => required;
    return [{ pool: `pool-${one}`, tier, own, standing: tierStanding(books, wish, { tier }), most }];
  });
};

/** A25: whose turn a lot is, or never. */
const turnOf = (part: Part, sei: boolean, earmark: string): number | null => {
  if (earmark === 'NONE') return 0;
  if (sei) return part.earmarked ? 0 : 1;
  if (!part.earmarked) return 0;
  return earmark === 'SOFT' ? 1 : null;
};
/** A24: by turn, oldest vintage first, then in order of credit. */
const lotsFor = (books: Books, wish: Wish, asked: { pool: string; pollutant: string }): readonly Part[] => {
  const earmark = books.policy('earmark', wish.at);
  const turn = (part: Part): number | null => turnOf(part, wish.data.project.sei !== null, earmark);
  return books.parts
    .filter((part) => part.pool === asked.pool && part.pollutant === asked.pollutant && turn(part) !== null)
    .toSorted((a, b) => (turn(a) ?? 0) - (turn(b) ?? 0) || a.vintage - b.vintage);
};

interface Plan {
  readonly need: Need;
  readonly draws: readonly Draw[];
  readonly missing: bigint;
}
const planOf = (books: Books, wish: Wish, sources: readonly Source[]): readonly Plan[] =>
  wish.needs.map((need) => {
    const { pollutant, required } = need;
    const draws: Draw[] = [];
    let missing = required;
    for (const { pool, most } of sources) {
      let open = least(missing, most(required));
      for (const part of lotsFor(books, wish, { pool, pollutant })) {
        // What came in after the withdrawal takes effect is not there yet.
        if (part.arrivals.some((moment) => moment > wish.at)) continue;
        const amount = least(open, heldOf(books, part));
        if (amount > 0n) draws.push({ pool, lot: part.lot, pollutant, amount, retired: 0n });
        open -= amount;
        missing -= amount;
      }
    }
    return { need, draws, missing };
  });

export interface Provision {
  readonly grounds: Grounds;
  readonly draws: readonly Draw[];
  readonly bought: readonly TradeDraw[];
  readonly missing: readonly { readonly pollutant: string; readonly shortfall: string }[];
  readonly sources: readonly Source[];
}
export const missingOf = (plans: readonly { need: Need; missing: bigint }[]): Provision['missing'] =>
  plans
    .filter(({ missing }) => missing > 0n)
    .map(({ need: { pollutant, required }, missing }) => ({
      pollutant,
      required: t(required),
      shortfall: t(missing),
    }));

/** Of what is drawn for a pollutant the first E is the unit's, the rest is retired (A22). */
export const settled = (draws: readonly Draw[], needs: readonly Need[]): readonly Draw[] => {
  const left = new Map(needs.map((need) => [need.pollutant, least(need.increment, need.required)]));
  return draws.map((draw) => {
    const used = least(draw.amount, left.get(draw.pollutant) ?? 0n);
    left.set(draw.pollutant, (left.get(draw.pollutant) ?? 0n) - used);
    return { ...draw, retired: draw.amount - used };
  });
};

/** 第八条 path B: a pool that is closed counts only where the demand is not met without it. */
export const fromPools = (books: Books, wish: Wish): Provision => {
  const named = [...new Set(wish.data.pools)];
  const all = sourcesOf(books, wish);
  const sources =
    named.length === 0 ? all : named.flatMap((pool) => all.find((one) => one.pool === pool) ?? []);
  const closed = (one: Source): boolean => one.standing.failed.length > 0;
  const wanted = (one: Source): boolean =>
    one.own || named.includes(one.pool) || !(closed(one) || one.standing.isOpen);
  const withoutClosed = sources.filter((one) => wanted(one) || !closed(one));
  const suffices = planOf(books, wish, withoutClosed).every(({ missing }) => missing === 0n);
  const tried = suffices ? withoutClosed : sources;
  const plans = planOf(books, wish, tried);
  const gives = ({ pool }: Source): boolean =>
    plans.some(({ draws }) => draws.some((draw) => draw.pool === pool));
  const needed = tried.filter((one) => wanted(one) || gives(one));
  const grounds = new Grounds();
  for (const pool of wish.data.pools)
    grounds.ask(
      all.some((one) => one.pool === pool),
      'POOL_NOT_OPEN_TO_PLACE',
    );
  for (const tier of new Set(sources.map((one) => one.tier))) {
    const one = needed.find((source) => source.tier === tier);
    if (one) grounds.add(one.standing);
  }
  for (const { pool, most } of needed) {
    for (const { need, missing } of plans) {
      const held = total(
        lotsFor(books, wish, { pool, pollutant: need.pollutant }).map((part) => heldOf(books, part)),
      );
      const limit = most(need.required);
      grounds.ask(limit === need.required || missing === 0n || held <= limit, 'IMPROVEMENT_SHARE');
    }
  }
  for (const { missing } of plans) grounds.ask(missing === 0n, 'INSUFFICIENT_QUOTA');
  const whole = plans.flatMap(({ draws }) => draws);
  const onlyE = books.policy('multiplier.accounting', wish.at) === 'INCREMENT';
  const taken = settled(whole, wish.needs).map((draw) => ({
    ...draw,
    amount: draw.amount - draw.retired,
    retired: 0n,
  }));
  const draws = onlyE ? taken.filter(({ amount }) => amount > 0n) : whole;
  return { grounds, draws, bought: [], missing: missingOf(plans), sources };
};
