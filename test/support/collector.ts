import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

type Value = {
  readonly stringValue?: string;
  readonly intValue?: number | string;
  readonly boolValue?: boolean;
};
interface Attribute {
  readonly key: string;
  readonly value: Value;
}
/** As OTLP words it in JSON. */
interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly {
        readonly traceId: string;
        readonly spanId: string;
        readonly parentSpanId?: string;
        readonly name: string;
        readonly startTimeUnixNano: string;
        readonly endTimeUnixNano: string;
        readonly attributes: readonly Attribute[];
      }[];
    }[];
  }[];
}

export interface CollectedSpan {
  readonly traceId: string;
  readonly id: string;
  readonly parent: string | undefined;
  readonly name: string;
  readonly begin: bigint;
  readonly end: bigint;
  readonly told: Readonly<Record<string, unknown>>;
  /** Of the process that told of it. */
  readonly process: Readonly<Record<string, unknown>>;
}

const valuesIn = (attributes: readonly Attribute[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    attributes.map(({ key, value }) => {
      const { stringValue, intValue, boolValue } = value;
      return [key, stringValue ?? boolValue ?? Number(intValue)];
    }),
  );

const spansIn = ({ resourceSpans }: Sent): readonly CollectedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, spanId, parentSpanId, name, attributes, ...times }) => ({
        traceId,
        id: spanId,
        parent: parentSpanId === '' ? undefined : parentSpanId,
        name,
        begin: BigInt(times.startTimeUnixNano),
        end: BigInt(times.endTimeUnixNano),
        told: valuesIn(attributes),
        process: valuesIn(resource.attributes),
      })),
    ),
  );

/** A collector of traces: takes what OTLP sends over HTTP, and decodes it. */
export class Collector {
  private readonly spans: CollectedSpan[] = [];
  private wake: () => void = () => undefined;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Collector> {
    const server = createServer();
    const collector = new Collector(server);
    server.on('request', (request, response) => {
      void collector.answer(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The spans of a trace, once all of these names are among them; by their names. */
  async trace(traceId: string, names: readonly string[]): Promise<ReadonlyMap<string, CollectedSpan>> {
    for (;;) {
      const found = new Map(
        this.spans.filter((span) => span.traceId === traceId).map((span) => [span.name, span]),
      );
      if (names.every((name) => found.has(name))) return found;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const here = request.url === '/v1/traces' && request.headers['content-type'] === 'application/json';
    const sent = await json(request);
    if (here) this.take(sent as Sent);
    response.writeHead(here ? 200 : 404, { 'content-type': 'application/json' }).end('{}');
  }

  private take(sent: Sent): void {
    this.spans.push(...spansIn(sent));
    this.wake();
  }
}
