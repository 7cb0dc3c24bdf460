import { liesWithin, PLACES } from '#kernel';
import type { StoredEvent } from '#contract/event-store';

const namedPlace = (stream: string): string | undefined => {
  const id = stream.slice(stream.indexOf('-') + 1);
  return PLACES.find(({ code }) => id === code || id.startsWith(`${code}-`))?.code;
};

const statedPlace = ({ body }: StoredEvent): string | undefined => {
  const { place } = JSON.parse(body) as { readonly place?: unknown };
  return typeof place === 'string' ? place : undefined;
};

/**
 * The streams of a place and of the places inside it, told from a log read in order: those named after such a place,
 * and those whose first event states one in its body.
 */
export class PlaceStreams {
  private readonly stated = new Set<string>();

  constructor(private readonly place: string) {}

  /** Whether an event stands in one of them; every event has to be asked, in order. */
  holds(event: StoredEvent): boolean {
    const { stream, version } = event;
    const named = namedPlace(stream);
    if (named !== undefined && liesWithin(named, this.place)) return true;
    const stated = version === 1 ? statedPlace(event) : undefined;
    if (stated !== undefined && liesWithin(stated, this.place)) this.stated.add(stream);
    return this.stated.has(stream);
  }
}
