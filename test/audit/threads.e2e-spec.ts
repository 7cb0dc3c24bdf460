import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '#kernel';
import type { VerifyOptions } from '#libs/audit';
import { Build } from '../support/built.js';
import { demoLog, LOG_KEY, packOf, rechained, verified } from '../support/packs.js';

jest.setTimeout(60_000);

/** From here on `verify` shares its work between two threads. */
const LARGE = 2 ** 20;
/** Between values, where it says nothing, and hardly to be packed any smaller. */
const blanks = (length: number): string =>
  Array.from(randomBytes(length), (byte) => ' \t\n\r'[byte % 4]).join('');
/** What cannot be packed any smaller. */
const page = Buffer.from(randomBytes(LARGE).toString('hex'));

const eventFilesIn = (pack: Uint8Array): number =>
  new Set(
    Buffer.from(pack)
      .toString('latin1')
      .match(/events\/\d{6}/g),
  ).size;

describe('a large pack at the prompt, verified by two threads', () => {
  let build: Build;
  let folder: string;

  beforeAll(async () => {
    build = await Build.copy();
    folder = await mkdtemp(join(tmpdir(), 'reserve-pool-threads-'));
  });
  afterAll(async () => {
    await build.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const bothTell = async (pack: Uint8Array, key?: string): Promise<string> => {
    expect(pack.length).toBeGreaterThan(LARGE);
    const file = join(folder, 'pack.zip');
    await writeFile(file, pack);
    const options: VerifyOptions = key === undefined ? {} : { trustedKeys: [key] };
    const report = await verified(pack, options);
    const told = await build.run(['verify', file, '--json', ...(key === undefined ? [] : ['--key', key])]);
    expect(told).toMatchObject({ code: report.verdict === 'SOUND' ? 0 : 1, stderr: '' });
    expect(JSON.parse(told.stdout)).toEqual(JSON.parse(JSON.stringify(report)));
    return report.verdict;
  };

  it('is reported as by one, sound or not, wherever it is damaged', async () => {
    const events = await demoLog();
    const [first] = events;
    const unlawful = events.with(8, {
      ...must(events[8], 'an event'),
      occurredAt: must(first, 'one').occurredAt,
    });
    const sound = await packOf({ events, page });
    const damagedAt = (place: number): Uint8Array => sound.with(place, (sound[place] ?? 0) ^ 1);
    const texts = Buffer.from(sound);
    const verdicts = [
      await bothTell(sound, LOG_KEY.verifier.text),
      await bothTell(sound, 'x+00000000+AA=='),
      await bothTell(await packOf({ events: rechained(unlawful), page })),
      await bothTell(damagedAt(texts.indexOf('README.txt') + 40)),
      await bothTell(damagedAt(texts.indexOf('events/000001') + 4_000)),
      await bothTell(damagedAt(texts.indexOf('tiles/000001') + 4_000)),
    ];
    expect(verdicts).toEqual(['SOUND', 'BROKEN', 'RULES_BROKEN', 'BROKEN', 'BROKEN', 'BROKEN']);
  });

  it('is reported as by one when it has more files of events than either may be ahead', async () => {
    const spread = rechained(
      (await demoLog()).map((event) => ({ ...event, body: `${event.body}${blanks(60_000)}` })),
    );
    const sound = await packOf({ events: spread });
    expect(eventFilesIn(sound)).toBeGreaterThan(3);
    const late = Buffer.from(sound).indexOf('events/000003') + 4_000;
    expect([await bothTell(sound), await bothTell(sound.with(late, (sound[late] ?? 0) ^ 1))]).toEqual([
      'SOUND',
      'BROKEN',
    ]);
  });
});
