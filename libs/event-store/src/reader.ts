import type { StoredEvent } from './contract/index.js';
import type { EventStore } from './port.js';

/**
 * Positions are gapless by construction, so a missing one means that the log was damaged: stop and raise the
 * alarm.
 */
export class HoleInLog extends Error {
  override readonly name = 'HoleInLog';
  constructor(
    readonly ledger: string,
    readonly missing: number,
  ) {
    super(`ledger ${ledger} has no event at position ${missing}`);
  }
}

/** As measured: larger pages read no faster, smaller ones do not keep up. */
const PAGE_SIZE = 5_000;

/**
 * Reads a ledger from just after a position to its present end, page by page; a page is never empty. Resume with the
 * last position seen, for example when `onGrowth` tells of more. Errors: HoleInLog before the page with the hole.
 */
export async function* follow(
  store: Pick<EventStore, 'readLedger'>,
  ledger: string,
  { after = 0, pageSize = PAGE_SIZE }: { readonly after?: number; readonly pageSize?: number } = {},
): AsyncGenerator<readonly StoredEvent[]> {
  let seen = after;
  let reading = store.readLedger(ledger, seen, pageSize);
  for (;;) {
    const page = await reading;
    page.forEach(({ position }, index) => {
      if (position !== seen + index + 1) throw new HoleInLog(ledger, seen + index + 1);
    });
    seen += page.length;
    const full = page.length === pageSize;
    if (full) {
      // Read ahead while this page is worked through; whoever stops early does not hear of a failure.
      reading = store.readLedger(ledger, seen, pageSize);
      reading.catch(() => undefined);
    }
    if (page.length > 0) yield page;
    if (!full) return;
  }
}
