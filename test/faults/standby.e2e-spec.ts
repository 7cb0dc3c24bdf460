import { rm } from 'node:fs/promises';
import { Arena } from '../support/arena.js';
import { surprisesIn } from '../support/checkers.js';
import { closedAfterEach, removeFolder, type Closing } from '../support/closing.js';
import { DebianPostgres, installed, serverFolder, type Settings } from '../support/debian-postgres.js';
import { TcpGate } from '../support/tcp-gate.js';

const FULL = process.env['FAULTS'] === 'full';
const PROMOTIONS = 5;
/** Answers before each kill, or the run proves nothing. */
const LEAST_ANSWERS = 60;

jest.setTimeout(600_000);

/** A primary, its standby, and the gate that leads to whoever is primary: what Patroni and HAProxy keep up. */
class Pair {
  private constructor(
    private primary: DebianPostgres,
    private standby: DebianPostgres,
    private readonly around: {
      readonly settings: Settings;
      readonly gate: TcpGate;
      readonly closing: Closing;
    },
  ) {}

  /** With `synchronous` a commit is answered when the standby has it on disk too. */
  static async start(synchronous: boolean, closing: Closing): Promise<Pair> {
    const folder = closing(await serverFolder(), removeFolder);
    const settings = { synchronous_standby_names: synchronous ? '*' : '' };
    const primary = closing(await DebianPostgres.start(folder), (server) => server.kill());
    const standby = closing(await primary.standby(settings), (server) => server.kill());
    await primary.set('synchronous_standby_names', settings.synchronous_standby_names);
    const gate = closing(await TcpGate.to(primary.port), (open) => open.close());
    return new Pair(primary, standby, { settings, gate, closing });
  }

  get url(): string {
    return this.around.gate.before(this.primary.url);
  }

  /** The standby gets nothing more, as if the network to it were slow; only what it has is left after a promotion. */
  async starve(): Promise<void> {
    await this.standby.set('primary_conninfo', 'host=127.0.0.1 port=9');
  }

  /** The primary dies, the standby takes its place, and gets a standby of its own. */
  async failOver(): Promise<void> {
    const former = this.primary;
    await former.kill();
    await this.standby.promote();
    this.around.gate.leadTo(this.standby.port);
    this.primary = this.standby;
    // Until then nobody confirms a commit, so nothing is acknowledged.
    const { settings, closing } = this.around;
    this.standby = closing(await this.primary.standby(settings), (server) => server.kill());
    await rm(former.folder, { recursive: true });
  }
}

const READY = FULL && installed('failover to a standby');

(READY ? describe : describe.skip)('failover to a standby', () => {
  const closing = closedAfterEach();
  let pair: Pair;
  let arena: Arena;
  const open = async (synchronous: boolean): Promise<void> => {
    pair = await Pair.start(synchronous, closing);
    arena = closing(await Arena.open({ databaseUrl: pair.url, processes: 2 }), (opened) => opened.close());
  };

  const underLoad = async (seed: number, work: () => Promise<void>): Promise<void> => {
    const city = arena.busy(seed);
    await arena.answers(LEAST_ANSWERS);
    await work();
    await city.stop();
  };

  it(`synchronous: ${PROMOTIONS} times the primary is killed, and nothing acknowledged is lost`, async () => {
    await open(true);
    for (let time = 1; time <= PROMOTIONS; time += 1) {
      await underLoad(time, () => pair.failOver());
      expect({ time, findings: await arena.findings() }).toEqual({ time, findings: [] });
    }
    // A fail-over that is quick enough passes unnoticed: the executor asks again before its clients have to.
    expect(arena.client.unanswered).toBeGreaterThan(0);
    expect(surprisesIn(arena.journal.lines())).toEqual([]);
    expect(await arena.readModelFindings()).toEqual([]);
  });

  it('asynchronous, as a control: what the standby had not got yet is lost, and the checkers see it', async () => {
    await open(false);
    await underLoad(1, async () => {
      await pair.starve();
      await arena.answers(LEAST_ANSWERS);
      await pair.failOver();
    });
    expect((await arena.findings()).filter((words) => words.startsWith('C1'))).not.toEqual([]);
  });
});
