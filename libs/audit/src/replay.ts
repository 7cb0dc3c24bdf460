import {
  POLLUTANTS,
  prefixOf,
  tonnes,
  type Instant,
  type LoggedEvent,
  type Pollutant,
  type Tonnes,
} from '#kernel';
import { poolEvents, type PoolEvent } from '#contract/pool';
import { addFigures, entriesOf, FIGURES, NO_FIGURES, type Figures } from '#libs/pool';

/** What was in force and what was known; absent means everything there is. */
export interface ReplayBounds {
  readonly asOf?: Instant | undefined;
  /** A moment of recording, or a position. */
  readonly knownAt?: Instant | number | undefined;
}

export type ReplayedLine = { readonly pollutant: Pollutant } & Readonly<
  Record<(typeof FIGURES)[number], Tonnes>
>;

export interface ReplayedBalance {
  readonly pool: string;
  /** The last position that was read. */
  readonly position: number;
  readonly lines: readonly ReplayedLine[];
}

const known = (event: LoggedEvent, { knownAt }: ReplayBounds): boolean => {
  if (knownAt === undefined) return true;
  return typeof knownAt === 'number' ? event.position <= knownAt : event.recordedAt <= knownAt;
};
const inForce = (event: LoggedEvent, { asOf }: ReplayBounds): boolean =>
  asOf === undefined || event.occurredAt <= asOf;

/** Whether an event was in force and known at the two times. */
export const isWithin = (event: LoggedEvent, bounds: ReplayBounds): boolean =>
  known(event, bounds) && inForce(event, bounds);

const isPoolEvent = (event: LoggedEvent): event is LoggedEvent & PoolEvent =>
  prefixOf(event.stream) === 'pool' && Object.hasOwn(poolEvents, event.type);

const inTonnes = (figures: Figures): Readonly<Record<(typeof FIGURES)[number], Tonnes>> =>
  Object.fromEntries(FIGURES.map((name) => [name, tonnes(figures[name])])) as Record<
    (typeof FIGURES)[number],
    Tonnes
  >;

/** 回放：the balances of every pool at any two times, from the events alone. Feed events in order, then ask. */
export class BalanceReplay {
  private position = 0;
  private readonly pools = new Map<string, Map<Pollutant, Figures>>();

  constructor(private readonly bounds: ReplayBounds = {}) {}

  read(event: LoggedEvent): void {
    if (!known(event, this.bounds)) return;
    this.position = event.position;
    if (!isPoolEvent(event) || !inForce(event, this.bounds)) return;
    const figures = this.pools.get(event.stream) ?? new Map<Pollutant, Figures>();
    for (const entry of entriesOf(event)) {
      figures.set(entry.pollutant, addFigures(figures.get(entry.pollutant) ?? NO_FIGURES, entry));
    }
    this.pools.set(event.stream, figures);
  }

  /** One pool's balance; all eight pollutants, in t/a. */
  balanceOf(pool: string): ReplayedBalance {
    const figures = this.pools.get(pool);
    const lines = POLLUTANTS.map((pollutant) => ({
      pollutant,
      ...inTonnes(figures?.get(pollutant) ?? NO_FIGURES),
    }));
    return { pool, position: this.position, lines };
  }

  /** Pools that ever moved, in order of their id. */
  get poolIds(): readonly string[] {
    return [...this.pools.keys()].toSorted();
  }
}
