import { statfs } from 'node:fs/promises';
import { LogCheck } from '#libs/audit';
import { LEDGER, proofRecords, readModelPosition, type ProofRecord } from '#apps/api';
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

const ABOUT = {
  HOLE: '缺号 missing',
  CHAIN: '哈希链断 chain broken',
  ROOT: '与检查点不符 not the one proved',
} as const;

/**
 * Reads the whole log for each tree: positions without a gap, every hash following from its bytes, the root of every
 * checkpoint given out. Of two checkpoints of one size, the one kept beside the database counts.
 */
const proved = async ({ store }: OpenLedger, { line, checkpoints }: ProofRecord): Promise<Finding> => {
  const bySize = new Map(checkpoints.toReversed().map((checkpoint) => [checkpoint.size, checkpoint]));
  const check = new LogCheck(line.hasher, [...bySize.values()]);
  const finding = (fine: boolean, detail: string): Finding => ({
    check: `证明 ${line.origin}`,
    fine,
    detail,
  });
  for await (const event of wholeLog(store)) {
    const fault = check.read(event);
    if (fault !== undefined) return finding(false, `@${fault.position} ${event.stream} ${ABOUT[fault.kind]}`);
  }
  const largest = Math.max(0, ...bySize.keys());
  if (largest > check.size)
    return finding(false, `@${check.size} 少于检查点 below a checkpoint of @${largest}`);
  return finding(true, `@${check.size} ${check.chain.slice(0, 16)} (${bySize.size} 检查点 checkpoints)`);
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
    const findings = [nodeVersion(), await freeSpace(ledger), await readModels(ledger)];
    for (const record of await proofRecords(ledger.url, ledger.config))
      findings.push(await proved(ledger, record));
    if (json) print(JSON.stringify(findings, null, 2));
    else print(table(findings.map(({ check, fine, detail }) => [check, fine ? '✓' : '✗', detail])));
    return findings.every(({ fine }) => fine) ? 0 : 1;
  });
};
