import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** A way to a server that a test may lead elsewhere, or cut so that nobody hears of it. */
export class TcpGate {
  readonly #pairs = new Set<Pair>();
  readonly #server: Server;
  #cut = false;

  private constructor(private target: number) {
    this.#server = createServer((client) => this.#admit(client));
  }

  static async to(port: number): Promise<TcpGate> {
    const gate = new TcpGate(port);
    gate.#server.listen(0, '127.0.0.1');
    await once(gate.#server, 'listening');
    return gate;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  /** A connection string that goes through the gate. */
  before(url: string): string {
    const through = new URL(url);
    through.port = String(this.port);
    return through.href;
  }

  /** New connections go to another server, those to the former one end: what HAProxy does at a failover. */
  leadTo(port: number): void {
    this.target = port;
    for (const { client, server } of this.#pairs) {
      client.destroy();
      server.destroy();
    }
  }

  /** From now on nothing gets through, in either direction, and no connection ends: a cable that was pulled. */
  cut(): void {
    this.#cut = true;
    for (const { client, server } of this.#pairs) {
      client.pause();
      server.pause();
    }
  }

  /** What was sent meanwhile arrives late, if there is still somebody to send it to. */
  mend(): void {
    this.#cut = false;
    for (const { client, server } of this.#pairs) {
      client.resume();
      server.resume();
    }
  }

  async close(): Promise<void> {
    this.leadTo(0);
    this.#server.close();
    await once(this.#server, 'close');
  }

  #admit(client: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    const pair = { client, server };
    this.#pairs.add(pair);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => undefined);
      // The end of a connection is news too, and does not get through a cut.
      from.on('close', () => {
        this.#pairs.delete(pair);
        if (!this.#cut) to.destroy();
      });
    }
    if (this.#cut) {
      client.pause();
      server.pause();
    }
  }
}
