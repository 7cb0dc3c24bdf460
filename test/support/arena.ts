import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Build, freePort, ServiceProcess, type Sabotage } from './built.js';
import { BUSY_ACCOUNTS, BusyCity } from './busy-city.js';
import { balanceFindings, findingsIn, type Evidence } from './checkers.js';
import { CommandJournal } from './command-journal.js';
import { readBalances, readBooks, readLease, readModels, readModelsCaughtUp } from './ledger-books.js';
import { SteadfastClient } from './steadfast-client.js';

export interface ArenaTerms {
  readonly databaseUrl: string;
  readonly processes?: number;
  readonly sabotage?: readonly Sabotage[];
  /** Whether the processes have a key to pass on commands by. */
  readonly passingOn?: boolean;
  /** What the services are told besides. */
  readonly environment?: Readonly<Record<string, string>>;
}

interface Party {
  readonly service: ServiceProcess;
  /** Where it takes the commands of the other processes. */
  readonly door: string;
}

interface Parts {
  readonly databaseUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly build: Build;
  readonly parties: readonly Party[];
  readonly journal: CommandJournal;
  /** The position before the client's first command. */
  readonly baseline: number;
}

/** Service processes on one database, and a client that writes its commands down before it sends them. */
export class Arena {
  readonly client: SteadfastClient;
  readonly databaseUrl: string;
  readonly services: readonly ServiceProcess[];
  readonly journal: CommandJournal;
  readonly build: Build;
  readonly #cities: BusyCity[] = [];
  #closed = false;

  private constructor(private readonly parts: Parts) {
    ({ databaseUrl: this.databaseUrl, journal: this.journal, build: this.build } = parts);
    this.services = parts.parties.map(({ service }) => service);
    const [first] = this.services;
    if (!first) throw new Error('an arena needs a service');
    const doors = this.services.map(({ url }) => url);
    this.client = new SteadfastClient(parts.journal, first.offices, doors);
  }

  static async open({
    databaseUrl,
    processes = 1,
    sabotage,
    passingOn = true,
    environment = {},
  }: ArenaTerms): Promise<Arena> {
    const build = await Build.copy(sabotage);
    const folder = await mkdtemp(join(tmpdir(), 'reserve-pool-journal-'));
    const keyFile = join(folder, 'peer-key');
    await writeFile(keyFile, randomBytes(32).toString('base64'));
    const parties: Party[] = [];
    try {
      // One after another: the first tells the demo year.
      for (let count = 0; count < processes; count += 1)
        parties.push(
          await startParty(build, databaseUrl, { ...environment, PEER_KEY_FILE: passingOn ? keyFile : '' }),
        );
      const journal = new CommandJournal(join(folder, 'commands.ndjson'));
      const baseline = (await readBooks(databaseUrl)).head.position;
      const arena = new Arena({ databaseUrl, environment, build, parties, journal, baseline });
      await arena.client.signIn(BUSY_ACCOUNTS);
      return arena;
    } catch (error) {
      await Promise.all(parties.map(({ service }) => service.kill()));
      await rm(folder, { recursive: true });
      await build.remove();
      throw error;
    }
  }

  /** Everybody at work, until `stop`, or until the arena is closed. */
  busy(seed: number, desks = 8): BusyCity {
    const city = new BusyCity(this.client, { seed, desks });
    this.#cities.push(city);
    return city;
  }

  /** Waits until so many more commands are answered. Errors: the arena was closed meanwhile. */
  async answers(more: number): Promise<void> {
    const target = this.journal.answered + more;
    for (; this.journal.answered < target; await sleep(5))
      if (this.#closed) throw new Error('nobody answers in a closed arena');
  }

  /** The process that leads the ledger, once there is one. */
  async leader(): Promise<ServiceProcess> {
    for (;;) {
      const { address } = await readLease(this.databaseUrl);
      const found = this.parts.parties.find(({ door }) => door === address);
      if (found) return found.service;
      await sleep(20);
    }
  }

  async evidence(): Promise<Evidence> {
    return {
      books: await readBooks(this.databaseUrl),
      journal: this.journal.lines(),
      baseline: this.parts.baseline,
    };
  }

  /** What the checkers find in log and journal. */
  async findings(): Promise<readonly string[]> {
    return findingsIn(await this.evidence());
  }

  /** C5 and C8 for the read models: they add up, and are row for row what a rebuild from the log makes of them. */
  async readModelFindings(): Promise<readonly string[]> {
    await readModelsCaughtUp(this.databaseUrl);
    const live = await readModels(this.databaseUrl);
    const { events } = await readBooks(this.databaseUrl);
    const balances = balanceFindings(events, await readBalances(this.databaseUrl));
    const { code, stderr } = await this.build.run(['rebuild', 'all'], {
      DATABASE_URL: this.databaseUrl,
      ...this.parts.environment,
    });
    if (code !== 0) return [`C8 the rebuild failed: ${stderr}`];
    const rebuilt = await readModels(this.databaseUrl);
    const tables = [...new Set([...Object.keys(live), ...Object.keys(rebuilt)])];
    return [...balances, ...tables.flatMap((table) => differences(table, live[table], rebuilt[table]))];
  }

  /** Ends everything, also what a failed test has left at work. */
  async close(): Promise<void> {
    this.#closed = true;
    this.client.giveUp();
    await Promise.all(this.services.map((service) => service.kill()));
    await Promise.allSettled(this.#cities.map((city) => city.stop()));
    this.journal.close();
    await rm(join(this.journal.path, '..'), { recursive: true });
    await this.build.remove();
  }
}

const startParty = async (
  build: Build,
  databaseUrl: string,
  environment: Readonly<Record<string, string>>,
): Promise<Party> => {
  const port = await freePort();
  const service = await ServiceProcess.start(build, databaseUrl, { ...environment, PEER_PORT: String(port) });
  return { service, door: `http://127.0.0.1:${port}` };
};

const differences = (
  table: string,
  live: readonly string[] = [],
  rebuilt: readonly string[] = [],
): readonly string[] => {
  const place = Array.from({ length: Math.max(live.length, rebuilt.length) }).findIndex(
    (_, row) => live[row] !== rebuilt[row],
  );
  return place < 0 ? [] : [`C8 read.${table} has ${live[place]} where its rebuild has ${rebuilt[place]}`];
};
