import { get, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { must, sha256Hex } from '#kernel';
import { Build, ServiceProcess } from '../support/built.js';
import { bodyOf, CITY, Journey } from '../support/journey.js';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';
import { atMost } from '../support/at-most.js';

/** Server-sent events, read as they come. */
interface Told {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

const fieldOf = (block: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];

/** A listener: what it was told, and when it was closed. */
class Ear {
  readonly heard: Told[] = [];
  readonly closed: Promise<void>;
  private text = '';
  private resume: () => void = () => undefined;

  constructor(readonly response: IncomingMessage) {
    response.setEncoding('utf8');
    response.on('data', (piece: string) => this.take(piece));
    this.closed = new Promise((resolve) => response.once('close', resolve));
  }

  private take(piece: string): void {
    this.text += piece;
    const blocks = this.text.split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = fieldOf(block, 'data');
      if (data === undefined) continue;
      const said = JSON.parse(data) as Told['data'];
      this.heard.push({ event: fieldOf(block, 'event') ?? '', id: fieldOf(block, 'id'), data: said });
    }
    this.resume();
  }

  /** The first thing told that fits. */
  async hears(fits: (told: Told) => boolean): Promise<Told> {
    for (;;) {
      const found = this.heard.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => (this.resume = resolve));
    }
  }
}

const isAbout =
  (stream: string) =>
  ({ data }: Told): boolean =>
    data['stream'] === stream;

describe('GET /stream', () => {
  let running: TestService;
  let journey: Journey;
  const tokens = new Map<string, string>();
  const ears: Ear[] = [];

  const tokenOf = async (username: string): Promise<string> => {
    const answer = await running.offices.stranger.post<{ accessToken: string }>('/auth/login', {
      username,
      password: PASSWORD,
    });
    const { accessToken } = bodyOf(answer, 200);
    tokens.set(username, accessToken);
    return accessToken;
  };
  /** Where it listens: at this service unless a test says otherwise. */
  let door: string | undefined;
  const ask = async (username: string, headers: Record<string, string> = {}, query = ''): Promise<Ear> => {
    const authorization = `Bearer ${tokens.get(username) ?? (await tokenOf(username))}`;
    const url = `${door ?? running.service.url}/api/v1/stream${query}`;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(url, { headers: { authorization, ...headers }, agent: false }, resolve).on('error', reject);
    });
    const ear = new Ear(response);
    ears.push(ear);
    return ear;
  };
  const listen = async (username: string, headers: Record<string, string> = {}): Promise<Ear> => {
    const ear = await ask(username, headers);
    await ear.hears(({ event }) => event === 'begin');
    return ear;
  };
  /** What somebody is told who comes again after a position, and nothing more. */
  const missed = async (username: string, after: number): Promise<readonly Told[]> => {
    const ear = await ask(username, { 'last-event-id': String(after) }, '?once=true');
    await ear.closed;
    return ear.heard;
  };
  const sql = async (
    text: string,
    values: readonly unknown[],
  ): Promise<readonly Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: running.databaseUrl });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    running = await startTestService();
    journey = new Journey(running.offices);
  }, 60_000);
  afterAll(async () => {
    const started = performance.now();
    await running.stop();
    // Whoever still listens is let go, so that the service stops as it should.
    await Promise.all(ears.map(({ closed }) => closed));
    expect(performance.now() - started).toBeLessThan(atMost(5_000));
  });
  afterEach(() => {
    for (const { response } of ears.splice(1)) response.destroy();
  });

  it('tells of a credit at once, to each as far as it may know', async () => {
    const before = await running.offices.head();
    const office = await listen(`office@${CITY}`);
    const [own, foreign] = [await listen('county-clerk@320583'), await listen('county-clerk@320507')];
    const { id } = await journey.claim(await journey.file('320583', { COD: '2' }), { COD: '2' });
    await journey.examine(id, '320583', { COD: '2' });
    const started = performance.now();
    await journey.credit(id);
    const ofCity = await office.hears(isAbout(`pool-${CITY}`));
    expect(performance.now() - started).toBeLessThan(atMost(1_000));
    expect(ofCity.data).toMatchObject({ type: 'LotCredited', place: CITY });
    expect(Number(ofCity.id)).toBe(ofCity.data['position']);

    // The read models show what was told, without waiting for them.
    const officer = await running.offices.officer(`office@${CITY}`);
    expect((await officer.send<{ status: string }>(`/deposits/${id}`, { method: 'GET' })).body.status).toBe(
      'CREDITED',
    );

    expect((await own.hears(isAbout('pool-320583'))).data).toMatchObject({ type: 'LotCredited' });
    expect(own.heard.filter(isAbout(`deposit-${id}`)).length).toBeGreaterThan(3);
    // Another county is served by the city's pool: it learns that something changed there, and nothing else.
    const outside = await foreign.hears(isAbout(`pool-${CITY}`));
    expect(outside.data).toEqual({ position: ofCity.data['position'], stream: `pool-${CITY}`, place: CITY });
    expect(foreign.heard.map(({ data }) => data['stream'])).toEqual([undefined, `pool-${CITY}`]);
    expect(await missed('system-admin@320500', before)).toHaveLength(1);
  });

  it('goes on from the position somebody comes again with', async () => {
    const before = await running.offices.head();
    const office = await listen(`office@${CITY}`);
    const { id } = await journey.file('320507', { TP: '1' });
    const told = await office.hears(isAbout(`reduction-${id}`));
    const again = await missed(`office@${CITY}`, before);
    expect(again.map(({ event, id: at }) => [event, at])).toEqual([
      ['begin', String(before)],
      ['change', told.id],
    ]);
    expect(await missed(`office@${CITY}`, Number(told.id))).toHaveLength(1);
    const beyond = await missed(`office@${CITY}`, 900_000);
    expect(beyond.map(({ event }) => event)).toEqual(['begin', 'reset']);
    const { response } = await ask(`office@${CITY}`, { 'last-event-id': 'x' });
    expect(response.statusCode).toBe(400);
  });

  /**
   * Not by a clock: the other process tells of it as soon as its own read models show it, so whoever has read there up
   * to the approval hears of it before a few more questions are answered.
   */
  it('of another process tells of what is approved here, once and without a gap', async () => {
    const build = await Build.copy();
    const environment = { DATA_DIR: running.dataDir };
    const other = await ServiceProcess.start(build, running.databaseUrl, environment);
    try {
      const { id } = await journey.claim(await journey.file('320583', { NOx: '3' }), { NOx: '3' });
      await journey.examine(id, '320583', { NOx: '3' });
      door = other.url;
      const office = await listen(`office@${CITY}`);
      const begun = office.heard.length;
      const written = await running.offices.head();
      await journey.credit(id);
      const reader = (await running.offices.officer(`office@${CITY}`)).at(other.url);
      bodyOf(await reader.get(`/deposits/${id}`), 200);
      const approval = await running.offices.head();
      const last = (): number => Number(office.heard.at(-1)?.id);
      for (let asked = 0; last() < approval && asked < 20; asked += 1) await reader.get('/pollutants');
      const positions = office.heard.slice(begun).map(({ data }) => data['position']);
      expect(positions).toEqual(
        Array.from({ length: approval - written }, (_, index) => written + index + 1),
      );
    } finally {
      door = undefined;
      await other.kill();
      await build.remove();
    }
  });

  it('ends within a second of its token, wherever that was revoked, and keeps no session alive', async () => {
    const reviewer = await listen('county-reviewer@320583');
    const approver = await listen('county-approver@320583');
    const hash = sha256Hex(must(tokens.get('county-approver@320583'), 'token'));
    await sql(
      `UPDATE identity.session SET last_seen_at = now() - interval '5 minutes' WHERE token_hash = $1`,
      [hash],
    );
    const authorization = `Bearer ${tokens.get('county-reviewer@320583')}`;
    await running.offices.stranger.post('/auth/logout', {}, { headers: { authorization } });
    const started = performance.now();
    await reviewer.closed;
    expect(performance.now() - started).toBeLessThan(atMost(1_000));

    const [row] = await sql(
      `UPDATE identity.session SET revoked_at = now() WHERE token_hash = $1
       RETURNING last_seen_at < now() - interval '4 minutes' AS idle`,
      [hash],
    );
    const revoked = performance.now();
    await approver.closed;
    expect(performance.now() - revoked).toBeLessThan(atMost(1_000));
    expect(row).toEqual({ idle: true });
    tokens.delete('county-reviewer@320583');
    tokens.delete('county-approver@320583');
  });

  it('lets one account listen from so many pages and no more', async () => {
    const username = `monitoring@${CITY}`;
    for (let page = 0; page < 12; page += 1) await listen(username);
    const { response } = await ask(username);
    expect([response.statusCode, response.headers['retry-after']]).toEqual([429, '10']);
    must(ears.at(-2), 'a page').response.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await listen(username);
  });
});
