import {
  inPlace,
  isTold,
  otherHands,
  texts,
  today,
  type Books,
  type Draw,
  type Handler,
  type Need,
  type Part,
  type Trade,
  type TradeDraw,
  type Withdrawal,
} from './books.js';
import {
  found,
  Grounds,
  impossible,
  type Answer,
  type Data,
  type Line,
  type Order,
  type Project,
} from './orders.js';
import {
  countyOf,
  dayOf,
  daysOn,
  kindOf,
  least,
  mediumOf,
  mg,
  monthsOn,
  nightOf,
  PARENT,
  t,
  tierOf,
  total,
  upwards,
  within,
  yearOf,
} from './plain.js';

const TIERS = ['PROVINCIAL', 'MUNICIPAL', 'LOCAL'];
const placeOf = (pool: string): string => pool.slice('pool-'.length);
const heldOf = (books: Books, part: Part): bigint => books.figures(part).available;

/** One wish at one moment: what is needed, for whom, under the policies of that moment. */
interface Wish {
  readonly data: Data;
  readonly needs: readonly Need[];
  readonly tradeVouchers: readonly string[];
  /** When it takes effect. */
  readonly at: string;
}

/** 第七条: what a line needs (A14 to A23). */
const needOf = (
  books: Books,
  { data, at }: { data: Data; at: string },
  line: Line,
): Need & { computed: bigint } => {
  const { project, path } = data;
  const { pollutant, components, baseline } = line;
  const organisedOnly = components !== null && books.policy('demand.scope', at) === 'ORGANISED_ONLY';
  const computed = mg(organisedOnly ? components.organised : line.postDischarge) - mg(baseline.amount);
  const increment = computed > 0n ? computed : 0n;
  const favoured =
    project.sei !== null &&
    books.policy<string[]>('sei.pollutants', at).includes(pollutant) &&
    books.policy<string[]>('sei.projectTypes', at).includes(project.type);
  const plain = path === 'TRADE' && books.policy('multiplier.onTrades', at) === 'NO';
  const ratio = plain ? '1' : favoured ? '1.1' : '2';
  const exempt = books.policy<string[]>('demand.exempt', at).includes(project.exemptKind ?? '');
  const waived = exempt || increment <= mg(books.policy('demand.deMinimis', at));
  const k = { '1': [1n, 1n], '1.1': [11n, 10n], '2': [2n, 1n] } as const;
  return {
    pollutant,
    computed,
    increment,
    ratio,
    required: waived ? 0n : books.rules.required(increment, k[ratio]),
  };
};

/** Figures of a demand that contradict each other or want a document (A17, A19). */
const stated = (books: Books, asking: { data: Data; at: string }, lines: readonly Line[]): Grounds => {
  const grounds = new Grounds();
  for (const { baseline } of lines)
    grounds.ask(baseline.basis !== 'NONE' || mg(baseline.amount) === 0n, 'BASELINE_NOT_ALLOWED');
  for (const { components, postDischarge } of lines) {
    const sum = components && mg(components.organised) + mg(components.fugitive);
    grounds.ask(sum === null || sum === mg(postDischarge), 'COMPONENT_SUM_MISMATCH');
  }
  for (const line of lines) {
    const same =
      line.statedIncrement === null || mg(line.statedIncrement) === needOf(books, asking, line).computed;
    grounds.ask(same, 'STATED_INCREMENT_MISMATCH');
  }
  const anyStated = books.policy('demand.baseline', asking.at) === 'ANY_STATED';
  for (const { baseline } of lines) {
    const unrecorded = baseline.basis === 'REACCOUNTED' && baseline.recordNo === null;
    grounds.ask(!unrecorded || anyStated, 'BASELINE_RECORD_REQUIRED');
  }
  return grounds;
};

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

const pollutantsOf = ({ needs }: Pick<Wish, 'needs'>): readonly string[] =>
  needs.filter(({ required }) => required > 0n).map(({ pollutant }) => pollutant);

const tierStanding = (books: Books, wish: Wish, asked: { tier: string; suspendedAt?: string }): Grounds => {
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
const crossing = (
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

interface Provision {
  readonly grounds: Grounds;
  readonly draws: readonly Draw[];
  readonly bought: readonly TradeDraw[];
  readonly missing: readonly { readonly pollutant: string; readonly shortfall: string }[];
  readonly sources: readonly Source[];
}
const missingOf = (plans: readonly { need: Need; missing: bigint }[]): Provision['missing'] =>
  plans
    .filter(({ missing }) => missing > 0n)
    .map(({ need: { pollutant, required }, missing }) => ({
      pollutant,
      required: t(required),
      shortfall: t(missing),
    }));

/** Of what is drawn for a pollutant the first E is the unit's, the rest is retired (A22). */
const settled = (draws: readonly Draw[], needs: readonly Need[]): readonly Draw[] => {
  const left = new Map(needs.map((need) => [need.pollutant, least(need.increment, need.required)]));
  return draws.map((draw) => {
    const used = least(draw.amount, left.get(draw.pollutant) ?? 0n);
    left.set(draw.pollutant, (left.get(draw.pollutant) ?? 0n) - used);
    return { ...draw, retired: draw.amount - used };
  });
};

/** 第八条 path B: a pool that is closed counts only where the demand is not met without it. */
const fromPools = (books: Books, wish: Wish): Provision => {
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

/** 第八条 path A: the purchases a demand may rest on, and what stands against those it names. */
const purchases = (books: Books, wish: Wish): { grounds: Grounds; usable: readonly Trade[] } => {
  const { project, rulingNo } = wish.data;
  const day = dayOf(wish.at);
  const perpetual = books.policy('tradeTerm', wish.at) === 'PERPETUAL';
  const runs = ({ validUntil }: Trade): boolean => perpetual || validUntil === null || day <= validUntil;
  const bought = ({ data }: Trade): boolean => data.buyerUscc === project.uscc;
  const grounds = new Grounds();
  const named = [...new Set(wish.tradeVouchers)].map((tradeNo) =>
    books.trades.find((one) => one.tradeNo === tradeNo),
  );
  for (const trade of named) {
    grounds.ask(trade !== undefined, 'TRADE_VOUCHER_UNKNOWN');
    if (trade) grounds.ask(bought(trade), 'TRADE_OF_ANOTHER_UNIT').ask(runs(trade), 'TRADE_TERM_ENDED');
  }
  const own = books.trades.filter(({ data }) => data.place === project.place);
  const candidates = named.length > 0 ? named : own;
  const usable = candidates.flatMap((trade) => (trade && bought(trade) && runs(trade) ? [trade] : []));
  const pollutants = pollutantsOf(wish);
  if (pollutants.length > 0)
    for (const seller of new Set(usable.map(({ sellerPlace }) => sellerPlace)))
      grounds.add(crossing(books, { buyer: project.place, seller }, { pollutants, at: wish.at, rulingNo }));
  return { grounds, usable };
};

const fromTrades = (books: Books, wish: Wish): Provision => {
  const { grounds, usable } = purchases(books, wish);
  const plans = wish.needs.map((need) => {
    let missing = need.required;
    const draws = usable.map((trade) => {
      const amount = least(books.leftOfTrade(trade, need.pollutant), missing);
      missing -= amount;
      return { tradeNo: trade.tradeNo, pollutant: need.pollutant, amount };
    });
    return { need, missing, draws: draws.filter(({ amount }) => amount > 0n) };
  });
  for (const { missing } of plans) grounds.ask(missing === 0n, 'INSUFFICIENT_QUOTA');
  return {
    grounds,
    draws: [],
    bought: plans.flatMap(({ draws }) => draws),
    missing: missingOf(plans),
    sources: [],
  };
};
const provide = (books: Books, wish: Wish): Provision =>
  wish.data.path === 'TRADE' ? fromTrades(books, wish) : fromPools(books, wish);

const tiersOf = ({ draws }: Withdrawal): readonly string[] =>
  TIERS.filter((tier) => draws.some(({ pool }) => tierOf(placeOf(pool)) === tier));
const finalTier = (file: Withdrawal): string => tiersOf(file)[0] ?? tierOf(file.project.place);

const needText = ({ pollutant, increment, ratio, required }: Need): Answer => ({
  pollutant,
  increment: t(increment),
  ratio,
  required: t(required),
});
const provisionAnswer = ({ draws, bought, missing, sources }: Provision): Answer => ({
  plan: texts(draws.map(({ pool, lot: lotId, pollutant, amount }) => ({ pool, lotId, pollutant, amount }))),
  trades: texts(bought),
  shortfall: missing,
  pools: sources.map((one) => {
    const closedBy = one.standing.failed.length > 0 || one.standing.isOpen;
    return { pool: one.pool, tier: one.tier, open: !closedBy };
  }),
});
const fileAnswer = (file: Withdrawal): Answer => ({
  id: file.id,
  status: file.status,
  lines: file.needs.map(needText),
  tradeVouchers: file.tradeVouchers,
  effectiveOn: file.effectiveOn,
  draws: file.draws.map(({ pool, lot: lotId, pollutant, amount, retired }) => ({
    pool,
    lotId,
    pollutant,
    amount: t(amount),
    ...(file.voucher === null ? {} : { retired: t(retired) }),
  })),
  expiresOn: file.expiresOn,
  finalTier: finalTier(file),
  voucher: file.voucher,
  backingVoided: file.backingVoided,
});

/** An application for a past day takes effect at the end of that day. */
const momentOf = (effectiveOn: string, filedOn: string, now: string): string =>
  effectiveOn < filedOn ? nightOf(effectiveOn) : now;
const effective = (file: Withdrawal, { at }: Order): string => momentOf(file.effectiveOn, file.filedOn, at);

/** 两高一低: a listed project needs its joint review's document. */
const reviewed = ({ listed, jointReviewNo }: Project): Grounds =>
  new Grounds().ask(!listed || isTold(jointReviewNo), 'JOINT_REVIEW_REQUIRED');

const examine = (books: Books, order: Order) => {
  const { data, at } = order;
  const { project, path, pools, tradeVouchers } = data;
  impossible({
    'project.place': kindOf(project.place) === 'PROVINCE',
    tradeVouchers: path === 'POOL' && tradeVouchers.length > 0,
    pools: path === 'TRADE' && pools.length > 0,
  });
  inPlace(order, project.place).stop();
  const effectiveOn = data.effectiveOn ?? today(order);
  const moment = momentOf(effectiveOn, today(order), at);
  const needs = data.lines.map((line) => needOf(books, { data, at: moment }, line));
  const provision = provide(books, { data, needs, tradeVouchers, at: moment });
  const grounds = new Grounds()
    .ask(effectiveOn <= today(order), 'EFFECTIVE_DATE_INVALID')
    .add(reviewed(project))
    .add(stated(books, { data, at: moment }, data.lines))
    .add(provision.grounds);
  return { effectiveOn, needs, provision, grounds };
};

const CONTRADICTIONS = [
  'EFFECTIVE_DATE_INVALID',
  'BASELINE_NOT_ALLOWED',
  'COMPONENT_SUM_MISMATCH',
  'STATED_INCREMENT_MISMATCH',
];
const AssessDemand: Handler = (books, order) => {
  const { needs, provision, grounds } = examine(books, order);
  if (grounds.failed.some((code) => CONTRADICTIONS.includes(code))) grounds.stop();
  const open = grounds.isOpen ? 'NEEDS_RULING' : 'ACCEPTABLE';
  const verdict = grounds.failed.length > 0 ? 'REFUSED' : open;
  return { verdict, lines: needs.map(needText), ...provisionAnswer(provision) };
};

/** The purchases a file names, or else those that give what it needs. */
const restingOn = (named: readonly string[], { bought }: Provision): readonly string[] =>
  named.length > 0 ? named : [...new Set(bought.map(({ tradeNo }) => tradeNo))];

const FileWithdrawal: Handler = (books, order) => {
  const { data, commandId, actor } = order;
  const { effectiveOn, needs, provision, grounds } = examine(books, order);
  grounds.stop();
  const file: Withdrawal = {
    id: commandId,
    filing: data,
    project: data.project,
    effectiveOn,
    filedOn: today(order),
    lines: data.lines,
    needs,
    tradeVouchers: restingOn(data.tradeVouchers, provision),
    status: 'FILED',
    duties: [{ step: 'FILING', by: actor.id }],
    draws: [],
    bought: [],
    heldFrom: '',
    expiresOn: null,
    passed: [],
    voucher: null,
    backingVoided: false,
  };
  books.withdrawals.push(file);
  return { ...fileAnswer(file), ...provisionAnswer(provision) };
};

const wishOf = (file: Withdrawal, order: Order): Wish => ({
  data: file.filing,
  needs: file.needs,
  tradeVouchers: file.tradeVouchers,
  at: effective(file, order),
});

/** Everything a step on a file asks before its own rules. */
const takeUp = (
  books: Books,
  order: Order,
  { from, step, also }: { from: readonly string[]; step?: string; also?: (file: Withdrawal) => Grounds },
): Withdrawal => {
  const file = found(books.withdrawals.find(({ id }) => id === order.data.id));
  inPlace(order, file.project.place)
    .add(also?.(file) ?? new Grounds())
    .ask(from.includes(file.status), 'WRONG_STATE')
    .ask(step === undefined || otherHands(order, step, file.duties), 'SEPARATION_OF_DUTIES')
    .stop();
  return file;
};
const turnDown = (books: Books, order: Order, file: Withdrawal): Answer => {
  file.status = order.data.decision === 'RETURN' ? 'RETURNED' : 'REJECTED';
  books.giveBack(file, order.at);
  return fileAnswer(file);
};

const AmendWithdrawal: Handler = (books, order) => {
  const file = takeUp(books, order, { from: ['FILED', 'RETURNED'], step: 'FILING' });
  const { lines } = order.data;
  const asking = { data: file.filing, at: effective(file, order) };
  const needs = lines.map((line) => needOf(books, asking, line));
  const provision = provide(books, { ...wishOf(file, order), needs });
  reviewed(file.project)
    .add(stated(books, asking, lines))
    .add(provision.grounds)
    .stop();
  Object.assign(file, {
    lines,
    needs,
    tradeVouchers: restingOn(file.tradeVouchers, provision),
    status: 'FILED',
  });
  file.duties.push({ step: 'FILING', by: order.actor.id });
  return { ...fileAnswer(file), ...provisionAnswer(provision) };
};

const FirstReviewWithdrawal: Handler = (books, order) => {
  const file = takeUp(books, order, { from: ['FILED'], step: 'FIRST_REVIEW' });
  const duty = { step: 'FIRST_REVIEW', by: order.actor.id };
  if (order.data.decision !== 'PASS') {
    file.duties.push(duty);
    return turnDown(books, order, file);
  }
  const wish = wishOf(file, order);
  const { grounds, draws, bought } = provide(books, wish);
  grounds.stop();
  const days = books.policy<Record<string, number>>('hold.ttl', wish.at)[file.filing.eiaDocument] ?? 0;
  const expiresOn = daysOn(today(order), days);
  Object.assign(file, { status: 'HELD', draws, bought, heldFrom: wish.at, expiresOn, passed: [] });
  file.duties.push(duty);
  return fileAnswer(file);
};

/** Upper quota passes the division of its medium (第八条). */
const upperMedia = ({ draws }: Withdrawal): readonly string[] =>
  draws.filter(({ pool }) => tierOf(placeOf(pool)) !== 'LOCAL').map(({ pollutant }) => mediumOf(pollutant));

const ReviewWithdrawalElement: Handler = (books, order) => {
  const { medium, decision } = order.data;
  const division = new Grounds().ask(
    order.actor.roles.includes(`element-${medium.toLowerCase()}`),
    'FORBIDDEN_ROLE',
  );
  const file = takeUp(books, order, { from: ['HELD'], step: 'ELEMENT_REVIEW', also: () => division });
  new Grounds()
    .ask(
      file.lines.some(({ pollutant }) => mediumOf(pollutant) === medium),
      'MEDIUM_NOT_PRESENT',
    )
    .ask(upperMedia(file).length > 0 && !file.passed.includes(medium), 'WRONG_STATE')
    .stop();
  file.duties.push({ step: 'ELEMENT_REVIEW', by: order.actor.id });
  if (decision !== 'PASS') return turnDown(books, order, file);
  file.passed.push(medium);
  return fileAnswer(file);
};

const CITY = ['office', 'bureau-lead'];
/** 第八条: the highest tier drawn on decides, at the outermost place that gives quota. */
const approver = (order: Order, file: Withdrawal, named?: readonly string[]): Grounds => {
  const { place } = file.project;
  const cityPark = kindOf(countyOf(place)) !== 'COUNTY';
  const local = cityPark ? ['county-approver', ...CITY] : ['county-approver'];
  const roles = { PROVINCIAL: ['province'], MUNICIPAL: CITY }[finalTier(file)] ?? local;
  const giving =
    upwards(place).findLast((one) => file.draws.some(({ pool }) => placeOf(pool) === one)) ?? place;
  return new Grounds()
    .ask(
      order.actor.roles.some((role) => (named ?? roles).includes(role)),
      'WRONG_APPROVER',
    )
    .add(inPlace(order, giving));
};
/** A40: a municipal draw's size may name who approves. */
const bySize = (books: Books, order: Order, file: Withdrawal): readonly string[] | undefined => {
  if (finalTier(file) !== 'MUNICIPAL') return undefined;
  const at = effective(file, order);
  const table = books.policy<{ pollutant: string; from: string; approver: string }[]>('approval.tiers', at);
  const named = file.needs.flatMap(({ pollutant, required }) => {
    const rows = table.filter((row) => row.pollutant === pollutant && mg(row.from) <= required);
    return rows.toSorted((a, b) => (mg(a.from) < mg(b.from) ? 1 : -1)).slice(0, 1);
  });
  const highest = CITY.findLast((role) => named.some((row) => row.approver === role));
  return highest === undefined ? undefined : [highest];
};

const issue = (books: Books, order: Order, file: Withdrawal): void => {
  const { place } = file.project;
  const wish = wishOf(file, order);
  const start = `PZ-${place}-${yearOf(today(order))}-`;
  const before = books.withdrawals.filter(({ voucher }) => voucher?.no.startsWith(start)).length;
  const years = books.policy<number>('voucher.validity', wish.at);
  const terms = file.bought.flatMap(
    ({ tradeNo }) => books.trades.find((one) => one.tradeNo === tradeNo)?.validUntil ?? [],
  );
  const limits = books.policy('tradeTerm', wish.at) === 'PERPETUAL' ? [] : terms;
  const [validUntil = ''] = [monthsOn(today(order), 12 * years), ...limits].toSorted();
  const lines = file.needs.map(({ pollutant, increment, required }) => {
    const granted = least(increment, required);
    const out = [...file.draws, ...file.bought].filter((one) => one.pollutant === pollutant);
    const retired = total(out.map(({ amount }) => amount)) - granted;
    return { pollutant, required: t(required), granted: t(granted), retired: t(retired) };
  });
  file.draws = settled(file.draws, file.needs);
  file.voucher = { no: start + String(before + 1).padStart(6, '0'), lines, validUntil };
  file.status = 'VOUCHERED';
  file.expiresOn = null;
};

const ApproveWithdrawal: Handler = (books, order) => {
  const file = takeUp(books, order, {
    from: ['HELD'],
    step: 'APPROVAL',
    also: (one) => approver(order, one, bySize(books, order, one)),
  });
  const { decision, documentNo, opinion, backDatedReason } = order.data;
  if (decision === 'PASS') {
    const wish = wishOf(file, order);
    const honour = books.policy('suspension.inFlight', wish.at) === 'HONOUR';
    const grounds = new Grounds()
      .ask(finalTier(file) !== 'PROVINCIAL' || documentNo !== null, 'PROVINCIAL_REPLY_REQUIRED')
      .ask(
        upperMedia(file).every((medium) => file.passed.includes(medium)),
        'WRONG_STATE',
      )
      .ask(file.effectiveOn >= file.filedOn || isTold(backDatedReason ?? opinion), 'BACK_DATING_REASON')
      .ask(today(order) <= (file.expiresOn ?? ''), 'HOLD_EXPIRED');
    for (const tier of tiersOf(file)) {
      const now = tierStanding(books, wish, { tier });
      const held = tierStanding(books, wish, { tier, suspendedAt: file.heldFrom });
      // A5: an order given since the hold leaves it alone under `HONOUR`.
      grounds.add(honour && !held.failed.includes('SUSPENDED') ? held : now);
    }
    if (file.filing.path === 'TRADE') grounds.add(purchases(books, wish).grounds);
    grounds.stop();
  }
  file.duties.push({ step: 'APPROVAL', by: order.actor.id });
  if (decision !== 'PASS') return turnDown(books, order, file);
  issue(books, order, file);
  return fileAnswer(file);
};

/** What comes back to a void lot is written off, and its locality owes as much less (第二十一条). */
const unvoid = (books: Books, file: Withdrawal): void => {
  if (file.voucher === null) return;
  for (const draw of file.draws) {
    const of = (one: { pool: string; lot: string; pollutant: string }): boolean =>
      one.pool === draw.pool && one.lot === draw.lot && one.pollutant === draw.pollutant;
    const debt = books.debts.find(of);
    const part = books.parts.find(of);
    if (!debt || !part) continue;
    const amount = least(debt.open, draw.amount);
    part.writtenOff += amount;
    debt.open -= amount;
    debt.amount -= amount;
  }
};
const endOf = (
  books: Books,
  order: Order,
  { file, status }: { file: Withdrawal; status: string },
): Answer => {
  file.status = status;
  books.giveBack(file, order.at);
  unvoid(books, file);
  return fileAnswer(file);
};

const ReleaseWithdrawal: Handler = (books, order) => {
  const from = ['FILED', 'RETURNED', 'HELD', 'VOUCHERED'];
  const file = takeUp(books, order, { from, also: (one) => approver(order, one) });
  return endOf(books, order, { file, status: 'RELEASED' });
};

const RegisterBalance: Handler = (books, order) => {
  const file = takeUp(books, order, { from: ['VOUCHERED'], also: (one) => approver(order, one) });
  new Grounds().ask((order.data.approvedOn ?? '') <= today(order), 'EFFECTIVE_DATE_INVALID').stop();
  file.status = 'REGISTERED';
  return { ...fileAnswer(file), registration: { approvedOn: order.data.approvedOn ?? today(order) } };
};

const LapseVoucher: Handler = (books, order) => {
  const from = ['VOUCHERED', 'REGISTERED'];
  const file = takeUp(books, order, { from, also: (one) => approver(order, one) });
  new Grounds().ask(today(order) > (file.voucher?.validUntil ?? ''), 'TOO_EARLY').stop();
  return endOf(books, order, { file, status: 'LAPSED' });
};

const ExpireHold: Handler = (books, order) => {
  const bySystem = new Grounds().ask(order.actor.roles.includes('system'), 'FORBIDDEN_ROLE');
  const file = takeUp(books, order, { from: ['HELD'], also: () => bySystem });
  const wish = wishOf(file, order);
  const over = today(order) > (file.expiresOn ?? '');
  const ended =
    books.policy('suspension.inFlight', wish.at) === 'VOID' &&
    tiersOf(file).some((tier) => tierStanding(books, wish, { tier }).failed.includes('SUSPENDED'));
  new Grounds().ask(over || ended, 'TOO_EARLY').stop();
  return endOf(books, order, { file, status: 'FILED' });
};

const RecordTrade: Handler = (books, order) => {
  const { data, at } = order;
  const { place, lines } = data;
  impossible({
    buyerUscc: data.sellerUscc === data.buyerUscc,
    place: kindOf(place) === 'PROVINCE',
    lines: lines.every(({ amount }) => mg(amount) === 0n),
  });
  inPlace(order, place).stop();
  const registered = data.sellerUscc.slice(2, 8);
  const known = registered === '320000' || PARENT[registered] !== undefined ? registered : null;
  const sellerPlace = data.sellerPlace ?? known;
  const pollutants = lines.map(({ pollutant }) => pollutant);
  crossing(books, { buyer: place, seller: sellerPlace }, { pollutants, at, rulingNo: data.rulingNo }).stop();
  const start = `JY-${place}-${yearOf(today(order))}-`;
  const before = books.trades.filter(({ tradeNo }) => tradeNo.startsWith(start)).length;
  const tradeNo = start + String(before + 1).padStart(6, '0');
  const validUntil = data.termYears === null ? null : monthsOn(today(order), 12 * data.termYears);
  books.trades.push({ tradeNo, data, sellerPlace, validUntil });
  return { tradeNo, sellerPlace, validUntil };
};

/** 第二十一条: an approval without enough quota behind it is found the same day; nothing is refused for it. */
const ImportEiaApprovals: Handler = (books, order) => {
  const grounds = new Grounds();
  for (const { place, approvedOn } of order.data.items)
    grounds.add(inPlace(order, place)).ask(approvedOn <= today(order), 'EFFECTIVE_DATE_INVALID');
  grounds.stop();
  const items = order.data.items.map((item, index) => {
    const { approvalNo, place, projectCode, lines } = item;
    const files = books.withdrawals.filter(
      ({ status, project }) =>
        ['VOUCHERED', 'REGISTERED'].includes(status) &&
        project.code === projectCode &&
        (within(project.place, place) || within(place, project.place)),
    );
    const shortfalls = lines.flatMap(({ pollutant, amount }) => {
      const needs = files.flatMap((file) => file.needs.filter((need) => need.pollutant === pollutant));
      const backed = total(needs.map(({ increment }) => increment));
      if (mg(amount) <= backed) return [];
      return [{ pollutant, approved: amount, backed: t(backed), shortfall: t(mg(amount) - backed) }];
    });
    const vouchers = files.map(({ voucher }) => voucher?.no ?? '').toSorted();
    const matched = shortfalls.length === 0 && (lines.length > 0 || vouchers.length > 0);
    const key = `${place} ${approvalNo}`;
    const known = books.findings.get(key);
    // Closed by a document that knew of at least as much missing: it stays closed.
    const isClosed =
      known?.byDocument === true &&
      shortfalls.every((line) => {
        const before = known.missing.find(({ pollutant }) => pollutant === line.pollutant);
        return before !== undefined && mg(line.shortfall) <= mg(before.shortfall);
      });
    if (!matched && isClosed)
      return { approvalNo, matched, vouchers: [], findingId: known.id, shortfalls: known.missing };
    if (!matched || known) {
      const id = known?.id ?? `${order.commandId}-${index + 1}`;
      const missing = matched ? (known?.missing ?? []) : shortfalls;
      books.findings.set(key, { id, place, open: !matched, byDocument: false, missing });
    }
    return { approvalNo, matched, vouchers, findingId: books.findings.get(key)?.id ?? null, shortfalls };
  });
  return { items };
};

export const LEAVING: Readonly<Record<string, Handler>> = {
  AssessDemand,
  FileWithdrawal,
  AmendWithdrawal,
  FirstReviewWithdrawal,
  ReviewWithdrawalElement,
  ApproveWithdrawal,
  ReleaseWithdrawal,
  RegisterBalance,
  LapseVoucher,
  ExpireHold,
  RecordTrade,
  ImportEiaApprovals,
};
