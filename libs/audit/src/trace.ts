import { prefixOf, tonnes, type LoggedEvent, type Pollutant, type Tonnes } from '#kernel';
import { poolEvents, type PoolEvent } from '#contract/pool';
import { entriesOf, FIGURES } from '#libs/pool';
import { isWithin, type ReplayBounds } from './replay.js';

type Figure = (typeof FIGURES)[number];

/** What one event did to the books of a pool for one pollutant; amounts in t/a, signed, zeros left out. */
export interface TracedEntry {
  readonly position: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly type: string;
  readonly actor: string;
  readonly lotId: string;
  /** The deposit, withdrawal or decision behind it. */
  readonly reference: string;
  readonly changes: Readonly<Partial<Record<Figure, Tonnes>>>;
}

/** A figure on a balance sheet: of one pool and pollutant, and one column or all of them. */
export interface TracedFigure {
  readonly pool: string;
  readonly pollutant: Pollutant;
  readonly figure?: Figure | undefined;
}

/** 溯源：the events that a figure is the sum of, as of any two times. Feed events in order, then read `entries`. */
export class FigureTrace {
  readonly entries: TracedEntry[] = [];

  constructor(
    private readonly traced: TracedFigure,
    private readonly bounds: ReplayBounds = {},
  ) {}

  read(event: LoggedEvent): void {
    const { pool, pollutant, figure } = this.traced;
    if (event.stream !== pool || prefixOf(pool) !== 'pool' || !Object.hasOwn(poolEvents, event.type)) return;
    if (!isWithin(event, this.bounds)) return;
    const { position, occurredAt, recordedAt, type, actor } = event;
    for (const entry of entriesOf(event as LoggedEvent & PoolEvent)) {
      const moved = FIGURES.filter((name) => entry[name] !== 0n);
      if (entry.pollutant !== pollutant || (figure !== undefined && !moved.includes(figure))) continue;
      const changes = Object.fromEntries(moved.map((name) => [name, tonnes(entry[name])]));
      const { lotId, reference } = entry;
      this.entries.push({ position, occurredAt, recordedAt, type, actor, lotId, reference, changes });
    }
  }
}
