import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '#kernel';
import { PROOF, pureCryptography, signerKey, type FileToPack, type Finding } from '#libs/audit';
import type { StoredEvent } from '#libs/event-store';
import { dice } from '../support/busy-city.js';
import { rootOf, withSamples } from '../support/drawn-samples.js';
import { placePacks } from '../support/place-packs.js';
import {
  checkpointsAt,
  demoLog,
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
} from '../support/packs.js';

jest.setTimeout(120_000);

const SCRIPT = join(import.meta.dirname, '../../tools/verify.py');
const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) process.stderr.write('SKIPPED: tools/verify.py, because there is no python3\n');
const whereThere = hasPython ? describe : describe.skip;

const trustedKeys = [LOG_KEY, GM_LOG_KEY].map(({ verifier }) => verifier.text);
const FLIPS = 40;
const CUTS = 15;

interface Report {
  readonly verdict: string;
  readonly events: number;
  readonly proof: readonly Pick<Finding, 'code' | 'position' | 'field'>[];
}
const said = ({ verdict, events, proof }: Report): object => ({
  sound: verdict !== 'BROKEN',
  events,
  proof: proof.map(({ code, position, field }) => `${code} ${position ?? ''} ${field ?? ''}`).toSorted(),
});

const otherLetter = (letter: string): string => (letter === 'A' ? 'B' : 'A');
/** With a co-signature that does not hold, and with a signature of the log that does not. */
const spoil = (note: string): string =>
  note.replace(/(.)(.{9}\n)$/, (_, letter: string, rest: string) => `${otherLetter(letter)}${rest}`);
const misSigned = (note: string): string =>
  note.replace(/(\u2014 .{75})(.)/, (_, kept: string, letter: string) => `${kept}${otherLetter(letter)}`);

whereThere('a second verifier, in Python, from the document alone', () => {
  let folder: string;
  const packs: Uint8Array[] = [];
  const misnamed: number[] = [];
  let mine: readonly Report[];
  let theirs: readonly Report[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reserve-pool-python-'));
    const events = (await demoLog()).slice(0, 60);
    const at = (position: number): StoredEvent => must(events[position - 1], 'event');
    const changed = (position: number, change: Partial<StoredEvent>): readonly StoredEvent[] =>
      events.with(position - 1, { ...at(position), ...change });
    const checkpoints = checkpointsAt(events, [10, 30, 60]);
    const other = signerKey({ ...LOG_KEY.verifier }, new Uint8Array(32).fill(9), pureCryptography);
    const spoilt = checkpoints.map(spoil);
    const logs: readonly (readonly StoredEvent[])[] = [
      events,
      [],
      changed(9, { body: `${at(9).body} ` }),
      changed(9, { hash: at(10).hash }),
      changed(60, { hash: at(10).hash }),
      changed(60, { meta: '{}' }),
      changed(9, { ledger: '330000', version: 7 }),
      changed(9, { recordedAt: at(1).recordedAt, occurredAt: at(60).occurredAt }),
      events.toSpliced(20, 1),
      events.toSpliced(20, 0, at(20)),
      events.with(20, at(22)).with(21, at(21)),
      events.slice(0, 40),
      rechained(changed(9, { body: `${at(9).body} ` })),
      rechained(
        changed(40, {
          type: 'SigningKeyRotated',
          stream: 'keys',
          version: 1,
          body: '{"keys":[{"oldKey":"a","newKey":"reserve-pool/320000+b"}]}',
        }),
      ),
    ];
    for (const log of logs) packs.push(await packOf({ events: log, checkpoints }));
    const drawn = await withSamples(events, [
      (log, planned) => ({ size: planned, root: rootOf(log.slice(0, planned)) }),
    ]);
    const misdrawn = await withSamples(events, [
      (log, planned) => ({ size: planned + 1, root: rootOf(log.slice(0, planned)) }),
      (log, planned) => ({ size: planned + 9, root: rootOf(log.slice(0, planned)) }),
      (_, planned) => ({ size: planned + 9, root: '' }),
    ]);
    const drawnTwice = rechained([
      ...drawn,
      { ...must(drawn.at(-1), 'draw'), position: drawn.length + 1, version: 4 },
    ]);
    const unreadable = rechained(drawn.toSpliced(-1, 1, { ...must(drawn.at(-1), 'draw'), body: '7' }));
    for (const log of [drawn, misdrawn, drawnTwice, unreadable]) packs.push(await packOf({ events: log }));
    for (const changes of [
      [keyChange(0, LOG_KEY), keyChange(1, NEXT_KEYS[0])],
      [keyChange(0), keyChange(1)],
      [keyChange(0, LOG_KEY), keyChange(1)],
      [keyChange(0, NEXT_KEYS[0]), keyChange(1)],
      [keyChange(0, LOG_KEY), { ...keyChange(1), signature: 'AAAA\n\n' }],
    ]) {
      const rotated = withRotations(events, changes);
      const sizes = [rotated.events.length];
      const signed = checkpointsAt(rotated.events, sizes, must(NEXT_KEYS[1], 'the last key'));
      packs.push(await packOf({ ...rotated, checkpoints: signed }));
    }
    packs.push(
      await packOf({ events, checkpoints: spoilt }),
      await packOf({ events, checkpoints: ['no note', ...checkpoints.slice(0, 1)] }),
      await packOf({ events, logs: [{ ...KEYS_OF_LOG, keys: [{ key: other.verifier.text, fromSize: 0 }] }] }),
      await packOf({ events, logs: [{ ...KEYS_OF_LOG, keys: [{ key: 'x+00000000+AA==', fromSize: 0 }] }] }),
      await packOf({ events, size: 59 }),
      ...(await Promise.all(
        ['tiles/000001', 'attachments.txt'].flatMap((name) => [
          packOf({ events, edit: (file) => (file.path === name ? undefined : file) }),
          packOf({
            events,
            edit: ({ path, bytes }) => ({ path, bytes: path === name ? Uint8Array.of(...bytes, 10) : bytes }),
          }),
        ]),
      )),
    );
    const few = events.slice(0, 12);
    const gm = checkpointsAt(few, [5, 12], GM_LOG_KEY);
    const dual = {
      logs: [KEYS_OF_LOG, KEYS_OF_GM_LOG],
      checkpoints: [...checkpointsAt(few, [5, 12]), ...gm],
    };
    const changedThird = rechained(few.with(2, { ...at(3), body: `${at(3).body} ` }));
    packs.push(
      await packOf({ events: few, logs: [KEYS_OF_GM_LOG], checkpoints: gm }),
      await packOf({ events: few, ...dual }),
      await packOf({ events: changedThird, ...dual }),
      await packOf({ events: few, logs: [KEYS_OF_GM_LOG], checkpoints: gm.map(misSigned) }),
      await packOf({ events: few, logs: [KEYS_OF_GM_LOG], checkpoints: gm.map(spoil) }),
    );
    const renamed = async (from: string, to: string): Promise<void> => {
      misnamed.push(packs.length);
      const edit = ({ path, bytes }: FileToPack) => ({ path: path === from ? to : path, bytes });
      packs.push(await packOf({ events: few, edit }));
    };
    await renamed('README.txt', '说明.txt');
    await renamed('events/000001', 'events/００００01');
    await renamed('README.txt', 'README2.txt');
    packs.push(...(await placePacks(few)));
    const pack = must(packs[0], 'a pack');
    const roll = dice(7);
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const place = roll(pack.length);
      packs.push(pack.with(place, (pack[place] ?? 0) ^ (1 << roll(8))));
    }
    for (let cut = 0; cut < CUTS; cut += 1) packs.push(pack.slice(0, roll(pack.length)));
    const names = packs.map((_, index) => join(folder, `${index}.zip`));
    await Promise.all(packs.map((bytes, index) => writeFile(names[index] ?? '', bytes)));
    const { stdout, stderr } = spawnSync(
      'python3',
      [SCRIPT, ...names, '--json', ...trustedKeys.flatMap((key) => ['--key', key])],
      {
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
      },
    );
    expect(stderr).toBe('');
    theirs = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Report);
    const reports: Report[] = [];
    for (const bytes of packs) reports.push(await verified(bytes, { parts: PROOF, trustedKeys }));
    mine = reports;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('finds the same in every pack, good and tampered', () => {
    expect(theirs.map(said)).toEqual(mine.map(said));
  });

  it('refuses a name that is not ASCII as no layout of a pack, another one as none the manifest may list', () => {
    const firsts = [mine, theirs].map((reports) =>
      misnamed.map((index) => reports[index]?.proof.map(({ code, field }) => `${code} ${field}`)),
    );
    const told = [['ZIP directory'], ['ZIP directory'], ['MANIFEST manifest.json']];
    expect(firsts).toEqual([told, told]);
  });

  it('has seen sound packs, and found many kinds of things in the others', () => {
    expect(mine.flatMap(({ verdict }, index) => (verdict === 'SOUND' ? [index] : []))).toEqual([
      0, 14, 18, 19, 28, 30, 32, 33, 40,
    ]);
    const codes = new Set(mine.flatMap(({ proof }) => proof.map(({ code }) => code)));
    for (const code of [
      'ZIP',
      'MANIFEST',
      'FILE',
      'FORM',
      'POSITION',
      'VERSION',
      'RECORDED_AT',
      'LEDGER',
      'CHAIN',
      'SIZE',
      'CHECKPOINT_FORM',
      'CHECKPOINT_SIGNATURE',
      'CHECKPOINT_ROOT',
      'CHECKPOINT_AHEAD',
      'CHECKPOINT_MISSING',
      'COSIGNATURE',
      'KEYS',
      'SAMPLE',
      'TILES',
      'ATTACHMENTS',
      'INCLUSION',
      'KEY_NOT_TRUSTED',
    ])
      expect([...codes]).toContain(code);
  });
});
