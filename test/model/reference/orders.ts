/** What is ordered, by whom and when, and what becomes of it. */

export type Answer = { readonly [field: string]: unknown };

/** A line of any command; each kind fills its own fields. Amounts are texts in t/a. */
export interface Line {
  readonly pollutant: string;
  readonly amount: string;
  readonly verified: string;
  readonly permittedLimit: string | null;
  readonly postDischarge: string;
  readonly components: { readonly organised: string; readonly fugitive: string } | null;
  readonly baseline: { readonly basis: string; readonly amount: string; readonly recordNo: string | null };
  readonly statedIncrement: string | null;
}
/** What an old ledger has left of one pollutant. */
export interface Balance {
  readonly pollutant: string;
  readonly municipal: string;
  readonly local: string;
}
export interface Project {
  readonly code: string;
  readonly uscc: string;
  readonly place: string;
  readonly type: string;
  readonly sei: object | null;
  readonly exemptKind: string | null;
  readonly listed?: string | null;
  readonly jointReviewNo?: string | null;
}
export interface EiaItem {
  readonly approvalNo: string;
  readonly approvedOn: string;
  readonly projectCode: string;
  readonly place: string;
  readonly lines: readonly Line[];
}

export interface Leg {
  readonly side: string;
  readonly pollutant: string;
  readonly amount: string;
}

/** The data of any command; each kind fills its own fields. */
export interface Data {
  readonly id: string;
  readonly place: string;
  /** What a pack is of. */
  readonly scope?: 'LEDGER' | 'PLACE';
  readonly lines: readonly Line[];
  readonly decision: 'PASS' | 'RETURN' | 'REJECT';
  readonly medium: string;
  readonly reason: string | null;
  // reductions and deposits
  readonly unit: { readonly uscc: string | null };
  readonly permitNo: string | null;
  readonly facility: string;
  readonly measure: string;
  readonly formedOn: string;
  readonly permitChangedOn: string | null;
  readonly mrv: Readonly<Record<string, boolean>>;
  readonly evidence: readonly { readonly sha256: string }[];
  readonly earmark: string | null;
  readonly permitManagement?: string | null;
  readonly apportionment?: readonly { readonly place: string; readonly percent: string }[] | null;
  readonly reductionId: string;
  readonly use: string;
  readonly depositId: string;
  readonly confirmed: boolean;
  readonly provincialTake: readonly Line[];
  readonly provincialDocumentNo: string | null;
  readonly lotId: string;
  readonly reduction: Data;
  readonly balances: readonly Balance[];
  readonly closedOn: string;
  readonly decisionNo: string;
  // withdrawals, trades, approvals
  readonly project: Project;
  readonly path: string;
  readonly pools: readonly string[];
  readonly tradeVouchers: readonly string[];
  readonly effectiveOn: string | null;
  readonly opinion: string;
  readonly backDatedReason?: string | null;
  readonly rulingNo: string | null;
  readonly eiaDocument: 'REPORT' | 'FORM';
  readonly documentNo: string | null;
  readonly approvedOn: string | null;
  readonly permittedOn: string | null;
  readonly sellerUscc: string;
  readonly buyerUscc: string;
  readonly sellerPlace: string | null;
  readonly termYears: number | null;
  readonly price: string | null;
  readonly tradeNo: string;
  readonly items: readonly EiaItem[];
  // returns and accountability
  readonly violation: string;
  readonly reference: string;
  readonly decidedOn: string;
  readonly cancelledOn: string;
  readonly legs: readonly Leg[];
  readonly quarter: string;
  readonly approvalNo: string;
  readonly figures: Partial<Data>;
  readonly kind: string;
  readonly on: string;
  // delegations
  readonly delegate: string;
  readonly delegateRoles: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly delegationId: string;
  // standing, parks, policies
  readonly month: string;
  readonly indicator: string;
  readonly value: string;
  readonly target: string | null;
  readonly lastYear: string | null;
  readonly valid: boolean;
  readonly acts: readonly string[] | undefined;
  readonly pollutants: readonly string[] | undefined;
  readonly effectiveFrom: string | undefined;
  readonly readingIds: readonly string[];
  readonly orderNo: string | null;
  readonly year: number;
  readonly quality: { readonly water: string; readonly air: string };
  readonly taskDone: boolean;
  readonly improvement: string | null;
  readonly park: string;
  readonly targets: readonly object[];
  readonly key: string;
  // inspections and their evidence
  readonly inspectionId: string;
  readonly places: readonly string[];
  readonly lead: string;
  readonly to: string;
  readonly officers: readonly string[];
  readonly samples: readonly { readonly of: string; readonly size: number }[];
  readonly step: string;
  readonly at: string | null;
  readonly file: { readonly name: string };
  readonly files: readonly { readonly name: string }[];
  readonly checkpoint: { readonly size: number; readonly root: string };
  readonly severity: string;
  readonly dueOn: string | null;
  readonly pack: object;
  readonly notes: readonly { readonly text: string }[];
  readonly packageId: string;
  readonly digest: string;
  readonly recognised: boolean;
  readonly keys: readonly { readonly oldKey: string; readonly newKey: string }[];
}

export interface Order {
  readonly type: string;
  readonly data: Data;
  readonly actor: { readonly id: string; readonly roles: readonly string[]; readonly place: string };
  readonly commandId: string;
  /** The moment, as UTC text. */
  readonly at: string;
}

/** Refused: the leading ground, every ground, and the fields that cannot be true. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly grounds: readonly string[] = [],
    readonly fields: readonly string[] = [],
  ) {
    super(code);
  }
}

/** Grounds are gathered, so that a refusal names them all; the first one leads, a missing ruling last. */
export class Grounds {
  readonly #failed: string[] = [];
  readonly #open: string[] = [];

  ask(holds: boolean, code: string): this {
    if (!holds) this.#failed.push(code);
    return this;
  }
  /** The leading group has to decide. */
  open(code: string): this {
    this.#open.push(code);
    return this;
  }
  add(others: Grounds): this {
    this.#failed.push(...others.#failed);
    this.#open.push(...others.#open);
    return this;
  }
  get failed(): readonly string[] {
    return this.#failed;
  }
  get isOpen(): boolean {
    return this.#open.length > 0;
  }
  stop(): void {
    const [code] = [...this.#failed, ...this.#open];
    if (code === undefined) return;
    const all = [...this.#failed, ...this.#open.map((one) => `${one}?`)];
    // Whoever the item is no business of is told that and nothing more.
    throw new Refused(code, code === 'FORBIDDEN_PLACE' ? [code] : [...new Set(all)].toSorted());
  }
}

/** Statements that cannot be true, by field. */
export const impossible = (faults: Readonly<Record<string, boolean>>): void => {
  const fields = Object.keys(faults).filter((field) => faults[field]);
  if (fields.length > 0) throw new Refused('INVALID_MEANING', [], fields);
};
/** Nothing further is said about what is not there. */
export const found = <T>(thing: T | undefined): T => {
  if (thing === undefined) throw new Refused('NOT_FOUND');
  return thing;
};
