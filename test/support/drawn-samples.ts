import { type Actor, type Instant, must } from '#kernel';
import { base64, Frontier, pureCryptography, treeHasher } from '#libs/audit';
import { leafOf, type StoredEvent } from '#libs/event-store';
import { goingOn } from './told-log.js';

const ORIGIN = 'reserve-pool/320000';
const INSPECTOR: Actor = { id: 'inspector@320500', roles: ['inspector'], place: '320500' };
const PLAN = {
  title: '示例检查',
  places: ['320583'],
  place: '320583',
  lead: '320583',
  from: '2026-11-20',
  to: '2026-11-21',
  officers: [INSPECTOR.id],
  samples: [
    { of: 'LOT', size: 2 },
    { of: 'VOUCHER', size: 1 },
  ],
};

/** The root of the tree of these events, in base64. */
export const rootOf = (events: readonly StoredEvent[]): string => {
  const hasher = treeHasher(pureCryptography.sha256);
  const tree = new Frontier(hasher);
  for (const event of events) tree.append(hasher.leaf(leafOf(event)));
  return base64(tree.root());
};

/** By which checkpoint somebody draws, given the log so far and the size at which the plan was written. */
export type Drawing = (
  events: readonly StoredEvent[],
  planned: number,
) => { readonly size: number; readonly root: string };

/** A log that goes on: for each drawing an inspection is planned, something else happens, and its sample is drawn. */
export const withSamples = async (
  events: readonly StoredEvent[],
  drawings: readonly Drawing[],
): Promise<readonly StoredEvent[]> => {
  const give = await goingOn(events, INSPECTOR, '2027-01-01T01:00:00.000Z' as Instant);
  let log = events;
  for (const [index, drawing] of drawings.entries()) {
    const inspectionId = `inspection-${index}`;
    log = await give('PlanInspection', PLAN, inspectionId);
    const planned = must(log.at(-1), 'plan').position;
    log = await give('OrderAuditPack', { scope: 'LEDGER', purpose: '示例' }, `between-${index}`);
    const checkpoint = { origin: ORIGIN, ...drawing(log, planned) };
    log = await give('DrawSample', { inspectionId, checkpoint }, `draw-${index}`);
  }
  return log;
};
