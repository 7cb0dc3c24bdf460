#!/usr/bin/env node
import { allowNobodyToRead, isNobodyReading, note, UsageError, type ExitCode } from './terminal.js';

type Verb = (args: readonly string[]) => Promise<ExitCode>;

/** Loaded when asked for: `replay` must run where neither server nor database can. */
const VERBS: Readonly<Record<string, { readonly about: string; readonly load: () => Promise<Verb> }>> = {
  serve: { about: '启动服务 / run the service', load: async () => (await import('./verbs/serve.js')).serve },
  migrate: {
    about: '升级数据库 / bring the database up to date',
    load: async () => (await import('./verbs/migrate.js')).migrate,
  },
  seed: {
    about: '装入示例城市 / load the demo city',
    load: async () => (await import('./verbs/seed.js')).seed,
  },
  export: {
    about: '导出全部事件 [--out FILE] 或审计包 [--pack FILE] / export the log or an audit pack',
    load: async () => (await import('./verbs/export.js')).exportLog,
  },
  verify: {
    about: '离线核验 <pack> [--key KEY] [--known FILE] [--no-rules] / verify an audit pack offline',
    load: async () => (await import('#verifier')).verify,
  },
  trace: {
    about: '溯源 <pack> --pool ID --pollutant P [--figure F] / the events behind a figure',
    load: async () => (await import('./verbs/trace.js')).trace,
  },
  merge: {
    about: '并入离线记录 <notes> --inspection ID --server URL --user NAME / merge notes taken in verify.html',
    load: async () => (await import('./verbs/merge.js')).merge,
  },
  replay: {
    about: '离线回放 <file> [--as-of T] [--known-at T] [--pool ID] / replay a pack or an export offline',
    load: async () => (await import('./verbs/replay.js')).replay,
  },
  balance: {
    about: '由事件计算余额 [--as-of T] [--known-at T] [--pool ID] / balances from the log',
    load: async () => (await import('./verbs/balance.js')).balance,
  },
  rebuild: {
    about: '重建查询库 <projection> / rebuild a read model',
    load: async () => (await import('./verbs/rebuild.js')).rebuild,
  },
  projector: {
    about: '更新查询库（服务以 PROJECTIONS=elsewhere 运行时）/ keep the read models in a process of its own',
    load: async () => (await import('./verbs/projector.js')).projector,
  },
  witness: {
    about: '见证其他台账的检查点 / co-sign checkpoints of other ledgers',
    load: async () => (await import('./verbs/witness.js')).witness,
  },
  keygen: {
    about: '生成签名密钥 <file> / make the keys that sign checkpoints',
    load: async () => (await import('./verbs/keygen.js')).keygen,
  },
  accounts: {
    about: '建立三员账户 init --place CODE [--renew] / make the three administrators',
    load: async () => (await import('./verbs/accounts.js')).accounts,
  },
  'access-log': {
    about: '归档到期的访问日志 archive --out FILE / archive the old access log',
    load: async () => (await import('./verbs/access-log.js')).accessLog,
  },
  doctor: {
    about: '检查本机与台账 / check this installation',
    load: async () => (await import('./verbs/doctor.js')).doctor,
  },
};

const usage = (): void => {
  note('reserve-pool <verb> [--json] [--csv]');
  for (const [name, { about }] of Object.entries(VERBS)) note(`  ${name.padEnd(10)} ${about}`);
};

const run = async ([name = '', ...args]: readonly string[]): Promise<ExitCode> => {
  const verb = VERBS[name];
  if (!verb) {
    usage();
    return name === 'help' || name === '--help' ? 0 : 2;
  }
  try {
    return await (
      await verb.load()
    )(args);
  } catch (error) {
    // An export that nobody reads to its end is not whole, and nobody has to be told so.
    if (isNobodyReading(error)) return 1;
    note(error instanceof Error ? error.message : String(error));
    return error instanceof UsageError ? 2 : 1;
  }
};

allowNobodyToRead();
process.exitCode = await run(process.argv.slice(2));
