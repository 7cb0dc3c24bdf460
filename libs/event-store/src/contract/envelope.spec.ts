import { createHash } from 'node:crypto';
import type { Instant } from '#kernel';
import { chainHash, EMPTY_HEAD, headAt, leafOf, seal, verifyChain } from './envelope.js';

const at = '2026-11-22T04:00:00.000Z' as Instant;
const event = {
  ledger: '320000',
  position: 258,
  stream: 'pool-320583',
  version: 2,
  eventId: '019ab2f0-0000-7000-8000-000000000001',
  type: 'DepositCredited',
  schemaVersion: 1,
  occurredAt: '2026-11-21T16:00:00.000Z' as Instant,
  recordedAt: at,
  body: '{"amount":"3.26434","note":"示例 🌊"}',
  meta: '{"actor":"a-1"}',
};

/** The format as a stranger would write it from its description. */
const describedLeaf = (fields: readonly string[]): Buffer =>
  Buffer.concat([
    Buffer.from([1]),
    ...fields.flatMap((field) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.byteLength(field));
      return [length, Buffer.from(field, 'utf8')];
    }),
  ]);
const fields = [
  '320000',
  '258',
  'pool-320583',
  '2',
  event.eventId,
  'DepositCredited',
  '1',
  '2026-11-21T16:00:00.000Z',
  '2026-11-22T04:00:00.000Z',
  event.body,
  event.meta,
];

describe('the byte format', () => {
  it('is the documented one', () => {
    expect(Buffer.from(leafOf(event))).toEqual(describedLeaf(fields));
    expect(Buffer.from(leafOf(event)).subarray(0, 16).toString('hex')).toBe(
      '01000000063332303030300000000332',
    );
  });

  it('is hashed after a version byte and the previous value', () => {
    const previous = createHash('sha256').update('before').digest();
    const expected = createHash('sha256').update(
      Buffer.concat([Buffer.from([1]), previous, describedLeaf(fields)]),
    );
    expect(chainHash(previous.toString('hex'), event)).toBe(expected.digest('hex'));
  });

  it('never changes', () => {
    expect(chainHash(EMPTY_HEAD.hash, event)).toBe(
      'ad370cdfe66142d6595226b451b3ab85d819d0d09e158486897a2f896a9b9812',
    );
  });

  it('holds events of any size, one after the other', () => {
    const large = { ...event, body: JSON.stringify({ text: '水'.repeat(100_000) }) };
    const described = describedLeaf(fields.with(9, large.body));
    expect(Buffer.from(leafOf(large)).equals(described)).toBe(true);
    expect(Buffer.from(leafOf(event))).toEqual(describedLeaf(fields));
  });

  it.each(Object.keys(event))('covers %s', (field) => {
    const value = event[field as keyof typeof event];
    const changed = { ...event, [field]: typeof value === 'number' ? value + 1 : `${value} ` };
    expect(chainHash(EMPTY_HEAD.hash, changed)).not.toBe(chainHash(EMPTY_HEAD.hash, event));
  });
});

describe('sealing', () => {
  const proposal = ({ stream }: { stream: string }) => ({ ...event, stream });
  const versionOf = (stream: string): number => (stream === 'pool-a' ? 4 : 0);
  const head = { position: 9, hash: 'ab'.repeat(32), recordedAt: null };
  const events = seal(
    { ledger: '330000', head, recordedAt: at, versionOf },
    ['pool-a', 'pool-b', 'pool-a'].map((stream) => proposal({ stream })),
  );

  it('gives positions and versions in the order given', () => {
    expect(
      events.map(({ ledger, position, stream, version }) => [ledger, position, stream, version]),
    ).toEqual([
      ['330000', 10, 'pool-a', 5],
      ['330000', 11, 'pool-b', 1],
      ['330000', 12, 'pool-a', 6],
    ]);
  });

  it('chains from the head it is given', () => {
    expect(verifyChain(head.hash, events)).toBeUndefined();
    expect(verifyChain(EMPTY_HEAD.hash, events)).toBe(events[0]);
    const last = events[2] ?? events[0];
    expect(last && headAt(last)).toEqual({ position: 12, hash: last?.hash, recordedAt: at });
  });
});
