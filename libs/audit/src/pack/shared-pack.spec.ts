import { must } from '#kernel';
import type { Manifest } from './manifest.js';
import { PackBroken, type Pack } from './pack.js';
import { SharedPack, toldPack, type Follower, type ToldFile } from './shared-pack.js';

const MIB = 2 ** 20;
const REACH = 12 * MIB;

/** A pack of files of some mebibytes each, `events/1` and so on; one of them may be damaged. */
const packOf = (sizes: readonly number[], damaged?: string): Pack => {
  const files = sizes.map((size, index) => ({
    path: `events/${index + 1}`,
    bytes: size * MIB,
    sha256: '',
    packed: '',
  }));
  return {
    manifest: { files } as unknown as Manifest,
    eventFiles: files.length,
    has: (path) => files.some((file) => file.path === path),
    file: async (path) => {
      if (path === damaged) throw new PackBroken('FILE', path);
      return new Uint8Array(files.find((file) => file.path === path)?.bytes ?? 0);
    },
  };
};

/** Another reader that takes files when it is let; it keeps of each what it was told. */
class Other implements Follower {
  readonly told: ToldFile[] = [];
  private count = 0;
  private wake: () => void = () => undefined;

  tell(file: ToldFile): void {
    this.told.push(file);
  }
  taken(): number {
    return this.count;
  }
  takesAnother(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }
  take(files: number): void {
    this.count += files;
    this.wake();
  }
  get bytesTold(): number {
    return this.told.reduce((sum, file) => sum + ('bytes' in file ? file.bytes.length : 0), 0);
  }
}

const settled = async (work: Promise<unknown>): Promise<boolean> => {
  let done = false;
  void work.finally(() => (done = true));
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
  return done;
};

describe('a pack that two read at once', () => {
  it('is told to the other one file by file, not further ahead than is kept', async () => {
    const other = new Other();
    const shared = new SharedPack(packOf([5, 5, 5, 5, 5]), other);
    expect((await shared.file('events/1')).length).toBe(5 * MIB);
    expect(other.bytesTold).toBe(10 * MIB);
    await shared.file('events/2');
    expect(other.bytesTold).toBeLessThanOrEqual(REACH);
    const third = shared.file('events/3');
    expect(await settled(third)).toBe(false);
    other.take(1);
    expect((await third).length).toBe(5 * MIB);
    expect(other.told.map(({ path }) => path)).toEqual(['events/1', 'events/2', 'events/3']);
  });

  it('lets the other one be ahead as far, and no further', async () => {
    const other = new Other();
    const shared = new SharedPack(packOf([5, 5, 5, 5, 5]), other);
    await shared.file('events/1');
    other.take(2);
    await shared.file('events/2');
    expect(other.told.length).toBe(3);
  });

  it('has files that are larger than that, one at a time', async () => {
    const other = new Other();
    const shared = new SharedPack(packOf([30, 30, 1]), other);
    await shared.file('events/1');
    expect(other.told.length).toBe(1);
    const second = shared.file('events/2');
    expect(await settled(second)).toBe(false);
    other.take(1);
    expect((await second).length).toBe(30 * MIB);
  });

  it('is told to its end, though this one does not ask for all of it, until the other one needs no more', async () => {
    const other = new Other();
    const shared = new SharedPack(packOf([5, 5, 5, 5, 5, 5]), other);
    await shared.file('events/1');
    const end = shared.end();
    expect(await settled(end)).toBe(false);
    other.take(2);
    expect(await settled(end)).toBe(false);
    expect(other.told.length).toBe(4);
    other.take(Number.POSITIVE_INFINITY);
    expect(await settled(end)).toBe(true);
    expect(other.told.length).toBeLessThan(6);
  });

  it('goes on for this one when the other one needs no more', async () => {
    const other = new Other();
    const shared = new SharedPack(packOf([5, 5, 5, 5, 5]), other);
    await shared.file('events/1');
    other.take(Number.POSITIVE_INFINITY);
    for (const number of [2, 3, 4, 5]) expect((await shared.file(`events/${number}`)).length).toBe(5 * MIB);
    await shared.end();
  });

  it('is damaged for both of them', async () => {
    const pack = packOf([1, 1, 1], 'events/2');
    const other = new Other();
    const shared = new SharedPack(pack, other);
    const waiting = other.told.values();
    await shared.file('events/1');
    await expect(shared.file('events/2')).rejects.toThrow('FILE events/2');
    await shared.end();
    const told = toldPack(pack.manifest, async () => must(waiting.next().value, 'a file'));
    expect(told).toMatchObject({ manifest: pack.manifest, eventFiles: 3 });
    expect([told.has('events/3'), told.has('tiles/3')]).toEqual([true, false]);
    await expect(told.file('events/2')).rejects.toThrow(new PackBroken('FILE', 'events/2'));
    expect((await told.file('events/3')).length).toBe(MIB);
  });
});
