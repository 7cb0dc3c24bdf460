import { must } from '#kernel';
import {
  pureTools,
  signerKey,
  verifierKey,
  verifyPack,
  bytesSource,
  pureCryptography,
  type FileToPack,
  type KeyChange,
} from '#libs/audit';
import type { StoredEvent } from '#libs/event-store';
import {
  checkpointsAt,
  demoLog,
  found,
  GM_LOG_KEY,
  keyChange,
  KEYS_OF_GM_LOG,
  KEYS_OF_LOG,
  LOG_KEY,
  NEXT_KEYS,
  packOf,
  rechained,
  verified,
  withRotations,
  type PackParts,
} from '../support/packs.js';

const events = await demoLog();
/** As many events as end with a whole command. */
const half = Math.floor(events.length / 2);
const middle = half + events.slice(half).findIndex(({ meta }) => meta.includes('"command":'));
const at = (position: number): StoredEvent => must(events[position - 1], `event ${position}`);
const changed = (position: number, change: Partial<StoredEvent>): readonly StoredEvent[] =>
  events.with(position - 1, { ...at(position), ...change });
const atHalf = checkpointsAt(events, [middle, events.length]);

const findingsOf = async (parts: PackParts): Promise<readonly string[]> =>
  (await verified(await packOf(parts))).proof.map(found);

describe('a pack of the demo city', () => {
  it('is sound: every command decides again as it is recorded, accepted and refused', async () => {
    const report = await verified(await packOf({ events, checkpoints: atHalf }), {
      trustedKeys: [LOG_KEY.verifier.text],
    });
    expect(report).toMatchObject({ verdict: 'SOUND', events: events.length, proof: [], rules: [] });
    const { accepted = 0, refused = 0 } = report.decided ?? {};
    expect([accepted > 250, refused >= 5]).toEqual([true, true]);
    expect(report.checkpoints.map(({ size, witnesses }) => [size, witnesses.length])).toEqual([
      [middle, 1],
      [events.length, 1],
    ]);
  });

  it('is read the same in plain JavaScript', async () => {
    const pack = await packOf({ events });
    const report = await verifyPack(bytesSource(pack), pureTools);
    expect(report).toEqual(await verified(pack));
  });

  it('of a ledger without events is sound', async () => {
    const report = await verified(await packOf({ events: [] }));
    expect(report).toMatchObject({ verdict: 'SOUND', events: 0 });
  });

  it('is not trusted for a key one was not told of', async () => {
    const other = signerKey({ ...LOG_KEY.verifier }, new Uint8Array(32).fill(9), pureCryptography);
    const report = await verified(await packOf({ events }), { trustedKeys: [other.verifier.text] });
    expect(report.proof.map(found)).toEqual([`KEY_NOT_TRUSTED ${KEYS_OF_LOG.origin}`]);
  });
});

const without =
  (...kinds: readonly string[]): NonNullable<PackParts['edit']> =>
  (file) =>
    kinds.some((kind) => file.path.startsWith(kind)) ? undefined : file;
const longer =
  (name: string): NonNullable<PackParts['edit']> =>
  ({ path, bytes }) => ({ path, bytes: path === name ? Uint8Array.of(...bytes, 10) : bytes });

describe('the tiles and the attachments of a pack', () => {
  it('may be missing, as in packs made before there were any', async () => {
    for (const edit of [without('tiles/', 'attachments'), without('tiles/'), without('attachments')])
      expect(await verified(await packOf({ events, edit }))).toMatchObject({ verdict: 'SOUND' });
  });

  it('list every file that a deposit rests on, by its hash', async () => {
    let listed = '';
    const edit = (file: FileToPack): FileToPack => {
      if (file.path === 'attachments.txt') listed = Buffer.from(file.bytes).toString();
      return file;
    };
    await packOf({ events, edit });
    const filed = must(
      events.find(({ type }) => type === 'ReductionFiled'),
      'a filed reduction',
    );
    const { evidence } = JSON.parse(filed.body) as { evidence: readonly { sha256: string }[] };
    expect(evidence.length).toBeGreaterThan(0);
    for (const { sha256 } of evidence) expect(listed).toContain(`${sha256}  ${filed.position}\n`);
  });

  it('are those of the events, in every log', async () => {
    const both = {
      events,
      logs: [KEYS_OF_LOG, KEYS_OF_GM_LOG],
      checkpoints: [
        ...checkpointsAt(events, [events.length]),
        ...checkpointsAt(events, [events.length], GM_LOG_KEY),
      ],
    };
    expect(await findingsOf(both)).toEqual([]);
    for (const name of ['tiles/000001', 'attachments.txt'])
      expect(await findingsOf({ ...both, edit: longer(name) })).toEqual([
        `${name.startsWith('tiles') ? 'TILES' : 'ATTACHMENTS'} ${name}`,
      ]);
  });
});

describe('a changed log', () => {
  const last = events.length;
  const cases: readonly (readonly [string, PackParts, readonly string[]])[] = [
    ['a body', { events: changed(9, { body: at(9).body.replace('{', '{ ') }) }, ['CHAIN @9 content']],
    ['a hash', { events: changed(9, { hash: at(10).hash }) }, ['CHAIN @9 hash']],
    ['the last hash', { events: changed(last, { hash: at(10).hash }) }, [`CHAIN @${last} hash`]],
    [
      'an account',
      { events: changed(9, { meta: at(9).meta.replace('"actor":"', '"actor":"x') }) },
      ['CHAIN @9 content'],
    ],
  ];
  it.each(cases)('%s is named by its position', async (_, parts, expected) => {
    const checkpoints = checkpointsAt(events, [last]);
    const roots = expected.some((one) => one.endsWith('hash')) ? [] : [`CHECKPOINT_ROOT @${last}`];
    expect((await findingsOf({ ...parts, checkpoints })).toSorted()).toEqual(
      [...expected, ...roots].toSorted(),
    );
  });

  it('a row deleted, repeated, swapped leaves a hole', async () => {
    const checkpoints = checkpointsAt(events, [last]);
    const deleted = await findingsOf({ events: events.toSpliced(8, 1), checkpoints });
    expect(deleted).toEqual(expect.arrayContaining(['POSITION @10 position', 'CHAIN @10 content']));
    const repeated = await findingsOf({ events: events.toSpliced(8, 0, at(9)), checkpoints });
    expect(repeated).toEqual(expect.arrayContaining(['POSITION @9 position', 'CHAIN @9 content']));
    const swapped = await findingsOf({ events: events.with(8, at(10)).with(9, at(9)), checkpoints });
    expect(swapped).toEqual(expect.arrayContaining(['POSITION @10 position', 'POSITION @9 position']));
  });

  it('a tail cut off is missed by the checkpoint that covered it', async () => {
    const cut = events.slice(0, middle);
    expect(await findingsOf({ events: cut, checkpoints: atHalf })).toEqual([`CHECKPOINT_AHEAD @${last}`]);
    expect(await findingsOf({ events: cut, size: last, checkpoints: atHalf })).toEqual([
      `SIZE @${middle}`,
      `CHECKPOINT_AHEAD @${last}`,
    ]);
  });

  it('an old copy put back is found by a note one kept', async () => {
    const cut = await packOf({ events: events.slice(0, middle) });
    expect((await verified(cut)).verdict).toBe('SOUND');
    const report = await verified(cut, { knownNotes: atHalf.slice(1) });
    expect(report.proof.map(found)).toEqual([`CHECKPOINT_AHEAD @${last}`]);
  });

  it('a chain laid anew is named by the first checkpoint that disagrees', async () => {
    const forged = rechained(changed(9, { body: at(9).body.replace('{', '{ ') }));
    const checkpoints = checkpointsAt(events, [5, 8, 9, middle, last]);
    expect(await findingsOf({ events: forged, checkpoints })).toEqual(['CHECKPOINT_ROOT @9']);
  });

  it('a signature, a co-signature, a checkpoint of another log, a missing one are named', async () => {
    const [note = ''] = checkpointsAt(events, [last]);
    const other = (text: string): string =>
      text.replace(/(.)(.==?\n)$/, (_, a: string, b: string) => `${a === 'A' ? 'B' : 'A'}${b}`);
    const lines = note.split('\n');
    const forged = lines.with(4, other(`${lines[4]}\n`).trimEnd()).join('\n');
    expect(await findingsOf({ events, checkpoints: [forged] })).toEqual([
      `CHECKPOINT_SIGNATURE @${last}`,
      `CHECKPOINT_MISSING @${last} ${KEYS_OF_LOG.origin}`,
    ]);
    expect(await findingsOf({ events, checkpoints: [other(note)] })).toEqual([
      `COSIGNATURE @${last} witness.example/county`,
    ]);
    const foreign = [note, note.replaceAll(KEYS_OF_LOG.origin, 'reserve-pool/330000'), 'no note'];
    expect(await findingsOf({ events, checkpoints: foreign })).toEqual([
      'CHECKPOINT_FORM',
      `CHECKPOINT_FORM @${last}`,
    ]);
  });

  it('a key list with a key that the log does not know of is named', async () => {
    const fresh = signerKey({ ...LOG_KEY.verifier }, new Uint8Array(32).fill(9), pureCryptography);
    const keys = [...KEYS_OF_LOG.keys, { key: fresh.verifier.text, fromSize: last + 1 }];
    expect(await findingsOf({ events, logs: [{ ...KEYS_OF_LOG, keys }] })).toEqual([
      `KEYS ${KEYS_OF_LOG.origin}`,
    ]);
    expect(verifierKey(fresh.verifier, fresh.verifier.publicKey, pureCryptography).text).toBe(keys[1]?.key);
  });
});

describe('a change of keys that the log records', () => {
  const [second, third] = NEXT_KEYS.map((key) => must(key, 'a key'));
  const toldOf = (changes: readonly KeyChange[]): Promise<readonly string[]> => {
    const rotated = withRotations(events, changes);
    const signer = must([second, third][changes.length - 1], 'a key');
    const checkpoints = checkpointsAt(rotated.events, [rotated.events.length], signer);
    return findingsOf({ ...rotated, checkpoints });
  };
  const broken = [`KEYS ${KEYS_OF_LOG.origin}`];

  it('is sound when each key signs the one that takes its place, or none does, as it was before', async () => {
    expect(await toldOf([keyChange(0, LOG_KEY), keyChange(1, second)])).toEqual([]);
    expect(await toldOf([keyChange(0), keyChange(1)])).toEqual([]);
    expect(await toldOf([keyChange(0), keyChange(1, second)])).toEqual([]);
  });

  it('is named when another key signed it, or none after one that did', async () => {
    expect(await toldOf([keyChange(0, second)])).toEqual(broken);
    expect(await toldOf([keyChange(0, LOG_KEY), keyChange(1)])).toEqual(broken);
    const unreadable = { ...keyChange(0), signature: 'AAAA' };
    expect(await toldOf([unreadable])).toEqual(broken);
  });
});
