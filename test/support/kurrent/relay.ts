import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Passes connections on, so that a test can cut them and move what is behind without changing its address. */
export class Relay {
  readonly #sockets = new Set<Socket>();
  #target: number | undefined;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.#pass(socket));
  }

  static async open(): Promise<Relay> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Relay(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Where connections go from now on; nowhere when undefined: they are closed at once. */
  to(port: number | undefined): void {
    this.#target = port;
    this.cut();
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.to(undefined);
    this.server.close();
    await once(this.server, 'close');
  }

  #pass(socket: Socket): void {
    if (this.#target === undefined) {
      socket.destroy();
      return;
    }
    const behind = connect(this.#target, '127.0.0.1');
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      this.#sockets.add(one);
      one.setNoDelay();
      one.on('error', () => undefined);
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
