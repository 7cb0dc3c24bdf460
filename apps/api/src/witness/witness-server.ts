import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '#libs/platform';
import { Witness, type WitnessAnswer } from './witness.js';

/** A request is a checkpoint and at most 63 hashes. */
const MOST_BYTES = 64 * 1_024;
const REQUEST_MS = 10_000;

const plain = (status: number, body: string): WitnessAnswer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${body}\n`,
});

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

const answerOf = async (witness: Witness, request: IncomingMessage): Promise<WitnessAnswer> => {
  const path = request.url?.split('?', 1)[0];
  if (request.method === 'GET' && path === '/health/live') return plain(200, 'live');
  if (request.method === 'GET' && path === '/keys') return plain(200, witness.publicKeys.join('\n'));
  if (path !== '/add-checkpoint') return plain(404, 'there is only POST /add-checkpoint');
  if (request.method !== 'POST') return plain(405, 'POST it');
  const body = await bodyOf(request);
  return body === undefined
    ? plain(413, 'too long')
    : witness.addCheckpoint(body, Math.floor(Date.now() / 1_000));
};

const send = (response: ServerResponse, { status, type, body }: WitnessAnswer): void => {
  response.writeHead(status, { 'content-type': type }).end(body);
};

/** A running witness. */
export interface WitnessServer {
  readonly url: string;
  readonly publicKeys: readonly string[];
  stop(): Promise<void>;
}

/** Starts the witness of this configuration. Errors: WitnessSetupError, SigningKeyError. */
export const startWitness = async (config: Config): Promise<WitnessServer> => {
  const witness = await Witness.open(config);
  const server = createServer({ requestTimeout: REQUEST_MS }, (request, response) => {
    answerOf(witness, request).then(
      (answer) => send(response, answer),
      () => send(response, plain(500, 'the checkpoint could not be kept; nothing was signed')),
    );
  });
  server.listen(config.port, config.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${config.host}:${port}`,
    publicKeys: witness.publicKeys,
    stop: async () => {
      server.close();
      server.closeIdleConnections();
      await once(server, 'close');
    },
  };
};
