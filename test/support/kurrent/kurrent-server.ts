import {
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import featureServices from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import type shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import v1Services from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import type v1 from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import v2Services from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_grpc_pb.js';
import type v2 from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import { InvalidRequest, KurrentLog, type Recorded } from './kurrent-log.js';
import {
  appended,
  checksIn,
  confirmation,
  eventOf,
  failure,
  orderIn,
  streamNotFound,
  tooLarge,
  violated,
  writtenIn,
  type ReadOrder,
} from './messages.js';
import { Relay } from './relay.js';

/** The server's default limit for all records of one append. */
const MOST_BYTES = 1024 * 1024;

/** What befalls an append: its request never arrives, or its answer never returns. */
export type Mishap = 'REQUEST_LOST' | 'ANSWER_LOST';

export interface KurrentServerOptions {
  readonly log?: KurrentLog;
  readonly version?: string;
  /** A server before 26.1 does not name AppendRecords among its methods. */
  readonly appendsRecords?: boolean;
}

/**
 * A server that speaks as much of KurrentDB's protocol as our store uses, built from the service definitions that the
 * client ships: supported methods, AppendRecords with checks, reading and subscribing to one stream. It proves how we
 * use the protocol, not what a KurrentDB does with it.
 */
export class KurrentServer {
  /** Asked before each append. */
  mishap: () => Mishap | undefined = () => undefined;
  /** Refusals without the details that say which check failed. */
  bare = false;
  /** Refuses every append, as a server does that is not the leader, without a word that the client knows. */
  refuses = false;
  #grpc: Server | undefined;

  private constructor(
    readonly log: KurrentLog,
    private readonly options: KurrentServerOptions,
    private readonly relay: Relay,
  ) {}

  static async start(options: KurrentServerOptions = {}): Promise<KurrentServer> {
    const server = new KurrentServer(options.log ?? new KurrentLog(), options, await Relay.open());
    await server.up();
    return server;
  }

  get url(): string {
    return `kurrentdb://127.0.0.1:${this.relay.port}?tls=false`;
  }

  /** Cuts every connection; new ones are taken. */
  cut(): void {
    this.relay.cut();
  }

  /** Goes away with all connections, leaving the log. */
  down(): void {
    this.relay.to(undefined);
    this.#grpc?.forceShutdown();
    this.#grpc = undefined;
  }

  /** Comes (back) at the same address. */
  async up(): Promise<void> {
    const grpc = new Server();
    grpc.addService(featureServices.ServerFeaturesService, { getSupportedMethods: this.#supportedMethods });
    grpc.addService(v1Services.StreamsService, { read: this.#read });
    grpc.addService(v2Services.StreamsServiceService, { appendRecords: this.#appendRecords });
    const port = await new Promise<number>((resolve, reject) => {
      const credentials = ServerCredentials.createInsecure();
      grpc.bindAsync('127.0.0.1:0', credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
    });
    this.#grpc = grpc;
    this.relay.to(port);
  }

  async close(): Promise<void> {
    this.down();
    await this.relay.close();
  }

  readonly #supportedMethods = (
    _: ServerUnaryCall<shared.Empty, features.SupportedMethods>,
    answer: sendUnaryData<features.SupportedMethods>,
  ): void => {
    const { version = '26.1.0', appendsRecords = true } = this.options;
    const methods = [
      ['event_store.client.streams.streams', 'read'],
      ...(appendsRecords ? [['kurrentdb.protocol.v2.streams.streamsservice', 'appendrecords']] : []),
    ].map(([service = '', method = '']) =>
      new features.SupportedMethod().setServiceName(service).setMethodName(method),
    );
    answer(null, new features.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion(version));
  };

  readonly #appendRecords = (
    { request }: ServerUnaryCall<v2.AppendRecordsRequest, v2.AppendRecordsResponse>,
    answer: sendUnaryData<v2.AppendRecordsResponse>,
  ): void => {
    const mishap = this.mishap();
    if (mishap === 'REQUEST_LOST') return this.cut();
    if (this.refuses) return answer(failure(status.FAILED_PRECONDITION, 'not the leader'));
    const size = request.serializeBinary().length;
    if (size > MOST_BYTES) return answer(tooLarge(size, MOST_BYTES));
    try {
      const outcome = this.log.append(writtenIn(request), checksIn(request));
      if (mishap === 'ANSWER_LOST') return this.cut();
      if ('violations' in outcome) answer(violated(outcome.violations, this.bare));
      else answer(null, appended(outcome));
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      answer(failure(status.INVALID_ARGUMENT, error.message));
    }
  };

  readonly #read = (call: ServerWritableStream<v1.ReadReq, v1.ReadResp>): void => {
    const order = orderIn(call.request);
    if (order === undefined) call.emit('error', failure(status.UNIMPLEMENTED, 'reads of one stream only'));
    else if (order.subscription) this.#subscribe(call, order);
    else {
      const records = this.log.stream(order.stream);
      if (records.length === 0) call.write(streamNotFound(order.stream));
      for (const record of slice(records, order)) call.write(eventOf(record));
      call.end();
    }
  };

  #subscribe(call: ServerWritableStream<v1.ReadReq, v1.ReadResp>, order: ReadOrder): void {
    const stop = this.log.listen((record) => {
      if (record.stream === order.stream) call.write(eventOf(record));
    });
    call.on('cancelled', stop);
    call.write(confirmation());
    const first = order.from === 'start' ? 0 : Number(order.from) + 1;
    const earlier = order.from === 'end' ? [] : this.log.stream(order.stream).slice(first);
    for (const record of earlier) call.write(eventOf(record));
  }
}

const slice = (records: readonly Recorded[], { from, count, backwards }: ReadOrder): readonly Recorded[] => {
  const whole = { start: 0, end: records.length - 1 };
  const first = typeof from === 'number' ? from : whole[from];
  if (!backwards) return records.slice(first, first + count);
  return records.slice(Math.max(0, first + 1 - count), first + 1).toReversed();
};
