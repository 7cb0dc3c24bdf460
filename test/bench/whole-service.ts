import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex, usccCheckCharacter } from '#kernel';
import { application, line, project } from '../support/withdrawal.js';
import { sampleReduction, verified } from '../support/samples.js';
import type { Finding } from './findings.js';
import { load, type Step } from './load.js';
import { interleaved, over, type Effort } from './rounds.js';
import { startChild, type BenchDatabase, type Child } from './setting.js';

export const CONNECTIONS = 64;
const PASSWORD = 'bench-password-1';
const PASS = { decision: 'PASS', opinion: '材料齐全，核算一致，同意。' };

type Tokens = (username: string) => string;

export const signIn = async (url: string, usernames: readonly string[]): Promise<Tokens> => {
  const tokens = new Map<string, string>();
  for (const username of usernames) {
    const response = await fetch(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: PASSWORD }),
    });
    const { accessToken = '' } = (await response.json()) as { accessToken?: string };
    tokens.set(username, accessToken);
  }
  return (username) => tokens.get(username) ?? '';
};

let serial = 0;
/** Seven digits that no other filing of this run has. */
const next = (): string => String((serial += 1)).padStart(7, '0');

/** A field that is absent in the interface is null in the domain. */
const withoutNulls = (value: unknown): object =>
  JSON.parse(JSON.stringify(value, (_, member: unknown) => (member === null ? undefined : member))) as object;

const freshReduction = (): object => {
  const number = next();
  const body = `91320583MA${number.slice(-7)}`.slice(0, 17);
  const uscc = body + usccCheckCharacter(body);
  return withoutNulls(
    sampleReduction({
      unit: { uscc, name: `示例企业${number}` },
      permitNo: `${uscc}001P`,
      lines: [verified('COD', '100'), verified('TN', '12')],
      evidence: [{ name: '示例-减排核算报告.pdf', sha256: sha256Hex(number) }],
    }),
  );
};

const freshApplication = (): object => {
  const number = next();
  const code = `26${number.slice(0, 2)}-320583-89-${number.slice(2, 4)}-${number.slice(-6)}`;
  return withoutNulls(
    application([line('COD', '0.001'), line('TN', '0.001')], { project: project({ code }) }),
  );
};

const stepsWith = (tokens: Tokens) => {
  const headers = (username: string) => ({
    authorization: `Bearer ${tokens(username)}`,
    'idempotency-key': randomUUID(),
  });
  const creation = (username: string, path: string, body: (id: string) => object): Step => ({
    make: ({ id = '' }) => ({ path: `/api/v1/${path}`, body: body(id), headers: headers(username) }),
    keep: (answer, memory) => {
      memory['id'] = String(answer['id']);
    },
  });
  const step = (username: string, path: string, body: object = PASS): Step => ({
    make: ({ id = '' }) => ({ path: `/api/v1/${path.replace('*', id)}`, body, headers: headers(username) }),
  });
  return { creation, step };
};

/** 入库 and 出库 from filing to the end, as the officers would send them. */
export const procedures = (tokens: Tokens) => {
  const { creation, step } = stepsWith(tokens);
  const deposit = [
    creation('county-clerk@320583', 'reductions', freshReduction),
    creation('county-clerk@320583', 'deposits', (reductionId) => ({
      reductionId,
      lines: [
        { pollutant: 'COD', amount: '100' },
        { pollutant: 'TN', amount: '12' },
      ],
    })),
    step('county-reviewer@320583', 'deposits/*/first-review'),
    step('element-water@320500', 'deposits/*/element-review', { ...PASS, medium: 'WATER' }),
    step('office@320500', 'deposits/*/approval'),
  ];
  const withdrawal = [
    creation('county-clerk@320583', 'withdrawals', freshApplication),
    step('county-reviewer@320583', 'withdrawals/*/first-review'),
    step('county-approver@320583', 'withdrawals/*/approval'),
  ];
  return { deposit, withdrawal };
};

export const OFFICERS = [
  'county-clerk@320583',
  'county-reviewer@320583',
  'county-approver@320583',
  'element-water@320500',
  'office@320500',
];

/** A whole service on a database of its own, run from a file with the demo city. */
export const serving = async (
  file: string,
  database: BenchDatabase,
  settings: Readonly<Record<string, string>> = {},
): Promise<Child> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'reserve-pool-bench-service-'));
  const service = await startChild(file, {
    args: ['serve'],
    env: {
      PORT: '0',
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      DEMO: '1',
      DEMO_PASSWORD: PASSWORD,
      LOG_LEVEL: 'error',
      ...settings,
    },
  });
  return {
    url: service.url,
    stop: async () => {
      await service.stop();
      await rm(dataDir, { recursive: true });
    },
  };
};

/** The service as `serve` runs it, with sign-in, every rule and all read models following. */
export const wholeService = async (
  database: BenchDatabase,
  { rounds, milliseconds }: Effort,
): Promise<readonly Finding[]> => {
  const service = await serving('apps/inspect/src/main.ts', database);
  const { deposit, withdrawal } = procedures(await signIn(service.url, OFFICERS));
  const walk = (steps: readonly Step[]) => () =>
    load({ url: service.url, connections: CONNECTIONS, milliseconds, steps });
  const measured = await interleaved(rounds, { deposit: walk(deposit), withdrawal: walk(withdrawal) });
  await service.stop();
  const about = (
    name: 'deposit' | 'withdrawal',
    title: string,
    steps: readonly Step[],
  ): readonly Finding[] => {
    const latency = (rank: 'p50' | 'p99'): string =>
      `${over(measured, (round) => round[name][rank]).toFixed(1)} ms`;
    return [
      {
        name: `${title} over HTTP`,
        measured: over(measured, (round) => round[name].perSecond),
        unit: ' commands/s',
        conditions: `${CONNECTIONS} connections, one pool, procedures of ${steps.length} commands`,
      },
      {
        name: `${title} over HTTP: p99 / p50`,
        measured: over(measured, (round) => round[name].p99 / round[name].p50),
        unit: '×',
        goal: { atMost: 4 },
        conditions: `${latency('p99')} against ${latency('p50')}`,
      },
    ];
  };
  return [...about('deposit', 'deposits', deposit), ...about('withdrawal', 'withdrawals', withdrawal)];
};
