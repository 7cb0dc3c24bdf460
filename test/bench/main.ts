import { parseArgs } from 'node:util';
import { atTheDoor } from './at-the-door.js';
import { reading } from './catch-up.js';
import { dateWords, machineWords } from './conditions.js';
import { writePart } from './document.js';
import { isMissed, markdownOf, tableOf, type Finding } from './findings.js';
import { growth } from './growth.js';
import { hotPool } from './hot-pool.js';
import { hotPoolOverHttp } from './hot-pool-http.js';
import { manyLedgers } from './many-ledgers.js';
import { severalProcesses } from './several-processes.js';
import { startServer, type BenchDatabase } from './setting.js';
import { synchronousStandby } from './standby.js';
import { wholeService } from './whole-service.js';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

const effort = options.quick ? { rounds: 3, milliseconds: 1_500 } : { rounds: 5, milliseconds: 4_000 };
const past = options.quick ? { events: 30_000, large: 20_000 } : { events: 200_000, large: 100_000 };

// The server and the children go with this process, however it is told to.
process.once('SIGINT', () => process.exit(1));
process.once('SIGTERM', () => process.exit(1));
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const server = await startServer();
const PARTS: Readonly<Record<string, (database: BenchDatabase) => Promise<readonly Finding[]>>> = {
  hot_pool: (database) => hotPool(database, effort),
  hot_pool_http: (database) => hotPoolOverHttp(database, effort),
  whole_service: (database) => wholeService(database, effort),
  at_the_door: async (database) => atTheDoor([database, await server.database('nobody_there')], effort),
  several_processes: async (database) =>
    severalProcesses([database, await server.database('shared_by_three')], effort),
  many_ledgers: (database) => manyLedgers(database, effort),
  reading: (database) => reading(database, { ...effort, events: past.events }),
  standby: () => synchronousStandby(effort),
  growth: (database) => growth(database, { ...effort, large: past.large }),
};

const findings: Finding[] = [];
try {
  for (const [name, part] of Object.entries(PARTS)) {
    if (options.only !== undefined && options.only !== name) continue;
    say(`${name} …`);
    findings.push(...(await part(await server.database(name))));
  }
} finally {
  await server.stop();
}

const conditions = {
  date: dateWords(),
  machine: machineWords(),
  database: server.words,
  rounds:
    `${effort.rounds} rounds of ${effort.milliseconds} ms for each variant after one to warm up; ` +
    'variants take turns within a round, figures are medians over the rounds',
};

const document = `# Benchmarks

Written by \`npm run bench -- --write\`; \`npm run bench\` measures and compares with the goals, \`-- --quick\`
takes a short look.
Ratios are between variants of one run that take turns on the same server; compare them, not the absolute figures.

- Date: ${conditions.date}
- Machine: ${conditions.machine}
- Database: ${conditions.database}
- Rounds: ${conditions.rounds}

${markdownOf(findings)}
`;

if (options.json) process.stdout.write(`${JSON.stringify({ ...conditions, findings }, null, 2)}\n`);
else process.stdout.write(`${Object.values(conditions).join('\n')}\n\n${tableOf(findings)}\n`);
if (options.write) await writePart('service', document);
process.exitCode = findings.some(isMissed) ? 1 : 0;
