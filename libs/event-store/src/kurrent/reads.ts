import type { StoredEvent } from '../contract/index.js';
import type { CommandRecord, LogReads } from '../port.js';
import { Names } from './names.js';
import { commandOf, eventOf, positionOf } from './records.js';
import type { KurrentSession } from './session.js';

/** How many streams are read at the same time. */
const AT_ONCE = 16;
/** Events so near to each other are read in one go, with what lies between them. */
const NEAR = 32;

const inGroups = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = [];
  for (let next = 0; next < items.length; next += AT_ONCE)
    results.push(...(await Promise.all(items.slice(next, next + AT_ONCE).map(work))));
  return results;
};

/** Rising positions, those near to each other together. */
const runsOf = (positions: readonly number[]): readonly (readonly number[])[] => {
  const runs: number[][] = [];
  for (const position of positions) {
    const run = runs.at(-1);
    if (run !== undefined && position - (run.at(-1) ?? 0) <= NEAR) run.push(position);
    else runs.push([position]);
  }
  return runs;
};

/** The log's questions over one session. */
export class KurrentReads implements LogReads {
  constructor(private readonly session: KurrentSession) {}

  async readLedger(ledger: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    const options = { fromRevision: BigInt(after), maxCount: limit };
    const records = await this.session.read(new Names(ledger).log, options);
    return records.map((record) => eventOf(ledger, record));
  }

  async readStreams(
    ledger: string,
    streams: readonly string[],
    upTo: number,
  ): Promise<readonly StoredEvent[]> {
    const names = new Names(ledger);
    const found = await inGroups([...new Set(streams)], (name) =>
      this.#positionsIn(names.stream(name), upTo),
    );
    const positions = found.flat().toSorted((a, b) => a - b);
    const wanted = new Set(positions);
    const pages = await inGroups(runsOf(positions), ([first = 0, ...rest]) => {
      const last = rest.at(-1) ?? first;
      return this.readLedger(ledger, first - 1, last - first + 1);
    });
    return pages.flat().filter(({ position }) => wanted.has(position));
  }

  async streamVersions(
    ledger: string,
    streams: readonly string[],
    upTo: number,
  ): Promise<ReadonlyMap<string, number>> {
    const names = new Names(ledger);
    const versions = await inGroups(streams, async (name): Promise<[string, number]> => [
      name,
      await this.#versionOf(names.stream(name), upTo),
    ]);
    return new Map(versions.filter(([, version]) => version > 0));
  }

  async findCommands(ledger: string, keys: readonly string[]): Promise<readonly CommandRecord[]> {
    const names = new Names(ledger);
    const found = await inGroups([...new Set(keys)], (key) => this.session.last(names.command(key)));
    return found.flatMap((record) => (record === undefined ? [] : [commandOf(record)]));
  }

  async #positionsIn(streamName: string, upTo: number): Promise<readonly number[]> {
    const pointers = await this.session.read(streamName, {});
    return pointers.map(positionOf).filter((position) => position <= upTo);
  }

  async #versionOf(streamName: string, upTo: number): Promise<number> {
    const last = await this.session.last(streamName);
    if (last === undefined) return 0;
    if (positionOf(last) <= upTo) return Number(last.revision) + 1;
    return (await this.#positionsIn(streamName, upTo)).length;
  }
}
