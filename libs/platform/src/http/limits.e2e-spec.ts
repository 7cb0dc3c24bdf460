import 'reflect-metadata';
import { connect, type Socket } from 'node:net';
import { Body, Controller, Get, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { configureEdge, createEdgeAdapter, EDGE_LIMITS, EDGE_OPTIONS, type EdgeLimits } from './edge.js';
import { Text } from './fields.js';
import { TakesSecret } from './pace.js';
import { edgeRefusal } from './refusal.exception.js';
import { atMost } from '../../../../test/support/at-most.js';

class KeyBody {
  @Text()
  readonly key!: string;
}

@Controller()
class DoorController {
  @Get('open')
  open(): unknown {
    return { open: true };
  }

  @Post('knock')
  @HttpCode(200)
  @TakesSecret()
  knock(@Body() { key }: KeyBody): unknown {
    if (key !== 'right') throw edgeRefusal('BAD_CREDENTIALS');
    return { open: true };
  }
}
@Module({ controllers: [DoorController] })
class DoorModule {}

const started: NestFastifyApplication[] = [];
const start = async (limits: Partial<EdgeLimits>): Promise<URL> => {
  const adapter = createEdgeAdapter({ ...EDGE_LIMITS, checkEveryMs: 50, ...limits });
  const app = await NestFactory.create<NestFastifyApplication>(DoorModule, adapter, {
    ...EDGE_OPTIONS,
    logger: false,
  });
  configureEdge(app);
  await app.listen(0, '127.0.0.1');
  started.push(app);
  return new URL(await app.getUrl());
};
afterEach(() => Promise.all(started.splice(0).map((app) => app.close())));

interface Conversation {
  readonly socket: Socket;
  /** What was answered until the other side hung up, and after how many milliseconds. */
  readonly end: Promise<{ readonly said: string; readonly after: number }>;
}
const talk = ({ port }: URL): Conversation => {
  const socket = connect(Number(port), '127.0.0.1');
  const since = performance.now();
  let said = '';
  socket.setEncoding('utf8').on('data', (text: string) => (said += text));
  const end = new Promise<{ said: string; after: number }>((resolve) => {
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ said, after: performance.now() - since }));
  });
  return { socket, end };
};
const problemIn = (said: string): Readonly<Record<string, unknown>> =>
  JSON.parse(said.slice(said.indexOf('\r\n\r\n'))) as Readonly<Record<string, unknown>>;

describe('slow and broken senders', () => {
  const drip = ({ socket }: Conversation, text: string): NodeJS.Timeout =>
    setInterval(() => socket.writable && socket.write(text), 40);

  it.each([
    ['headers', { headersTimeoutMs: 300, requestTimeoutMs: 60_000 }, 'GET /open HTTP/1.1\r\n', 'x-a: b\r\n'],
    [
      'a body',
      { headersTimeoutMs: 250, requestTimeoutMs: 300 },
      'POST /knock HTTP/1.1\r\nhost: h\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n',
      ' ',
    ],
  ])('hangs up on one who sends %s for ever, a little at a time', async (...[, limits, beginning, drop]) => {
    const conversation = talk(await start(limits));
    conversation.socket.write(beginning);
    const dripping = drip(conversation, drop);
    const { said, after } = await conversation.end;
    clearInterval(dripping);
    expect(after).toBeGreaterThan(200);
    expect(after).toBeLessThan(atMost(5_000));
    expect(said).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(said).toMatch(/\r\ncontent-type: application\/problem\+json\r\n/);
    expect(problemIn(said)).toMatchObject({ status: 408, code: 'REQUEST_TIMEOUT' });
  });

  it('hangs up on one who says nothing at all', async () => {
    const { after } = await talk(await start({ idleTimeoutMs: 300 })).end;
    expect(after).toBeGreaterThan(250);
    expect(after).toBeLessThan(atMost(5_000));
  });

  it('answers the others meanwhile', async () => {
    const url = await start({});
    const slow = Array.from({ length: 200 }, () => talk(url));
    slow.forEach(({ socket }) => socket.write('POST /knock HTTP/1.1\r\nhost: h\r\nx-'));
    expect((await fetch(new URL('/open', url))).status).toBe(200);
    slow.forEach(({ socket }) => socket.destroy());
  });

  it.each<[string, string, number, string]>([
    [
      'headers of 20 KiB',
      `GET /open HTTP/1.1\r\nhost: h\r\nx-a: ${'x'.repeat(20_480)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    ['what is no HTTP', '\u0016\u0003\u0001\u0002\u0000 not a request\r\n\r\n', 400, 'MALFORMED_JSON'],
    [
      'two lengths',
      'POST /knock HTTP/1.1\r\nhost: h\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n12345',
      400,
      'MALFORMED_JSON',
    ],
    [
      'a length and chunks at once',
      'POST /knock HTTP/1.1\r\nhost: h\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'MALFORMED_JSON',
    ],
    [
      'a header with a bare line feed',
      'GET /open HTTP/1.1\r\nhost: h\r\nx: a\nb\r\n\r\n',
      400,
      'MALFORMED_JSON',
    ],
  ])('answers %s with a problem and hangs up', async (...[, sent, status, code]) => {
    const { socket, end } = talk(await start({}));
    socket.write(sent);
    const { said } = await end;
    expect(said.split('\r\n\r\n')).toHaveLength(2);
    expect(problemIn(said)).toMatchObject({ status, code, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(said).not.toMatch(/HPE_|node_modules|at .*\.js/);
  });

  it('refuses a URL longer than 8 KiB', async () => {
    const response = await fetch(new URL(`/open?q=${'x'.repeat(9_000)}`, await start({})));
    expect(response.status).toBe(414);
    expect(await response.json()).toMatchObject({ code: 'URL_TOO_LONG' });
  });
});

describe('browsers', () => {
  const answers = async (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(new URL(path, await start({})), init);

  it.each(['/open', '/nowhere', '/open%zz'])('are kept safe by the headers of %s', async (path) => {
    const { headers } = await answers(path);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'cache-control': 'no-store',
    });
    expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null]);
  });

  it.each([
    ['GET', '/open'],
    ['OPTIONS', '/open'],
    ['OPTIONS', '/knock'],
  ])('of another origin are told nothing by %s %s', async (method, path) => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const response = await answers(path, { method, headers });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(response.status).toBe(method === 'GET' ? 200 : 404);
  });
});

describe('guessing at the door', () => {
  const knock = (url: URL, key: string, from?: string): Promise<Response> =>
    fetch(new URL('/knock', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(from !== undefined && { 'x-forwarded-for': from }) },
      body: JSON.stringify({ key }),
    });
  const statuses = async (url: URL, keys: readonly string[], from?: string): Promise<number[]> => {
    const seen: number[] = [];
    for (const key of keys) seen.push((await knock(url, key, from)).status);
    return seen;
  };

  it('ends after so many failures from one address, for the right key too; successes cost nothing', async () => {
    const url = await start({ failedSignIns: 3 });
    expect(await statuses(url, ['right', 'right', 'right', 'right', 'a', 'b', 'c'])).toEqual([
      200, 200, 200, 200, 401, 401, 401,
    ]);
    const refused = await knock(url, 'right');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '20']);
    expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED' });
    expect((await fetch(new URL('/open', url))).status).toBe(200);
  });

  it('is counted by the address a trusted proxy names, and by no address the caller names', async () => {
    const trusting = await start({ failedSignIns: 1, trustedProxies: ['127.0.0.1'] });
    expect(await statuses(trusting, ['a', 'b'], '10.0.0.1')).toEqual([401, 429]);
    expect(await statuses(trusting, ['a'], '10.0.0.2')).toEqual([401]);
    const wary = await start({ failedSignIns: 1 });
    expect(await statuses(wary, ['a'], '10.0.0.1')).toEqual([401]);
    expect(await statuses(wary, ['a'], '10.0.0.2')).toEqual([429]);
  });

  it('has no limit unless one is set', async () =>
    expect(new Set(await statuses(await start({}), Array<string>(50).fill('a')))).toEqual(new Set([401])));
});
