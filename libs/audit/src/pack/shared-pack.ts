import { must } from '#kernel';
import type { Manifest } from './manifest.js';
import { PackBroken, type Pack, type PackFault } from './pack.js';

/** A file as one reader of a pack tells another of it: its bytes, or why they cannot be believed. */
export type ToldFile = { readonly path: string } & (
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly fault: PackFault; readonly place: string }
);

/** Whoever reads a pack along with another, and is told its files in their order. */
export interface Follower {
  /** The bytes stay with who tells them. */
  readonly tell: (file: ToldFile) => void;
  /** How many files it has taken; all of them once it needs no more. */
  readonly taken: () => number;
  /** Settles when it has taken another. */
  readonly takesAnother: () => Promise<void>;
}

/** How far two readers may be apart, in unpacked bytes: two files of events and what lies between them. */
const APART = 12 * 2 ** 20;

const bytesOf = (file: ToldFile): Uint8Array => {
  if ('fault' in file) throw new PackBroken(file.fault, file.place);
  return file.bytes;
};

const toldFile = async (pack: Pack, path: string): Promise<ToldFile> => {
  try {
    return { path, bytes: (await pack.file(path)) as Uint8Array<ArrayBuffer> };
  } catch (error) {
    if (error instanceof PackBroken) return { path, fault: error.fault, place: error.place };
    throw error;
  }
};

/**
 * 共读：a pack that two read at once, each file at most once and in their order. It is read from the source, compared
 * with the manifest and unpacked for both; the other one is told a copy. Neither gets far ahead of the other, so that
 * little is kept.
 */
export class SharedPack implements Pack {
  readonly manifest: Manifest;
  readonly eventFiles: number;
  private readonly paths: readonly string[];
  /** How many unpacked bytes lie before each file, and before the end. */
  private readonly starts = [0];
  /** What was told and this reader may still ask for. */
  private readonly kept = new Map<string, ToldFile>();
  private told = 0;

  constructor(
    private readonly pack: Pack,
    private readonly follower: Follower,
  ) {
    this.manifest = pack.manifest;
    this.eventFiles = pack.eventFiles;
    this.paths = pack.manifest.files.map(({ path }) => path);
    for (const { bytes } of pack.manifest.files)
      this.starts.push(this.startOf(this.starts.length - 1) + bytes);
  }

  has(path: string): boolean {
    return this.pack.has(path);
  }

  /** Errors: PackBroken. */
  async file(path: string): Promise<Uint8Array> {
    const place = this.paths.indexOf(path);
    for (const earlier of this.kept.keys())
      if (this.paths.indexOf(earlier) < place) this.kept.delete(earlier);
    while (this.told <= place) await this.tellNext();
    while (this.told < this.paths.length && this.reaches(place) && this.reaches(this.taken))
      await this.unpackNext();
    const file = must(this.kept.get(path), 'a file ahead');
    this.kept.delete(path);
    return bytesOf(file);
  }

  /** Tells the other one what this one did not ask for. */
  async end(): Promise<void> {
    while (this.told < this.paths.length && this.taken < this.paths.length) {
      this.kept.clear();
      await this.tellNext();
    }
  }

  /** How many files the other one needs no more. */
  private get taken(): number {
    return Math.min(this.follower.taken(), this.paths.length);
  }

  private startOf(place: number): number {
    return must(this.starts[place], 'a file');
  }

  /** Whether the next file may be told while a reader is at this place. */
  private reaches(place: number): boolean {
    return this.startOf(this.told + 1) - this.startOf(place) <= APART;
  }

  /** Waits, if need be, until the other one has taken all before. */
  private async tellNext(): Promise<void> {
    while (this.taken < this.told && !this.reaches(this.taken)) await this.follower.takesAnother();
    await this.unpackNext();
  }

  private async unpackNext(): Promise<void> {
    const file = await toldFile(this.pack, must(this.paths[this.told], 'a file'));
    this.told += 1;
    this.kept.set(file.path, file);
    this.follower.tell(file);
  }
}

/** The pack that another one reads too, by what that one tells. `next`: the file told next. */
export const toldPack = (manifest: Manifest, next: () => Promise<ToldFile>): Pack => ({
  manifest,
  eventFiles: manifest.files.filter(({ path }) => path.startsWith('events/')).length,
  has: (path) => manifest.files.some((file) => file.path === path),
  file: async (path) => {
    let file = await next();
    while (file.path !== path) file = await next();
    return bytesOf(file);
  },
});
