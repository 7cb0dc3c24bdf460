import { endOf, parseCivilDate, parseInstant, type Instant } from '#kernel';
import { decode, type StoredEvent } from '#contract/event-store';
import { BalanceReplay, LEDGER_EVENTS, type ReplayBounds, type ReplayedBalance } from '#libs/audit';

/** A civil date means its last moment in Asia/Shanghai, as in the interface. Nothing for anything else. */
export const momentOf = (text: string): Instant | undefined => {
  const date = parseCivilDate(text);
  return date === undefined ? parseInstant(text) : endOf(date);
};

/** `@1234` is a position, anything else a moment. */
export const knownAtOf = (text: string): Instant | number | undefined =>
  /^@\d{1,15}$/.test(text) ? Number(text.slice(1)) : momentOf(text);

/** Balances at any two times from a stream of events; of one pool, or of every pool that ever moved. */
export const replayBalances = async (
  events: AsyncIterable<StoredEvent>,
  { pool, ...bounds }: ReplayBounds & { readonly pool?: string | undefined },
): Promise<readonly ReplayedBalance[]> => {
  const replay = new BalanceReplay(bounds);
  for await (const event of events) replay.read(decode(event, LEDGER_EVENTS));
  return (pool === undefined ? replay.poolIds : [pool]).map((id) => replay.balanceOf(id));
};
