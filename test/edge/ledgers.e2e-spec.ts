import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { usccCheckCharacter } from '#kernel';
import { Build, ServiceProcess } from '../support/built.js';
import type { Answer, Officer } from '../support/client.js';
import type { FreshDatabase } from '../support/database.js';
import { bodyOf, reductionBody } from '../support/journey.js';
import { demoCity } from '../support/service.js';

interface Row {
  readonly ledger: string;
  readonly position: number;
  readonly tier: string;
  readonly pollutant: string;
  readonly available: string;
}

interface Trade {
  readonly id: string;
  readonly crossings: readonly { readonly status: string }[];
}

const JIASHAN = `91330421MA1DEM001${usccCheckCharacter('91330421MA1DEM001')}`;
const KUNSHAN = '91320583MA1XK2F47M';
const VOCS = (amount: string) => ({ pollutant: 'VOCs', amount });
/** Of four tonnes, within one county. */
const purchase = (place: string, buyerUscc: string): object => ({
  sellerUscc: '91320583MA1DEM0013',
  sellerPlace: place,
  buyerUscc,
  place,
  lines: [VOCS('4')],
});
/** The last crossing of a purchase, once it is concluded or the time is over. */
const settled = async (officer: Officer, id: string, patience = 20_000) => {
  const deadline = Date.now() + patience;
  for (;;) {
    const { body } = await officer.get<Trade>(`/trades/${id}`);
    const crossing = body.crossings.at(-1);
    if (crossing?.status !== 'RESERVED' || Date.now() > deadline) return crossing;
    await sleep(200);
  }
};

/** Suzhou's ledger and Jiaxing's, each by a process of its own, in one database. */
describe('two provinces in one installation', () => {
  let folder: string;
  let database: FreshDatabase;
  let build: Build;
  let suzhou: ServiceProcess;
  let jiaxing: ServiceProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reserve-pool-ledgers-'));
    database = await demoCity(folder);
    build = await Build.copy();
    suzhou = await ServiceProcess.start(build, database.url, { DATA_DIR: folder, LEDGERS: '330000' });
    jiaxing = await ServiceProcess.start(build, database.url, elsewhere());
  }, 120_000);
  afterAll(async () => {
    await Promise.all([suzhou?.kill(), jiaxing?.kill()]);
    await build.remove();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const elsewhere = () => ({
    NODE_OPTIONS: '--conditions=jiaxing',
    DATA_DIR: join(folder, 'jiaxing'),
    LEDGERS: '320000',
  });
  const list = async <T>(officer: Officer, path: string): Promise<readonly T[]> => {
    const answer: Answer<{ readonly items: readonly T[] }> = await officer.get(path);
    return bodyOf(answer, 200).items;
  };
  const clerkOf = (service: ServiceProcess, place: string): Promise<Officer> =>
    service.offices.officer(`county-clerk@${place}`);

  it('keep a ledger each, at the door of its own service', async () => {
    const here = await clerkOf(jiaxing, '330421');
    const filed = await here.post('/reductions', reductionBody('330421', { COD: '1' }));
    expect([filed.status, Number(filed.headers.get('ledger-position')) < 10]).toEqual([201, true]);
    expect(await list(here, '/reductions')).toHaveLength(1);
    const [places] = [await list<{ code: string }>(here, '/places')];
    expect(places.map(({ code }) => code)).toContain('330421');
    expect(places.every(({ code }) => code.startsWith('33'))).toBe(true);
  });

  it('leave those of the other province nothing to see or do', async () => {
    const stranger = await clerkOf(suzhou, '330421');
    expect(await list(stranger, '/reductions')).toEqual([]);
    expect(await list(stranger, '/pools')).toEqual([]);
    const filed = await stranger.post('/reductions', reductionBody('320583', { COD: '1' }));
    expect(filed.problem.code).toBe('FORBIDDEN_PLACE');
    expect((await stranger.get('/ledgers')).problem.code).toBe('FORBIDDEN_ROLE');
  });

  it('have three administrators each, whose names are theirs alone', async () => {
    const init = async (place: string, settings: Readonly<Record<string, string>>): Promise<unknown> => {
      const environment = {
        DATABASE_URL: database.url,
        AUTH_KEY_FILE: join(folder, 'auth-key'),
        ...settings,
      };
      const { code, stdout } = await build.run(['accounts', 'init', '--place', place], environment);
      return [code, ...stdout.split('\n').map((line) => line.split('\t')[0])];
    };
    await writeFile(join(folder, 'auth-key'), randomBytes(32).toString('base64'));
    const names = ['system-admin', 'security-admin', 'audit-admin'];
    expect(await init('320500', {})).toEqual([0, ...names, '']);
    expect(await init('330400', elsewhere())).toEqual([0, ...names.map((name) => `${name}@330000`), '']);
  });

  it('see what all of them hold, each as of a position of its own', async () => {
    const [ours, theirs] = [
      await suzhou.offices.officer('province@320000'),
      await jiaxing.offices.officer('province@330000'),
    ];
    const ledgers = await list<{ ledger: string; position: number; own: boolean }>(ours, '/ledgers');
    expect(ledgers.map(({ ledger, own }) => [ledger, own])).toEqual([
      ['320000', true],
      ['330000', false],
    ]);
    const balances = await list<Row>(ours, '/ledgers/balances?pollutant=COD');
    expect(await list(theirs, '/ledgers/balances?pollutant=COD')).toEqual(balances);
    const position = new Map(ledgers.map(({ ledger, position: at }) => [ledger, at]));
    expect(balances.map(({ ledger, tier, position: at }) => [ledger, tier, at])).toEqual(
      ['320000', '330000'].flatMap((ledger) =>
        ['PROVINCIAL', 'MUNICIPAL', 'LOCAL'].map((tier) => [ledger, tier, position.get(ledger)]),
      ),
    );
    const pools = await list<Row>(ours, '/pools/balances?pollutant=COD&perPage=200');
    const held = (tier: string): number =>
      pools.filter((pool) => pool.tier === tier).reduce((sum, { available }) => sum + Number(available), 0);
    for (const { ledger, tier, available } of balances)
      expect([ledger, tier, Number(available)]).toEqual([
        ledger,
        tier,
        ledger === '320000' ? expect.closeTo(held(tier), 6) : 0,
      ]);
    expect(held('LOCAL')).toBeGreaterThan(0);
  });

  it('sell on into each other: set aside, taken there after its service was away, and gone here', async () => {
    const [seller, buyer] = [
      await jiaxing.offices.officer('trade-org@330400'),
      await suzhou.offices.officer('trade-org@320500'),
    ];
    const { id } = bodyOf(await seller.post<Trade>('/trades', purchase('330421', JIASHAN)), 201);
    await suzhou.kill();
    const asked = { toLedger: '320000', toPlace: '320583', buyerUscc: KUNSHAN, lines: [VOCS('3')] };
    const set = bodyOf(await seller.post<Trade>(`/trades/${id}/crossings`, asked), 200);
    expect(set).toMatchObject({ lines: [{ left: '1' }], crossings: [{ status: 'RESERVED' }] });
    const more = await seller.post(`/trades/${id}/crossings`, asked);
    expect(more.problem.code).toBe('INSUFFICIENT_QUOTA');
    expect((await settled(seller, id, 1_500))?.status).toBe('RESERVED');
    await suzhou.start();
    expect(await settled(seller, id)).toMatchObject({ status: 'SETTLED', lines: [{ amount: '3' }] });
    expect(await list(buyer, `/trades?buyerUscc=${KUNSHAN}`)).toMatchObject([
      { place: '320583', sellerUscc: JIASHAN, sellerPlace: null, lines: [{ amount: '3', left: '3' }] },
    ]);
  }, 120_000);

  it('decline what a place may not buy across a border, and it goes back; others are not asked', async () => {
    const seller = await suzhou.offices.officer('trade-org@320500');
    const { id } = bodyOf(await seller.post<Trade>('/trades', purchase('320583', KUNSHAN)), 201);
    // Nobody has judged Jiashan's year (第十条).
    const asked = { toLedger: '330000', toPlace: '330421', buyerUscc: JIASHAN, lines: [VOCS('3')] };
    bodyOf(await seller.post(`/trades/${id}/crossings`, asked), 200);
    expect(await settled(seller, id)).toMatchObject({ status: 'RETURNED' });
    const { body } = await seller.get<Trade>(`/trades/${id}`);
    expect(body).toMatchObject({ lines: [{ amount: '4', left: '4' }] });
    const nowhere = await seller.post(`/trades/${id}/crossings`, { ...asked, toLedger: '340000' });
    expect(nowhere.problem.code).toBe('INVALID_FIELD');
  });
});
