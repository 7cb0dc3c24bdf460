import type {
  AppendRecordInput,
  BinaryEventType,
  KurrentDBClient,
  ReadStreamOptions,
  RecordedEvent,
  StreamSubscription,
} from '@kurrent/kurrentdb-client';
import { OutcomeUnknown, StoreUnavailable } from '../port.js';
import { appendTrouble, isNotFound, readTrouble, violatedIn } from './trouble.js';

/** A record to be written, and the stream it goes to. */
export type ToWrite = AppendRecordInput<BinaryEventType>;
/** A record as read. */
export type Recorded = RecordedEvent<BinaryEventType>;

/** A stream's last record must have this revision; -1 when it may have none. */
export interface Check {
  readonly streamName: string;
  readonly revision: number;
}

export interface KurrentOptions {
  /** A connection string, `kurrentdb://…` or `kurrentdb+discover://…`; TLS unless it says `tls=false`. */
  readonly url: string;
  /** The authority that signed the server's certificate, where it is not one of the system's. */
  readonly caFile?: string | undefined;
  /** Instead of those in the connection string. */
  readonly credentials?: { readonly username: string; readonly password: string } | undefined;
}

/** The server is too old for what the store rests on. */
export class UnsupportedServer extends Error {
  override readonly name = 'UnsupportedServer';
}

/** What the client keeps to itself and has no other way of asking or doing. */
interface Inside {
  readonly capabilities: Promise<{
    readonly serverVersion: string;
    readonly supports: (method: { readonly path: string }) => boolean;
  }>;
  getChannel(): Promise<{ close(): void }>;
}
const APPEND_RECORDS = { path: '/kurrentdb.protocol.v2.streams.StreamsService/AppendRecords' };

const refuseOld = async (client: KurrentDBClient): Promise<void> => {
  const { serverVersion, supports } = await (client as unknown as Inside).capabilities.catch(
    (error: unknown) => {
      throw readTrouble(error);
    },
  );
  if (supports(APPEND_RECORDS)) return;
  throw new UnsupportedServer(
    `KurrentDB ${serverVersion} 不支持带核对的 AppendRecords，须 26.1 或更高版本 ` +
      `KurrentDB ${serverVersion} has no AppendRecords with checks; version 26.1 or later is needed`,
  );
};

const connectionString = ({ url, caFile }: KurrentOptions): string => {
  if (caFile === undefined) return url;
  return `${url}${url.includes('?') ? '&' : '?'}tlsCAFile=${encodeURIComponent(caFile)}`;
};

const toExpectedState = ({ streamName, revision }: Check) =>
  ({
    type: 'stream_state',
    streamName,
    expectedState: revision < 0 ? 'no_stream' : BigInt(revision),
  }) as const;

/** One client, with errors that the port knows. */
export class KurrentSession {
  private constructor(private readonly client: KurrentDBClient) {}

  /**
   * Loads the client, which brings ten megabytes of native code, and connects it.
   * Errors: UnsupportedServer, StoreUnavailable.
   */
  static async open(options: KurrentOptions): Promise<KurrentSession> {
    const { KurrentDBClient: Client } = await import('@kurrent/kurrentdb-client');
    const client = Client.connectionString(connectionString(options));
    const { credentials } = options;
    if (credentials !== undefined) client.setCredentialsProvider(() => credentials);
    const session = new KurrentSession(client);
    try {
      await refuseOld(client);
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  /**
   * Writes all records if all checks hold, else none; answers the streams whose checks did not, so none when it wrote.
   * Errors: BatchRejected, StoreUnavailable, OutcomeUnknown.
   */
  async append(records: readonly ToWrite[], checks: readonly Check[]): Promise<ReadonlySet<string>> {
    try {
      const { responses } = await this.client.appendRecords([...records], checks.map(toExpectedState));
      const ends = new Map(responses.map(({ streamName, revision }) => [streamName, Number(revision)]));
      if (!liesWhereMeant(ends, records, checks))
        throw new OutcomeUnknown('the answer does not say that all records were written');
      return new Set();
    } catch (error) {
      if (error instanceof OutcomeUnknown) throw error;
      const violated = violatedIn(error);
      if (violated === undefined) throw appendTrouble(error);
      return violated === 'UNNAMED' ? this.#lookAfter(checks, error) : violated;
    }
  }

  /**
   * Records of one stream; none when it does not exist. Asked a second time when the connection breaks: that it did
   * while nobody used it is only noticed now. Errors: StoreUnavailable.
   */
  async read(streamName: string, options: ReadStreamOptions): Promise<readonly Recorded[]> {
    try {
      return await this.#read(streamName, options);
    } catch (error) {
      if (error instanceof StoreUnavailable) return this.#read(streamName, options);
      throw error;
    }
  }

  /** The last record of a stream. */
  async last(streamName: string): Promise<Recorded | undefined> {
    const [last] = await this.read(streamName, { direction: 'backwards', fromRevision: 'end', maxCount: 1 });
    return last;
  }

  /** What is written to a stream from now on. It ends with an error when the connection does. */
  subscribe(streamName: string): StreamSubscription<BinaryEventType> {
    return this.client.subscribeToStream<BinaryEventType>(streamName, { fromRevision: 'end' });
  }

  async close(): Promise<void> {
    await this.client.dispose();
    const channel = await (this.client as unknown as Inside).getChannel().catch(() => undefined);
    channel?.close();
  }

  async #read(streamName: string, options: ReadStreamOptions): Promise<readonly Recorded[]> {
    const records: Recorded[] = [];
    try {
      const reading = this.client.readStream<BinaryEventType>(streamName, {
        ...options,
        requiresLeader: true,
      });
      for await (const { event } of reading) if (event !== undefined) records.push(event);
      return records;
    } catch (error) {
      if (isNotFound(error)) return [];
      throw readTrouble(error);
    }
  }

  /** The refusal did not name the checks: whichever do not hold now. */
  async #lookAfter(checks: readonly Check[], error: unknown): Promise<ReadonlySet<string>> {
    const violated = new Set<string>();
    for (const { streamName, revision } of checks) {
      const last = await this.last(streamName);
      if ((last === undefined ? -1 : Number(last.revision)) !== revision) violated.add(streamName);
    }
    if (violated.size === 0) {
      const words = error instanceof Error ? error.message : String(error);
      throw new StoreUnavailable(words, 'UNREACHABLE', { cause: error });
    }
    return violated;
  }
}

/** Whether every stream that was checked and written ends where its records put its end. */
const liesWhereMeant = (
  ends: ReadonlyMap<string, number>,
  records: readonly ToWrite[],
  checks: readonly Check[],
): boolean => {
  const written = new Map<string, number>();
  for (const { streamName } of records) written.set(streamName, (written.get(streamName) ?? 0) + 1);
  return checks.every(({ streamName, revision }) => {
    const count = written.get(streamName);
    return count === undefined || ends.get(streamName) === revision + count;
  });
};
