import { liesWithin, PLACES } from '#kernel';
import type { StoredEvent } from '#contract/event-store';

/** The place a stream is named after, as `pool-320583` or `award-park-sip-2025`. */
export const placeNamedBy = (stream: string): string | undefined => {
  const id = stream.slice(stream.indexOf('-') + 1);
  return PLACES.find(({ code }) => id === code || id.startsWith(`${code}-`))?.code;
};

/** The place an event states in its body; the first of a stream says where the stream lies. */
export const placeStatedIn = ({ body }: StoredEvent): string | undefined => {
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
    const named = placeNamedBy(stream);
    if (named !== undefined && liesWithin(named, this.place)) return true;
    const stated = version === 1 ? placeStatedIn(event) : undefined;
    if (stated !== undefined && liesWithin(stated, this.place)) this.stated.add(stream);
    return this.stated.has(stream);
  }
}
