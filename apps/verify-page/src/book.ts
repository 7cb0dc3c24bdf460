import type { LoggedEvent, Pollutant } from '#kernel';
import {
  BalanceReplay,
  FigureTrace,
  type ReplayBounds,
  type ReplayedBalance,
  type TracedEntry,
  type TracedFigure,
} from '#libs/audit';

/** One line of the journal. */
export interface JournalLine {
  readonly position: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly stream: string;
  readonly type: string;
  readonly actor: string;
}

/** 链条：one step in the life of a lot, with the events behind it. */
export interface ChainStep {
  readonly step: 'REDUCTION' | 'DEPOSIT' | 'LOT' | 'DRAW' | 'VOUCHER' | 'OBLIGATION';
  readonly events: readonly JournalLine[];
}

const PAGE = 200;
const lineOf = ({ position, occurredAt, recordedAt, stream, type, actor }: LoggedEvent): JournalLine => ({
  position,
  occurredAt,
  recordedAt,
  stream,
  type,
  actor,
});

interface Naming {
  readonly lotId?: string;
  readonly depositId?: string;
  readonly reductionId?: string;
  readonly withdrawalId?: string;
  readonly draws?: readonly { readonly lotId: string }[];
}
const namesIn = ({ data }: LoggedEvent): Naming => data as Naming;
const touches = (event: LoggedEvent, lotId: string): boolean => {
  const { lotId: own, draws } = namesIn(event);
  return own === lotId || (draws ?? []).some((draw) => draw.lotId === lotId);
};
const isOfPool = ({ stream }: LoggedEvent): boolean => stream.startsWith('pool-');

/** The events of a pack, to be asked about. */
export class Book {
  private readonly events: LoggedEvent[] = [];

  read(event: LoggedEvent): void {
    this.events.push(event);
  }

  balances(bounds: ReplayBounds): readonly ReplayedBalance[] {
    const replay = new BalanceReplay(bounds);
    for (const event of this.events) replay.read(event);
    return replay.poolIds.map((pool) => replay.balanceOf(pool));
  }

  trace(figure: TracedFigure, bounds: ReplayBounds): readonly TracedEntry[] {
    const trace = new FigureTrace(figure, bounds);
    for (const event of this.events) trace.read(event);
    return trace.entries;
  }

  event(position: number): LoggedEvent | undefined {
    return this.events.find((event) => event.position === position);
  }

  /** Lines in which a text occurs, from a position on. */
  journal(words: string, after: number): readonly JournalLine[] {
    const found: JournalLine[] = [];
    for (const event of this.events) {
      if (event.position <= after) continue;
      const text = `${event.stream} ${event.type} ${event.actor}`;
      if (text.includes(words)) found.push(lineOf(event));
      if (found.length === PAGE) break;
    }
    return found;
  }

  lots(): readonly string[] {
    const credited = this.events.filter(({ type }) => type === 'LotCredited');
    return [...new Set(credited.map((event) => namesIn(event).lotId ?? ''))];
  }

  /** From the reduction a lot rests on to whatever rests on the lot. */
  chain(lotId: string): readonly ChainStep[] {
    const inPools = this.events.filter((event) => isOfPool(event) && touches(event, lotId));
    const named = (name: 'depositId' | 'reductionId' | 'withdrawalId'): ReadonlySet<string> =>
      new Set(inPools.flatMap((event) => namesIn(event)[name] ?? []));
    const streams = (prefix: string, ids: ReadonlySet<string>): readonly JournalLine[] =>
      this.events
        .filter(({ stream }) => stream.startsWith(`${prefix}-`) && ids.has(stream.slice(prefix.length + 1)))
        .map(lineOf);
    const credits = inPools.filter(({ type }) => type === 'LotCredited');
    const rest = inPools.filter(({ type }) => type !== 'LotCredited');
    const debts = this.events.filter(
      (event) => event.stream.startsWith('obligation-') && JSON.stringify(event.data).includes(lotId),
    );
    return [
      { step: 'REDUCTION', events: streams('reduction', named('reductionId')) },
      { step: 'DEPOSIT', events: streams('deposit', named('depositId')) },
      { step: 'LOT', events: credits.map(lineOf) },
      { step: 'DRAW', events: rest.map(lineOf) },
      { step: 'VOUCHER', events: streams('withdrawal', named('withdrawalId')) },
      { step: 'OBLIGATION', events: [...streams('void', new Set([lotId])), ...debts.map(lineOf)] },
    ];
  }
}

/** What the page may ask, and what it is told. */
export interface Questions {
  balances: { ask: { bounds: ReplayBounds }; answer: readonly ReplayedBalance[] };
  trace: {
    ask: { pool: string; pollutant: Pollutant; figure?: TracedFigure['figure']; bounds: ReplayBounds };
    answer: readonly TracedEntry[];
  };
  journal: { ask: { words: string; after: number }; answer: readonly JournalLine[] };
  event: { ask: { position: number }; answer: LoggedEvent | undefined };
  lots: { ask: Record<string, never>; answer: readonly string[] };
  chain: { ask: { lotId: string }; answer: readonly ChainStep[] };
}
