/** A record as a request brings it. */
export interface Written {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly properties: Readonly<Record<string, string>>;
}

/** A record as it stands in the log. */
export interface Recorded extends Written {
  /** Its number within its stream, from 0. */
  readonly revision: number;
  /** Its offset in the log: rises from record to record, with gaps. */
  readonly offset: number;
}

export interface Check {
  readonly stream: string;
  /** A revision, or one of the protocol's constants: -1 no stream, -2 any, -4 exists. */
  readonly expected: number;
}

export interface Violation extends Check {
  readonly index: number;
  readonly actual: number;
}

/** The request itself is wrong, whatever the log holds. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
}

const NO_STREAM = -1;
const ANY = -2;
const EXISTS = -4;

/** The strictest rule any version of the server has had for names of streams and schemas. */
const NAME = /^[a-zA-Z0-9_.-]+$/;

const holds = (expected: number, actual: number): boolean =>
  expected === ANY || (expected === EXISTS ? actual !== NO_STREAM : actual === expected);

/**
 * What a KurrentDB server keeps, in memory: all or nothing of an append, checks also on streams it does not write, a
 * stream's revisions without a gap. It outlives the server in front of it, as a disk would. A record id that comes a
 * second time is an error here: what the server's own idempotency would make of it is not imitated, and our store must
 * not rest on it.
 */
export class KurrentLog {
  readonly #streams = new Map<string, Recorded[]>();
  readonly #ids = new Set<string>();
  readonly #listeners = new Set<(record: Recorded) => void>();
  #offset = 0;

  /** Where a stream ends; -1 without records. */
  lastRevision(stream: string): number {
    return this.stream(stream).length - 1;
  }

  stream(name: string): readonly Recorded[] {
    return this.#streams.get(name) ?? [];
  }

  get streamNames(): readonly string[] {
    return [...this.#streams.keys()];
  }

  /** Appends when all checks hold; else answers which did not, and nothing is written. Errors: InvalidRequest. */
  append(
    records: readonly Written[],
    checks: readonly Check[],
  ): readonly Recorded[] | { readonly violations: readonly Violation[] } {
    this.#refuseInvalid(records, checks);
    const violations = checks.flatMap((check, index) => {
      const actual = this.lastRevision(check.stream);
      return holds(check.expected, actual) ? [] : [{ ...check, index, actual }];
    });
    return violations.length > 0 ? { violations } : records.map((record) => this.#write(record));
  }

  /** Hears of every record from now on. */
  listen(listener: (record: Recorded) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #write(record: Written): Recorded {
    const stream = this.#streams.get(record.stream) ?? [];
    this.#streams.set(record.stream, stream);
    this.#offset += 100 + record.data.length;
    const recorded = { ...record, revision: stream.length, offset: this.#offset };
    stream.push(recorded);
    this.#ids.add(record.id);
    for (const listener of this.#listeners) listener(recorded);
    return recorded;
  }

  #refuseInvalid(records: readonly Written[], checks: readonly Check[]): void {
    if (records.length === 0) throw new InvalidRequest('an append needs a record');
    for (const { stream, type, id } of records) {
      if (!NAME.test(stream) || stream.startsWith('$')) throw new InvalidRequest(`stream name ${stream}`);
      if (!NAME.test(type)) throw new InvalidRequest(`schema name ${type}`);
      if (this.#ids.has(id)) throw new InvalidRequest(`record id ${id} comes twice`);
    }
    // The server tells the streams of one request apart without regard to case.
    const streams = new Set([...records, ...checks].map(({ stream }) => stream));
    if (new Set([...streams].map((name) => name.toLowerCase())).size < streams.size)
      throw new InvalidRequest('two streams of the request differ in case only');
    if (new Set(checks.map(({ stream }) => stream)).size < checks.length)
      throw new InvalidRequest('a stream is checked twice');
  }
}
