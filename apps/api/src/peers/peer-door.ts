import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Outcome, Submission } from '#libs/event-store';
import type { PeerSettings } from '#libs/platform';
import { answerOf } from './peer-answer.js';
import type { PeerSeal } from './peer-seal.js';

export const COMMANDS_PATH = '/commands';
export const SEAL_HEADER = 'x-reserve-pool-seal';
/** Twice what a peer sends at once. */
const MOST_BYTES = 16 * 1_024 * 1_024;
const REQUEST_MS = 10_000;

/** Who decides what comes in. */
export interface PeerTaker {
  readonly leads: boolean;
  submit(submission: Submission): Promise<Outcome>;
}

/** Outsiders are told nothing, not even what they did wrong. */
const turnAway = (response: ServerResponse): void => {
  response.writeHead(404, { connection: 'close' }).end();
};

const bodyOf = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** 内部入口：takes the commands of this ledger's other processes while this one leads, at a port of its own. */
export class PeerDoor {
  private constructor(
    private readonly server: Server,
    /** Where the others find it. */
    readonly url: string,
  ) {}

  static async open(settings: PeerSettings, seal: PeerSeal, taker: PeerTaker): Promise<PeerDoor> {
    const server = createServer({ requestTimeout: REQUEST_MS }, (request, response) => {
      take(request, response, { seal, taker }).catch(() => turnAway(response));
    });
    server.listen(settings.port, settings.host);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return new PeerDoor(server, settings.url ?? `http://${settings.host}:${port}`);
  }

  /** Answers what it has taken, then closes. */
  async close(): Promise<void> {
    this.server.close();
    this.server.closeIdleConnections();
    await once(this.server, 'close');
  }
}

const take = async (
  request: IncomingMessage,
  response: ServerResponse,
  { seal, taker }: { readonly seal: PeerSeal; readonly taker: PeerTaker },
): Promise<void> => {
  const told = request.headers[SEAL_HEADER];
  if (request.method !== 'POST' || request.url !== COMMANDS_PATH || typeof told !== 'string') {
    turnAway(response);
    return;
  }
  const body = await bodyOf(request);
  if (body === undefined || !seal.holdsRequest(told, body)) {
    turnAway(response);
    return;
  }
  const submissions = JSON.parse(body) as readonly Submission[];
  const answers = taker.leads
    ? await Promise.all(submissions.map((submission) => answerOf(taker.submit(submission))))
    : [];
  const text = JSON.stringify(answers);
  response
    .writeHead(200, { 'content-type': 'application/json', [SEAL_HEADER]: seal.ofAnswer(told, text) })
    .end(text);
};
