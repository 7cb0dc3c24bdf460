import { statfs } from 'node:fs/promises';
import { chainHash, EMPTY_HEAD } from '#libs/event-store';
import { LEDGER, readModelPosition } from '#apps/api';
import { plainOptions } from '../options.js';
import { print, table, type ExitCode } from '../terminal.js';
import { wholeLog, withLedger, type OpenLedger } from './ledger.js';

interface Finding {
  readonly check: string;
  readonly fine: boolean;
  readonly detail: string;
}

const LEAST_FREE_BYTES = 1_000_000_000;

const nodeVersion = (): Finding => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return { check: 'Node', fine: major > 20 || (major === 20 && minor >= 19), detail: process.versions.node };
};

const freeSpace = async ({ config }: OpenLedger): Promise<Finding> => {
  const { bavail, bsize } = await statfs(config.dataDir).catch(() => statfs('.'));
  const free = bavail * bsize;
  return { check: '磁盘 disk', fine: free > LEAST_FREE_BYTES, detail: `${Math.floor(free / 1e9)} GB` };
};

/** Reads the whole log: positions without a gap, every hash following from its bytes. */
const chain = async ({ store }: OpenLedger): Promise<Finding> => {
  let { position, hash } = EMPTY_HEAD;
  for await (const event of wholeLog(store)) {
    if (event.hash !== chainHash(hash, event))
      return { check: '哈希链 chain', fine: false, detail: `@${event.position} ${event.stream}` };
    ({ position, hash } = event);
  }
  return { check: '哈希链 chain', fine: true, detail: `@${position} ${hash.slice(0, 16)}` };
};

const readModels = async ({ url, store }: OpenLedger): Promise<Finding> => {
  const [head, reached] = await Promise.all([store.head(LEDGER), readModelPosition(url)]);
  return {
    check: '查询库 read models',
    fine: reached <= head.position,
    detail: `@${reached} / @${head.position}`,
  };
};

/** `doctor`: looks at the machine, the log and the read models; exit 1 when something is wrong. */
export const doctor = async (args: readonly string[]): Promise<ExitCode> => {
  const { json } = plainOptions(args);
  return withLedger(async (ledger) => {
    const findings = [nodeVersion(), await freeSpace(ledger), await chain(ledger), await readModels(ledger)];
    if (json) print(JSON.stringify(findings, null, 2));
    else print(table(findings.map(({ check, fine, detail }) => [check, fine ? '✓' : '✗', detail])));
    return findings.every(({ fine }) => fine) ? 0 : 1;
  });
};
