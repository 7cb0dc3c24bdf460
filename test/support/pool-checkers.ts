import type { BookedEvent } from './ledger-books.js';

type Milligrams = bigint;
interface Line {
  readonly pollutant: string;
  readonly amount: string;
}
interface Draw extends Line {
  readonly lotId: string;
  readonly retired?: string;
}
/** The parts of events that the checks look at. */
interface Body {
  readonly lotId: string;
  readonly depositId: string;
  readonly reductionId: string;
  readonly withdrawalId: string;
  readonly reference: string;
  readonly park: string;
  readonly awardId: string;
  readonly use: string;
  readonly localPool: string;
  readonly municipalPool: string;
  readonly provincialPool: string;
  readonly areas?: readonly { readonly localPool: string; readonly lines: Body['lines'] }[];
  readonly lines: readonly (Line & Readonly<Record<string, string>>)[];
  readonly draws: readonly Draw[];
}

const DECIMALS = 9;
const mg = (tonnes = '0'): Milligrams => {
  const [whole = '', decimals = ''] = tonnes.split('.');
  return BigInt(whole + decimals.padEnd(DECIMALS, '0'));
};

/** Sums under several names, with zero for what was never touched. */
class Sums {
  readonly #sums = new Map<string, Milligrams>();

  add(name: string, amount: Milligrams): Milligrams {
    const sum = this.of(name) + amount;
    this.#sums.set(name, sum);
    return sum;
  }

  of(name: string): Milligrams {
    return this.#sums.get(name) ?? 0n;
  }

  entries(): Iterable<[string, Milligrams]> {
    return this.#sums.entries();
  }
}

/** C5 and C6 over a log: quota is neither made nor lost nor drawn twice, and a reduction is used once. */
export const poolFindings = (events: readonly BookedEvent[]): readonly string[] =>
  PoolBooks.of(events).findings;

/** The books of all pools, kept from the events alone. */
export class PoolBooks {
  static of(events: readonly BookedEvent[]): PoolBooks {
    const books = new PoolBooks();
    for (const event of events) books.read(event);
    books.settle();
    return books;
  }

  readonly findings: string[] = [];
  /** What is left, by pool, lot and pollutant. */
  readonly #left = new Sums();
  readonly #credits = new Map<string, Milligrams>();
  readonly #awards = new Map<string, Body['lines']>();
  /** What the splits, and the awards that a park keeps whole, say each pool gets of a lot. */
  readonly #shares = new Map<string, Milligrams>();
  /** Draws that a pool has set aside or given out, by withdrawal. */
  readonly #held = new Map<string, string>();
  readonly #given = new Map<string, string>();
  readonly #creditable = new Sums();
  readonly #used = new Sums();
  readonly #pooled = new Sums();
  readonly #split = new Set<string>();

  /** What a pool can still give, by pool and pollutant, in milligrams. */
  get available(): ReadonlyMap<string, bigint> {
    const sums = new Sums();
    for (const [lot, amount] of this.#left.entries()) {
      const [pool, , pollutant] = lot.split(' ');
      sums.add(`${pool} ${pollutant}`, amount);
    }
    return new Map(sums.entries());
  }

  private read({ position, stream, type, body }: BookedEvent): void {
    const handler = this.#handlers[type];
    if (handler === undefined) return;
    const data = JSON.parse(body) as Body;
    const report = (words: string): void => void this.findings.push(`${words} (${type} at ${position})`);
    handler({ data, stream, report });
  }

  readonly #handlers: Readonly<Record<string, (event: Reading) => void>> = {
    ReductionFiled: ({ data, stream, report }) => {
      for (const { pollutant, creditable } of data.lines) {
        const before = this.#creditable.of(`${stream} ${pollutant}`);
        if (before !== 0n) report(`C6 ${stream} was filed twice`);
        this.#creditable.add(`${stream} ${pollutant}`, mg(creditable));
      }
    },
    ReductionUseAllocated: (event) => this.#use(event, 1n),
    ReductionUseReleased: (event) => this.#use(event, -1n),
    LotCredited: ({ data, stream, report }) => {
      for (const { pollutant, amount } of data.lines) {
        const lot = `${stream} ${data.lotId} ${pollutant}`;
        if (this.#credits.has(lot)) report(`C5 ${lot} was credited twice`);
        this.#credits.set(lot, mg(amount));
        this.#left.add(lot, mg(amount));
      }
    },
    TierSplitApplied: (event) => this.#tierSplit(event),
    OpeningRecorded: ({ data, report }) => {
      const { depositId, lotId, municipalPool, localPool, lines } = data;
      for (const { pollutant, municipal, local } of lines) {
        this.#share(`${municipalPool} ${lotId} ${pollutant}`, municipal);
        this.#share(`${localPool} ${lotId} ${pollutant}`, local);
        if (this.#pooled.of(`${depositId} ${pollutant}`) !== mg(municipal) + mg(local))
          report(`C6 ${lotId} ${pollutant} is not what its reduction gave`);
      }
    },
    AwardComputed: ({ data: { awardId, lines } }) => void this.#awards.set(awardId, lines),
    AwardConfirmed: ({ data: { awardId, park, lotId } }) => {
      for (const { pollutant, amount } of this.#awards.get(awardId) ?? [])
        this.#share(`pool-${park} ${lotId} ${pollutant}`, amount);
    },
    QuotaHeld: (event) => {
      this.#open(this.#held, event);
      this.#take(event, event.data.draws, -1n);
    },
    HoldReleased: (event) => this.#giveBack(this.#held, event),
    HoldExpired: (event) => this.#giveBack(this.#held, event),
    QuotaWithdrawn: (event) => {
      this.#close(this.#held, event);
      this.#open(this.#given, event);
    },
    QuotaReturned: (event) => this.#giveBack(this.#given, event),
    LotVoided: (event) =>
      this.#take(
        event,
        event.data.lines.map((line) => ({ ...line, lotId: event.data.lotId })),
        -1n,
      ),
  };

  #use({ data, stream, report }: Reading, sign: Milligrams): void {
    for (const { pollutant, amount } of data.lines) {
      const name = `${stream} ${pollutant}`;
      const used = this.#used.add(name, sign * mg(amount));
      if (used > this.#creditable.of(name)) report(`C6 ${name} is used beyond what it holds`);
      if (data.use === 'POOL') this.#pooled.add(`${data.reference} ${pollutant}`, sign * mg(amount));
    }
  }

  /**
   * gross = obligations + provincial + municipal + local, and the pools got exactly that. The credits come
   * with it.
   */
  #tierSplit({ data, stream, report }: Reading): void {
    const depositId = stream.slice('deposit-'.length);
    if (this.#split.has(depositId)) report(`C6 ${stream} was credited twice`);
    this.#split.add(depositId);
    const { lotId, lines, areas, ...pools } = data;
    for (const { pollutant, gross, obligations, provincial, municipal, local } of lines) {
      const name = `${stream} ${pollutant}`;
      const parts = [obligations, provincial, municipal, local].map((part) => mg(part));
      if (parts.reduce((sum, part) => sum + part) !== mg(gross))
        report(`C5 the parts of ${name} are not the whole`);
      if (this.#pooled.of(`${depositId} ${pollutant}`) < mg(gross))
        report(`C6 ${name} is more than its reduction gave`);
      const share = (pool: string, amount: string | undefined): void =>
        this.#share(`${pool} ${lotId} ${pollutant}`, amount);
      share(pools.provincialPool, provincial);
      share(pools.municipalPool, municipal);
      const inAreas = areas?.flatMap(({ localPool, lines: own }) =>
        own.flatMap((line) => (line.pollutant === pollutant ? [{ localPool, amount: line['local'] }] : [])),
      );
      for (const { localPool, amount } of inAreas ?? [{ localPool: pools.localPool, amount: local }])
        share(localPool, amount);
    }
  }

  #share(lot: string, amount: string | undefined): void {
    this.#shares.set(lot, (this.#shares.get(lot) ?? 0n) + mg(amount));
  }

  /** Credits and the splits that ordered them, once all is read: they stand in one append, in either order. */
  private settle(): void {
    for (const [lot, share] of this.#shares) {
      if ((this.#credits.get(lot) ?? 0n) !== share)
        this.findings.push(`C5 ${lot} was not credited with its share`);
    }
    for (const lot of this.#credits.keys()) {
      if (!this.#shares.has(lot))
        this.findings.push(`C5 ${lot} was credited without a split, an award or an opening`);
    }
  }

  #open(book: Map<string, string>, { data, stream, report }: Reading): void {
    const name = `${stream} ${data.withdrawalId}`;
    if (book.has(name)) report(`C5 ${name} draws twice`);
    book.set(name, drawsText(data.draws));
  }

  #close(book: Map<string, string>, { data, stream, report }: Reading): void {
    const name = `${stream} ${data.withdrawalId}`;
    if (book.get(name) !== drawsText(data.draws)) report(`C5 ${name} ends what was not begun`);
    book.delete(name);
  }

  #giveBack(book: Map<string, string>, event: Reading): void {
    this.#close(book, event);
    this.#take(event, event.data.draws, 1n);
  }

  #take({ stream, report }: Reading, draws: readonly Draw[], sign: Milligrams): void {
    for (const { lotId, pollutant, amount } of draws) {
      const lot = `${stream} ${lotId} ${pollutant}`;
      const left = this.#left.add(lot, sign * mg(amount));
      if (left < 0n) report(`C5 ${lot} is overdrawn`);
      if (left > (this.#credits.get(lot) ?? 0n)) report(`C5 ${lot} holds more than was credited`);
    }
  }
}

interface Reading {
  readonly data: Body;
  readonly stream: string;
  readonly report: (words: string) => void;
}

const drawsText = (draws: readonly Draw[]): string =>
  draws
    .map(({ lotId, pollutant, amount }) => `${lotId} ${pollutant} ${amount}`)
    .toSorted()
    .join(', ');
