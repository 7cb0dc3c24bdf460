import { must } from '#kernel';
import { Arena } from '../support/arena.js';
import type { Officer } from '../support/client.js';
import { closedAfterAll } from '../support/closing.js';
import { Collector } from '../support/collector.js';
import { bodyOf, reductionBody } from '../support/journey.js';
import { MortalPostgres } from '../support/mortal-postgres.js';
import { startTestService, type TestService } from '../support/service.js';

const FULL = process.env['FAULTS'] === 'full';
const REQUEST = 'POST /api/v1/reductions';
const PARTS = [REQUEST, 'command', 'append', 'projection'];

const CLERK = 'county-clerk@320583';

const closing = closedAfterAll();
const openCollector = async (): Promise<Collector> =>
  closing(await Collector.open(), (collector) => collector.close());

/** Files a reduction; answers the trace id that the officer was told. */
const filedBy = async (clerk: Officer): Promise<string> => {
  const answer = await clerk.post('/reductions', reductionBody('320583', { COD: '1' }));
  bodyOf(answer, 201);
  return must(answer.headers.get('x-trace-id'), 'trace id');
};

describe('traces', () => {
  let collector: Collector;
  let running: TestService;

  beforeAll(async () => {
    collector = await openCollector();
    running = closing(await startTestService({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }), (service) =>
      service.stop(),
    );
  }, 60_000);
  const filed = async (): Promise<string> => filedBy(await running.offices.officer(CLERK));

  it('lead from a request to its append and the read models, under the id it was answered with', async () => {
    const spans = await collector.trace(await filed(), PARTS);
    const [request, command, append, projection] = PARTS.map((name) => must(spans.get(name), name));
    expect([request?.parent, command?.parent]).toEqual([undefined, request?.id]);
    expect([append?.parent, projection?.parent]).toEqual([command?.id, command?.id]);
    expect(request?.told).toMatchObject({ 'http.response.status_code': 201 });
    expect(command?.told).toMatchObject({ 'command.type': 'FileReduction', 'command.leads': true });
    expect(append?.told).toMatchObject({ 'batch.commands': 1 });
    expect(projection?.told).toEqual({
      'ledger.position': command?.told['ledger.position'],
      'projection.reached': true,
    });
    expect(request?.process).toMatchObject({ 'service.name': 'reserve-pool' });
    const end = command?.end ?? 0n;
    expect((request?.begin ?? end) < end && (append?.begin ?? end) < end).toBe(true);
  });

  it('hinder nobody when the collector is away', async () => {
    await collector.close();
    await filed();
  });
});

(FULL ? it : it.skip)(
  'the trace of a command that is passed on leads into the process that leads',
  async () => {
    const collector = await openCollector();
    const server = closing(await MortalPostgres.start(), (running) => running.remove());
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
    const arena = closing(
      await Arena.open({ databaseUrl: server.url, processes: 2, environment }),
      (opened) => opened.close(),
    );
    const leader = await arena.leader();
    const clerk = await arena.client.offices.officer(CLERK);
    const other = must(
      arena.services.find((service) => service !== leader),
      'another process',
    );
    const spans = await collector.trace(await filedBy(clerk.at(other.url)), PARTS);
    const own = await collector.trace(await filedBy(clerk.at(leader.url)), PARTS);
    const processOf = (name: string, of = spans): unknown => of.get(name)?.process['process.pid'];
    expect(processOf('append')).toBe(processOf('append', own));
    expect(processOf('append')).not.toBe(processOf('command'));
    expect(spans.get('append')?.parent).toBe(spans.get('command')?.id);
    expect(spans.get('command')?.told).toMatchObject({ 'command.leads': false });
  },
  120_000,
);
