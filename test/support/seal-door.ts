import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SealDouble } from './seal-double.js';

/** How the double answers: with its seal, not at all, or with something that is no sealed paper. */
export type SealMood = 'SEALS' | 'REFUSES' | 'HANGS_UP' | 'BABBLES';

/** A test double of a seal service over HTTP; it never sets a seal, see `SealDouble`. */
export class SealDoor {
  mood: SealMood = 'SEALS';
  readonly tokens: (string | undefined)[] = [];
  private readonly double = new SealDouble();
  private readonly server = createServer((request, response) => void this.answer(request, response));

  /** Its address, once it is open. */
  async open(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/seal`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.tokens.push(request.headers.authorization);
    const paper = await buffer(request);
    if (this.mood === 'HANGS_UP') response.destroy();
    else if (this.mood === 'REFUSES') response.writeHead(503).end();
    else response.end(this.mood === 'SEALS' ? await this.double.seal(paper) : 'no seal at all');
  }
}
