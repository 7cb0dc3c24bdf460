import { must, type Instant } from '#kernel';
import { EMPTY_HEAD, leafOf, seal, type StoredEvent } from '#contract/event-store';
import { pureCryptography } from './crypto/pure-cryptography.js';
import { LogCheck, type ClaimedRoot, type LogFault } from './log-check.js';
import { Frontier } from './tree/frontier.js';
import { treeHasher } from './tree/hasher.js';

const hasher = treeHasher(pureCryptography.sha256);
const recordedAt = '2026-03-02T01:00:00.000Z' as Instant;
const logOf = (bodies: readonly string[]): readonly StoredEvent[] =>
  seal(
    { ledger: 'check', head: EMPTY_HEAD, recordedAt, versionOf: () => 0 },
    bodies.map((body, index) => ({
      stream: 'sample',
      eventId: `event-${index}`,
      type: 'Sample',
      schemaVersion: 1,
      occurredAt: recordedAt,
      body,
      meta: '{}',
    })),
  );
const bodies = Array.from({ length: 12 }, (_, index) => `{"示例":${index}}`);
const log = logOf(bodies);
const rootAt = (size: number): ClaimedRoot => {
  const frontier = new Frontier(hasher);
  log.slice(0, size).forEach((event) => frontier.append(hasher.leaf(leafOf(event))));
  return { size, root: frontier.root() };
};
const claims = [rootAt(5), rootAt(12)];
const faultIn = (events: readonly StoredEvent[]): LogFault | undefined => {
  const check = new LogCheck(hasher, claims);
  return events.map((event) => check.read(event)).find((fault) => fault !== undefined);
};

describe('a log read again', () => {
  it('is without fault when nothing was changed, and ends at its last event', () => {
    expect(faultIn(log)).toBeUndefined();
    const check = new LogCheck(hasher, claims);
    log.forEach((event) => check.read(event));
    expect([check.size, check.chain, check.root()]).toEqual([
      12,
      must(log.at(-1), 'end').hash,
      rootAt(12).root,
    ]);
  });
  it('names the event that was changed, whatever of it was', () => {
    const fields = ['body', 'meta', 'type', 'stream', 'eventId', 'recordedAt', 'hash'] as const;
    const faults = fields.map((field) =>
      faultIn(log.map((event) => (event.position === 7 ? { ...event, [field]: `${event[field]} ` } : event))),
    );
    expect(faults).toEqual(fields.map(() => ({ kind: 'CHAIN', position: 7 })));
  });
  it('names the position that is missing, or that two have changed places', () => {
    expect(faultIn(log.toSpliced(6, 1))).toEqual({ kind: 'HOLE', position: 7 });
    const [sixth, seventh] = [must(log[5], 'sixth'), must(log[6], 'seventh')];
    expect(faultIn(log.toSpliced(5, 2, seventh, sixth))).toEqual({ kind: 'HOLE', position: 6 });
  });
  it('that was hashed again as a whole is named by the first checkpoint that disagrees', () => {
    expect(faultIn(logOf(bodies.with(2, '{"示例":99}')))).toEqual({ kind: 'ROOT', position: 5 });
    expect(faultIn(logOf(bodies.with(6, '{"示例":99}')))).toEqual({ kind: 'ROOT', position: 12 });
  });
});
