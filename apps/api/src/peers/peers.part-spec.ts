import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { QueueFull, StoreUnavailable, WritesStopped, type Outcome, type Submission } from '#libs/event-store';
import { CommandRoute } from './command-route.js';
import { PeerDoor } from './peer-door.js';
import { PeerSeal } from './peer-seal.js';

const KEY = Buffer.alloc(32, 7);
const SETTINGS = { keyFile: '', host: '127.0.0.1', port: 0, url: undefined };
const submission = (key?: string): Submission => {
  const actor = { id: 'officer', roles: ['office'] as const, place: '320500' };
  return { command: { type: 'Draw', data: { amount: '1' }, actor, commandId: 'c' }, key };
};
const accepted = (position: number): Outcome => ({
  ok: true,
  answer: {},
  rules: [],
  position,
  versions: {},
  replayed: false,
  dryRun: false,
});

/** A process that leads, or does not, as the others see it. */
class Elsewhere {
  leads = true;
  readonly taken: Submission[] = [];
  answer: (submission: Submission) => Promise<Outcome> = async () => accepted(1);
  door: PeerDoor | undefined;

  async open(): Promise<string> {
    this.door = await PeerDoor.open(SETTINGS, new PeerSeal(KEY), this);
    return this.door.url;
  }
  async close(): Promise<void> {
    await this.door?.close();
    this.door = undefined;
  }
  submit(one: Submission): Promise<Outcome> {
    this.taken.push(one);
    return this.answer(one);
  }
}

let elsewhere: Elsewhere;
let url: string;
let here: Submission[];
beforeEach(async () => {
  here = [];
  elsewhere = new Elsewhere();
  url = await elsewhere.open();
});
afterEach(() => elsewhere.close());

const route = (leader: string | undefined = url, seal: PeerSeal | undefined = new PeerSeal(KEY)) => {
  const executor = {
    submit: async (one: Submission) => {
      here.push(one);
      return accepted(2);
    },
  };
  const leadership = { leads: false, leader, look: () => Promise.resolve() };
  return { leadership, route: new CommandRoute({ executor, leadership, seal }) };
};
const positionOf = (outcome: Outcome): number | undefined => (outcome.ok ? outcome.position : undefined);

describe('a command', () => {
  it('is decided where the ledger is led', async () => {
    expect(positionOf(await route().route.submit(submission('k')))).toBe(1);
    expect(elsewhere.taken).toEqual([submission('k')]);
    expect(here).toEqual([]);
  });

  it('is decided here where this process leads, and where no other is known', async () => {
    const leading = route();
    leading.leadership.leads = true;
    await leading.route.submit(submission('k'));
    await route('').route.submit(submission('k'));
    expect(here).toHaveLength(2);
    expect(elsewhere.taken).toEqual([]);
  });

  it.each([
    ['the other does not lead any more', async () => void (elsewhere.leads = false)],
    ['the other is gone', () => elsewhere.close()],
  ])('is asked here under the same key when %s', async (_, happen) => {
    await happen();
    expect(positionOf(await route().route.submit(submission('k')))).toBe(2);
    expect(here).toEqual([submission('k')]);
  });

  it('is asked here when the other says nothing, and the other is left alone for a while', async () => {
    let late: (outcome: Outcome) => void = () => undefined;
    elsewhere.answer = () => new Promise((resolve) => (late = resolve));
    const asked = route();
    expect(positionOf(await asked.route.submit(submission('k')))).toBe(2);
    await asked.route.submit(submission('l'));
    expect(elsewhere.taken).toHaveLength(1);
    late(accepted(1));
  });

  it('gets a key of its own for the way when it has none, but not on a dry run', async () => {
    await route().route.submit(submission());
    await route().route.submit({ ...submission(), dryRun: true });
    expect(elsewhere.taken.map(({ key }) => key !== undefined)).toEqual([true, false]);
  });

  it.each([
    ['QueueFull', new QueueFull('full')],
    ['WritesStopped', new WritesStopped('in doubt')],
    ['StoreUnavailable', new StoreUnavailable('no room', 'STORAGE_FULL')],
  ])('fails here as it failed there: %s', async (_, error) => {
    elsewhere.answer = () => Promise.reject(error);
    await expect(route().route.submit(submission('k'))).rejects.toEqual(error);
    expect(here).toEqual([]);
  });

  it('goes together with those that come while others are on their way', async () => {
    let requests = 0;
    const { route: one } = route();
    const count = (): void => void (requests += 1);
    subscribe('http.client.request.start', count);
    try {
      await Promise.all(Array.from({ length: 600 }, (_, index) => one.submit(submission(`k${index}`))));
    } finally {
      unsubscribe('http.client.request.start', count);
    }
    expect(elsewhere.taken).toHaveLength(600);
    expect(requests).toBe(3);
  });
});

describe('the door', () => {
  const knock = (body: string, seal: string | undefined, path = '/commands'): Promise<Response> =>
    fetch(`${url}${path}`, { method: 'POST', body, headers: seal ? { 'x-reserve-pool-seal': seal } : {} });
  const BODY = JSON.stringify([submission('k')]);

  it.each([
    ['no seal', async () => knock(BODY, undefined)],
    ['a seal of another key', async () => knock(BODY, new PeerSeal(Buffer.alloc(32, 8)).ofRequest(BODY))],
    ['the seal of another body', async () => knock(`${BODY} `, new PeerSeal(KEY).ofRequest(BODY))],
    ['a seal of long ago', async () => knock(BODY, new PeerSeal(KEY, () => 1).ofRequest(BODY))],
    ['another path', async () => knock(BODY, new PeerSeal(KEY).ofRequest(BODY), '/')],
    ['another method', async () => fetch(`${url}/commands`)],
  ])('tells a stranger with %s nothing', async (_, ask) => {
    const answer = await ask();
    expect([answer.status, await answer.text()]).toEqual([404, '']);
    expect(elsewhere.taken).toEqual([]);
  });

  it('is not believed where it does not know the key: the command is decided here', async () => {
    const asked = route(url, new PeerSeal(Buffer.alloc(32, 8)));
    expect(positionOf(await asked.route.submit(submission('k')))).toBe(2);
  });

  it('answers each request with a seal that holds for no other', () => {
    const seal = new PeerSeal(KEY);
    const request = seal.ofRequest(BODY);
    const told = seal.ofAnswer(request, '[]');
    expect(seal.holdsAnswer(told, request, '[]')).toBe(true);
    expect(seal.holdsAnswer(told, `${request}0`, '[]')).toBe(false);
    expect(seal.holdsAnswer(told, request, '[1]')).toBe(false);
    expect(seal.holdsAnswer(null, request, '[]')).toBe(false);
  });
});
