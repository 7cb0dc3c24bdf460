import fc from 'fast-check';
import { must } from '#kernel';
import { PROOF, pureCryptography, signerKey } from '#libs/audit';
import type { StoredEvent } from '#libs/event-store';
import { dice } from '../support/busy-city.js';
import {
  checkpointsAt,
  demoLog,
  KEYS_OF_LOG,
  LOG_KEY,
  packOf,
  rechained,
  verified,
} from '../support/packs.js';

jest.setTimeout(1_800_000);

const ALL = process.env['TAMPER'] === 'all';
const SAMPLES = 100;
const ADVERSARIAL = ALL ? 20_000 : 40;
const MOST_BYTES = 256 * 2 ** 20;

const events = (await demoLog()).slice(0, 8);
const checkpoints = checkpointsAt(events, [0, 3, 5, 8]);
const pack = await packOf({ events, checkpoints });
const options = { parts: PROOF, trustedKeys: [LOG_KEY.verifier.text] };

/** Every number below, or so many of them. */
const someOf = (count: number): readonly number[] => {
  const roll = dice(count);
  return ALL
    ? Array.from({ length: count }, (_, index) => index)
    : Array.from({ length: SAMPLES }, () => roll(count));
};

describe('a small pack', () => {
  it('is sound as it is', async () => expect((await verified(pack, options)).verdict).toBe('SOUND'));

  it(`cut at ${ALL ? 'every' : 'any'} offset is refused with a reason`, async () => {
    const passed: number[] = [];
    for (const length of someOf(pack.length))
      if ((await verified(pack.slice(0, length), options)).proof.length === 0) passed.push(length);
    expect(passed).toEqual([]);
  });

  it(`with ${ALL ? 'every' : 'any'} bit flipped is refused with a reason, in little memory`, async () => {
    const passed: number[] = [];
    const damaged = pack.slice();
    const before = process.memoryUsage.rss();
    for (const bit of someOf(8 * pack.length)) {
      const [byte, mask] = [bit >> 3, 1 << (bit & 7)];
      damaged[byte] = must(pack[byte], 'a byte') ^ mask;
      if ((await verified(damaged, options)).proof.length === 0) passed.push(bit);
      damaged[byte] = must(pack[byte], 'a byte');
    }
    expect(passed).toEqual([]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(MOST_BYTES);
  });
});

const FOREIGN = signerKey({ ...LOG_KEY.verifier }, new Uint8Array(32).fill(7), pureCryptography);

type Edit = (log: readonly StoredEvent[]) => readonly StoredEvent[];
const place = fc.nat({ max: events.length - 1 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  place.map(
    (at): Edit =>
      (log) =>
        log.map((event, index) => (index === at ? { ...event, body: `${event.body} ` } : event)),
  ),
  place.map(
    (at): Edit =>
      (log) =>
        log.filter((_, index) => index !== at),
  ),
  place.map((at): Edit => (log) => [...log.slice(0, at), ...log.slice(at).toReversed()]),
  place.map(
    (at): Edit =>
      (log) =>
        log.slice(0, at),
  ),
  place.map((at): Edit => (log) => [...log, ...log.slice(at)]),
  fc.constant<Edit>((log) => log.map((event, index) => ({ ...event, position: index + 1 }))),
  fc.constant<Edit>(rechained),
);

describe('an adversary who has every checkpoint but not the key', () => {
  const leaves = (log: readonly StoredEvent[]): string =>
    JSON.stringify(log.map(({ hash: _hash, ...rest }) => rest));

  it(`makes no pack that verifies with another root for a size (${ADVERSARIAL} packs)`, async () => {
    let sound = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { maxLength: 4 }),
        fc.subarray([...checkpoints], { minLength: 1 }),
        fc.record({ size: fc.nat({ max: 9 }), forged: fc.boolean(), listed: fc.boolean() }),
        async (edits, notes, { size, forged, listed }) => {
          const log = edits.reduce<readonly StoredEvent[]>((before, change) => change(before), events);
          const own = checkpointsAt(log, [log.length], FOREIGN);
          const keys = [
            ...KEYS_OF_LOG.keys,
            ...(listed ? [{ key: FOREIGN.verifier.text, fromSize: size }] : []),
          ];
          const made = await packOf({
            events: log,
            checkpoints: forged ? [...notes, ...own] : notes,
            logs: [{ ...KEYS_OF_LOG, keys }],
            size: edits.length === 0 ? log.length : size,
          });
          if ((await verified(made, options)).verdict !== 'SOUND') return;
          sound += 1;
          expect(leaves(log)).toBe(leaves(events.slice(0, log.length)));
        },
      ),
      // One that changes nothing stands first, so that the floor below does not depend on chance.
      { numRuns: ADVERSARIAL, examples: [[[], [...checkpoints], { size: 0, forged: false, listed: false }]] },
    );
    expect(sound).toBeGreaterThan(0);
  });
});
