/** Everything that happened, and the figures and verdicts that follow from it. */
import type { Answer, Data, EiaItem, Line, Project } from './orders.js';
import { dayOf, kindOf, least, mg, total, upwards, yearOf } from './plain.js';
import { POLICIES } from './policies.js';

export interface Duty {
  readonly step: string;
  readonly by: string;
}
export interface Use {
  readonly use: string;
  readonly reference: string;
  readonly pollutant: string;
  readonly amount: bigint;
}
export interface Reduction {
  readonly id: string;
  readonly filing: Data;
  /** By pollutant; what its permit covers (第二条). */
  readonly creditable: Readonly<Record<string, bigint>>;
  uses: Use[];
  isVoid: boolean;
}
export interface Deposit {
  readonly id: string;
  readonly reduction: Reduction;
  lines: readonly Pick<Line, 'pollutant' | 'amount'>[];
  status: string;
  duties: Duty[];
  passed: string[];
  /** What the joint review last said; nothing said is no objection. */
  jointly: string;
  readonly dueOn: string | null;
  readonly late: boolean;
  /** It counts from before the day it was filed. */
  readonly backDated: boolean;
  /** Local, municipal, provincial, once it is split. */
  pools: readonly string[] | null;
  /** Whose work's part each local pool holds, where areas share it. */
  owners: ReadonlyMap<string, string>;
}
/** One pollutant of one lot in one pool. What is available of it is never kept, always reckoned. */
export interface Part {
  readonly pool: string;
  readonly lot: string;
  readonly pollutant: string;
  readonly vintage: number;
  readonly earmarked: boolean;
  /** It came from the ledger kept before this one. */
  readonly opening?: true;
  readonly credited: bigint;
  writtenOff: bigint;
  /** When some of it came in or came back. */
  readonly arrivals: string[];
}
export interface Draw {
  readonly pool: string;
  readonly lot: string;
  readonly pollutant: string;
  readonly amount: bigint;
  readonly retired: bigint;
}
export interface TradeDraw {
  readonly tradeNo: string;
  readonly pollutant: string;
  readonly amount: bigint;
}
export interface Need {
  readonly pollutant: string;
  readonly increment: bigint;
  readonly ratio: string;
  readonly required: bigint;
}
export interface Voucher {
  readonly no: string;
  readonly lines: readonly Answer[];
  readonly validUntil: string;
}
export interface Withdrawal {
  readonly id: string;
  readonly filing: Data;
  readonly project: Project;
  readonly effectiveOn: string;
  readonly filedOn: string;
  lines: readonly Line[];
  needs: readonly Need[];
  tradeVouchers: readonly string[];
  status: string;
  duties: Duty[];
  /** What it has set aside or taken out; which of the two, the status says. */
  draws: readonly Draw[];
  bought: readonly TradeDraw[];
  heldFrom: string;
  expiresOn: string | null;
  passed: string[];
  voucher: Voucher | null;
  approvedOn?: string;
  backingVoided: boolean;
}
export interface Debt {
  readonly id: string;
  readonly place: string;
  readonly lot: string;
  readonly pool: string;
  readonly pollutant: string;
  amount: bigint;
  open: bigint;
}
/** A lot proposed for voiding, or void. */
export interface Void {
  readonly place: string;
  done: boolean;
  readonly duties: Duty[];
  /** By division, its last word. */
  readonly opinions: Map<string, string>;
}
/** 无量审批: what is missing of an approval, and whether a document closed it. */
export interface Finding {
  readonly id: string;
  readonly place: string;
  open: boolean;
  byDocument: boolean;
  missing: readonly { readonly pollutant: string; readonly shortfall: string }[];
}
export interface Trade {
  readonly tradeNo: string;
  readonly data: Data;
  readonly sellerPlace: string | null;
  readonly validUntil: string | null;
  price: string | null;
}
export interface Suspension {
  readonly id: string;
  readonly place: string;
  readonly acts: readonly string[];
  readonly pollutants: readonly string[];
  readonly reason: string;
  readonly proposedBy: string;
  readonly reviewers: string[];
  /** Of divisions, on the order and on its lifting. */
  readonly opinions: Readonly<Record<'ORDER' | 'LIFT', Map<string, string>>>;
  status: string;
  effectiveFrom: string;
  liftedFrom: string | null;
  orderNo: string | null;
}
export interface Assessment {
  readonly id: string;
  readonly data: Data;
  readonly recordedBy: string;
  status: string;
}
export interface ParkYear {
  targetsBy: string | null;
  targetsDueOn: string | null;
  targetsLate: boolean;
  consentNo: string | null;
  allowed: readonly Line[] | null;
  actual: readonly Line[] | null;
  award: readonly Line[] | null;
  awardBy: string | null;
  confirmed: boolean;
}

export interface Inspection {
  readonly id: string;
  readonly place: string;
  readonly places: readonly string[];
  readonly from: string;
  readonly officers: readonly string[];
  readonly population: readonly object[];
  /** What drawing comes to. */
  readonly sampled: readonly object[];
  readonly steps: { readonly at: string; readonly name: string }[];
  /** The checkpoint that has drawn. */
  drawn: string | null;
  readonly merged: {
    readonly file: string;
    readonly root: string;
    readonly notes: readonly { readonly text: string }[];
  }[];
}
export interface Package {
  readonly id: string;
  readonly place: string;
  readonly names: readonly string[];
  status: string;
  holder: string;
  addressee: string | null;
}

/** Rules that a test may bend to see the comparison find it. */
export const RULES = {
  /** 第七条, A14: k times the increment, up to the next milligram. */
  required: (increment: bigint, [over, under]: readonly [bigint, bigint]): bigint =>
    (increment * over + under - 1n) / under,
  /** 第三条, A11 and A12: debts first, then the province, and the city's 3 of 10 of what is left. */
  shares: (gross: bigint, debts: bigint, take: bigint) => {
    const paid = least(gross, debts);
    const provincial = least(take, gross - paid);
    const net = gross - paid - provincial;
    return { paid, provincial, net, municipal: (net * 3n) / 10n, local: net - (net * 3n) / 10n };
  },
  /** 1.6: cut off below the milligram, then one each to where most was cut off. */
  byWeight: (whole: bigint, weights: readonly bigint[]): readonly bigint[] => {
    const all = total(weights);
    if (all === 0n) return weights.map(() => 0n);
    const parts = weights.map((weight) => (whole * weight) / all);
    const cut = weights.map((weight) => (whole * weight) % all);
    for (let left = whole - total(parts); left > 0n; left -= 1n) {
      const most = cut.reduce((best, one) => (one > best ? one : best), 0n);
      const winner = cut.indexOf(most);
      cut[winner] = -1n;
      parts[winner] = (parts[winner] ?? 0n) + 1n;
    }
    return parts;
  },
};

/** Everything that happened, as plain lists; every figure is reckoned from them when it is asked for. */
export class Books {
  readonly reductions: Reduction[] = [];
  readonly deposits: Deposit[] = [];
  readonly parts: Part[] = [];
  readonly withdrawals: Withdrawal[] = [];
  readonly debts: Debt[] = [];
  readonly voids = new Map<string, Void>();
  readonly trades: Trade[] = [];
  readonly findings = new Map<string, Finding>();
  readonly records: { readonly id: string; readonly place: string; status: string }[] = [];
  readonly inspections: Inspection[] = [];
  readonly inspectionFindings: { readonly id: string; readonly place: string; open: boolean }[] = [];
  readonly packages: Package[] = [];
  readonly readings: {
    readonly id: string;
    readonly place: string;
    readonly key: string;
    readonly data: Data;
    readonly dueOn: string;
    readonly late: boolean;
  }[] = [];
  /** By place and number, as last imported or corrected. */
  readonly approvals = new Map<string, EiaItem>();
  readonly suspensions: Suspension[] = [];
  readonly assessments: Assessment[] = [];
  readonly parks = new Map<string, ParkYear>();
  /** By permit number, and by place and quarter how many. */
  readonly cancelled = new Map<string, Data>();
  readonly returns = new Map<string, number>();
  readonly adoptions: { readonly key: string; readonly value: unknown; readonly from: string }[] = [];
  readonly delegations: { readonly id: string; readonly delegator: string; revoked: boolean }[] = [];
  /** The key that signs, by origin. */
  readonly keys = new Map<string, string>();

  constructor(readonly rules = RULES) {}

  /** The value in force: the adoption that starts last, the later recorded of two. */
  policy<T = string>(key: string, at: string): T {
    const begun = this.adoptions.filter((one) => one.key === key && one.from <= at);
    const last = begun.reduce<(typeof begun)[number] | undefined>(
      (best, one) => (best === undefined || one.from >= best.from ? one : best),
      undefined,
    );
    return (last === undefined ? POLICIES[key]?.[0] : last.value) as T;
  }

  /** Withdrawals whose draws are out of their lots just now. */
  drawing(part: Pick<Part, 'pool' | 'lot'>): readonly Withdrawal[] {
    return this.withdrawals.filter(
      (one) =>
        ['HELD', 'VOUCHERED', 'REGISTERED', 'PERMITTED'].includes(one.status) &&
        one.draws.some((draw) => draw.pool === part.pool && draw.lot === part.lot),
    );
  }

  figures(
    part: Part,
  ): Record<'credited' | 'available' | 'held' | 'withdrawn' | 'retired' | 'writtenOff', bigint> {
    const { credited, writtenOff } = part;
    const sums = { held: 0n, withdrawn: 0n, retired: 0n };
    for (const { status, draws } of this.drawing(part)) {
      for (const draw of draws) {
        if (draw.pool !== part.pool || draw.lot !== part.lot || draw.pollutant !== part.pollutant) continue;
        if (status === 'HELD') sums.held += draw.amount;
        else {
          sums.withdrawn += draw.amount - draw.retired;
          sums.retired += draw.retired;
        }
      }
    }
    const available = credited - writtenOff - sums.held - sums.withdrawn - sums.retired;
    return { credited, available, ...sums, writtenOff };
  }

  credit(part: Omit<Part, 'writtenOff' | 'arrivals'>, at: string): void {
    if (part.credited > 0n) this.parts.push({ ...part, writtenOff: 0n, arrivals: [at] });
  }

  /** Everything a withdrawal has drawn is back in its lots. Its status must no longer be a drawing one. */
  giveBack(file: Withdrawal, at: string): void {
    for (const { pool, lot, pollutant } of file.draws) {
      const part = this.parts.find(
        (one) => one.pool === pool && one.lot === lot && one.pollutant === pollutant,
      );
      part?.arrivals.push(at);
    }
    file.expiresOn = null;
    file.bought = [];
    if (file.voucher === null) file.draws = [];
  }

  usedOf(reduction: Reduction, pollutant: string): bigint {
    return total(reduction.uses.filter((one) => one.pollutant === pollutant).map(({ amount }) => amount));
  }

  leftOfTrade({ tradeNo, data }: Trade, pollutant: string): bigint {
    const given = this.withdrawals.flatMap(({ bought }) => bought);
    return (
      total(data.lines.map((line) => (line.pollutant === pollutant ? mg(line.amount) : 0n))) -
      total(given.map((one) => (one.tradeNo === tradeNo && one.pollutant === pollutant ? one.amount : 0n)))
    );
  }

  park(park: string, year: number): ParkYear {
    const key = `${park}-${year}`;
    const known = this.parks.get(key) ?? {
      targetsBy: null,
      targetsDueOn: null,
      targetsLate: false,
      consentNo: null,
      allowed: null,
      actual: null,
      award: null,
      awardBy: null,
      confirmed: false,
    };
    this.parks.set(key, known);
    return known;
  }

  /** The published verdict of a place on a year. */
  verdict(place: string | undefined, year: number): Data | undefined {
    return this.assessments.find(
      ({ data, status }) => status === 'PUBLISHED' && data.place === place && data.year === year,
    )?.data;
  }

  /** 第十条, A3: last year's verdict; to 31 March the one before will do; a park leans on what lies around it. */
  countingVerdict(place: string, at: string): Data | undefined {
    const around = kindOf(place) === 'PARK' ? upwards(place)[1] : place;
    const on = (year: number): Data | undefined => this.verdict(place, year) ?? this.verdict(around, year);
    const year = yearOf(dayOf(at)) - 1;
    const carry = this.policy('linkage.pendingYear', at) === 'CARRY' && dayOf(at).slice(5) <= '03-31';
    return on(year) ?? (carry ? on(year - 1) : undefined);
  }

  /** 第九条、第十九条, A6: an order over the place or, cascading, over what lies around it. */
  isSuspended(
    place: string,
    act: string,
    asked: { at: string; policyAt: string; pollutants: readonly string[] },
  ): boolean {
    const { at, policyAt, pollutants } = asked;
    const reaching = this.policy('suspension.cascade', policyAt) === 'DOWN' ? upwards(place) : [place];
    return this.suspensions.some(
      (order) =>
        ['ORDERED', 'LIFTED'].includes(order.status) &&
        reaching.includes(order.place) &&
        order.effectiveFrom <= at &&
        (order.liftedFrom === null || at < order.liftedFrom) &&
        order.acts.includes(act) &&
        (order.pollutants.length === 0 || order.pollutants.some((one) => pollutants.includes(one))),
    );
  }
}
