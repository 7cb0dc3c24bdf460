import { Controller, Get, Logger, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '#libs/platform';
import { Offices } from '../support/client.js';
import { bodyOf, refusal } from '../support/journey.js';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';

/** A careless part of the service: it logs whatever it gets hold of, and fails with it in its mouth. */
@Controller('careless')
class CarelessController {
  private readonly log = new Logger('Careless');

  @Get()
  @Public()
  fail(@Req() { headers, url }: FastifyRequest): never {
    this.log.log(`got ${url} with ${JSON.stringify(headers)}`);
    this.log.warn({ headers, password: 'secret-in-an-object' });
    this.log.verbose('DATABASE_URL=postgresql://pool:secret-of-the-database@db/pool');
    throw new Error(
      `no use for authorization: ${headers.authorization} or {"password":"secret-in-a-message"}`,
    );
  }
}

const PACE = 60;
let running: TestService;
const log: string[] = [];

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => log.push(String(text)) > 0);
  }
  running = await startTestService({ LOG_LEVEL: 'verbose', RATE_PER_PERSON: String(PACE) }, [
    CarelessController,
  ]);
}, 60_000);
afterAll(async () => {
  await running.stop();
  jest.restoreAllMocks();
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(running.service.url + path, { headers });

describe('the edge of the whole service', () => {
  it('lets its page of the interface load its own scripts and styles, and nothing inline that runs', async () => {
    const page = await get('/api/docs');
    const html = await page.text();
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'unsafe-inline';");
    const scripts = [...html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(1);
    for (const [, attributes = '', code = ''] of scripts) {
      const source = /src=['"]([^'"]+)['"]/.exec(attributes)?.[1] ?? '';
      expect([code.trim(), source]).toEqual(['', expect.stringMatching(/^\.?\/?(docs|api)\//)]);
      const script = await get(new URL(source, 'http://h/api/docs').pathname);
      // Read to its end: a service waits for what it is still sending before it stops.
      expect([script.status, (await script.text()).length > 0]).toEqual([200, true]);
    }
    expect(html).not.toMatch(/\son\w+=/);
  });

  it('is no oracle: a failure outside says its trace id only, and the log says the rest without secrets', async () => {
    const headers = {
      authorization: 'Bearer secret-token-of-somebody',
      cookie: 'sid=secret-cookie; other=secret-cookie',
    };
    const answer = await get('/api/v1/careless?access_token=secret-in-a-url', headers);
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(Object.keys(JSON.parse(text) as object).toSorted()).toEqual(
      ['article', 'code', 'detail', 'status', 'title', 'traceId', 'type'].toSorted(),
    );
    expect(text).not.toMatch(/secret|Error|\.[jt]s|node_modules|no use/);

    await running.offices.officer('office@320500');
    const wrong = { username: 'office@320500', password: 'secret-but-wrong' };
    expect(refusal(await running.offices.stranger.post('/auth/login', wrong))).toBe('401 BAD_CREDENTIALS');
    const broken = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"password":"secret-half',
    };
    await running.offices.stranger.send('/auth/login', broken);

    const said = log.join('');
    const { traceId } = JSON.parse(text) as { readonly traceId: string };
    expect(said).toContain(traceId);
    expect(said).toContain('no use for authorization: Bearer ***');
    expect(said).toMatch(/service-edge\.e2e-spec\.ts/);
    expect(said).not.toContain('secret-');
    expect(said).not.toContain(PASSWORD);
    expect(said).not.toMatch(/[\w-]{43}/);
  });

  it('asks a person who asks too much to wait, over all sessions, and nobody else', async () => {
    const hasty = await running.offices.officer('monitoring@320500');
    const [again, other] = [
      await new Offices(running.service.url, PASSWORD).officer('monitoring@320500'),
      await running.offices.officer('trade-org@320500'),
    ];
    const seen: number[] = [];
    for (let count = 0; count < PACE; count += 1) {
      const officer = count % 2 === 0 ? hasty : again;
      seen.push((await officer.get('/pollutants')).status);
    }
    expect(new Set(seen)).toEqual(new Set([200]));
    // What has refilled since the first request is used up too.
    let last = await again.get('/pollutants');
    for (let count = 0; count < PACE && last.status === 200; count += 1)
      last = await again.get('/pollutants');
    expect(refusal(last)).toBe('429 RATE_LIMITED');
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    bodyOf(await other.get('/pollutants'), 200);
  });
});
