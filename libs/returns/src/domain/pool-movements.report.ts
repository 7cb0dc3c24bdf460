import {
  endOf,
  POLLUTANTS,
  startOf,
  tonnes,
  type CivilDate,
  type Instant,
  type Logged,
  type LoggedEvent,
  type Pollutant,
  type Tonnes,
} from '#kernel';
import { poolEvents, type PoolEvent } from '#contract/pool';
import {
  addFigures,
  balanceLine,
  entriesOf,
  FIGURES,
  NO_FIGURES,
  type BalanceLine,
  type Figures,
} from '#libs/pool';

export const POOL_SOURCES: readonly string[] = Object.keys(poolEvents);

/** 分录 of one lot and pollutant in t/a; what it takes away is negative. */
export type MovementRow = {
  readonly position: number;
  readonly kind: PoolEvent['type'];
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly lotId: string;
  /** The deposit, withdrawal or decision behind it. */
  readonly reference: string;
  readonly pollutant: Pollutant;
} & Readonly<Record<(typeof FIGURES)[number], Tonnes>>;

/** 期初、发生、期末: opening and movements give closing, pollutant by pollutant, to the milligram. */
export type PoolAccount = {
  readonly opening: readonly BalanceLine[];
  readonly movements: readonly MovementRow[];
  readonly closing: readonly BalanceLine[];
  /** The newest event the closing figures come from. */
  readonly position: number;
};

export type Posted = Logged<PoolEvent>;

/** An event that moves quota in a pool. */
export const isPosted = (event: LoggedEvent): event is LoggedEvent & Posted =>
  Object.hasOwn(poolEvents, event.type);

const postedIn = (events: readonly LoggedEvent[], pool: string): readonly Posted[] =>
  events.filter(isPosted).filter(({ stream }) => stream === pool);

const balanceOf = (events: readonly Posted[]): readonly BalanceLine[] => {
  const figures = new Map<Pollutant, Figures>();
  for (const entry of events.flatMap((event) => entriesOf(event))) {
    figures.set(entry.pollutant, addFigures(figures.get(entry.pollutant) ?? NO_FIGURES, entry));
  }
  return POLLUTANTS.map((pollutant) => balanceLine(pollutant, figures.get(pollutant) ?? NO_FIGURES));
};

const movementRows = (event: Posted): readonly MovementRow[] =>
  entriesOf(event).map((entry) => {
    const figures = Object.fromEntries(FIGURES.map((name) => [name, tonnes(entry[name])]));
    const { position, type: kind, occurredAt, recordedAt } = event;
    const { lotId, reference, pollutant } = entry;
    return {
      position,
      kind,
      occurredAt,
      recordedAt,
      lotId,
      reference,
      pollutant,
      ...(figures as Record<(typeof FIGURES)[number], Tonnes>),
    };
  });

/** Opening and closing are each summed from their own events; only the law says that the movements join them. */
const accountOf = (
  events: readonly Posted[],
  opened: (event: Posted) => boolean,
  closed: (event: Posted) => boolean,
): PoolAccount => {
  const counted = events.filter(closed);
  return {
    opening: balanceOf(events.filter(opened)),
    movements: counted.filter((event) => !opened(event)).flatMap(movementRows),
    closing: balanceOf(counted),
    position: counted.at(-1)?.position ?? 0,
  };
};

/** 储备库对账单：what took effect in a pool from one day through another. */
export type PoolStatement = {
  readonly report: 'POOL_STATEMENT';
  readonly pool: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
} & PoolAccount;

/** 储备库对账单 (第四条、第二十三条): by the effective day, as known from the events handed in. */
export const poolStatement = (
  events: readonly LoggedEvent[],
  { pool, from, to }: { readonly pool: string; readonly from: CivilDate; readonly to: CivilDate },
): PoolStatement => {
  const [start, end] = [startOf(from), endOf(to)];
  const account = accountOf(
    postedIn(events, pool),
    ({ occurredAt }) => occurredAt < start,
    ({ occurredAt }) => occurredAt <= end,
  );
  return { report: 'POOL_STATEMENT', pool, from, to, ...account };
};

/** 知情变化：what the log learned of a pool between two of its positions. */
export type PoolChanges = {
  readonly report: 'POOL_CHANGES';
  readonly pool: string;
  readonly asOf: Instant | null;
  readonly knownFrom: number;
  readonly knownTo: number;
} & PoolAccount;

export interface ChangesQuestion {
  readonly pool: string;
  /** Only what was in force then; everything when absent. */
  readonly asOf?: Instant | undefined;
  /** Positions of the log. */
  readonly knownFrom: number;
  readonly knownTo: number;
}

/** What changed between two knowledge times: the balance known first, the entries learned since, the balance then. */
export const poolChanges = (
  events: readonly LoggedEvent[],
  { pool, asOf, knownFrom, knownTo }: ChangesQuestion,
): PoolChanges => {
  const inForce = postedIn(events, pool).filter(({ occurredAt }) => asOf === undefined || occurredAt <= asOf);
  const account = accountOf(
    inForce,
    ({ position }) => position <= knownFrom,
    ({ position }) => position <= knownTo,
  );
  return { report: 'POOL_CHANGES', pool, asOf: asOf ?? null, knownFrom, knownTo, ...account };
};
