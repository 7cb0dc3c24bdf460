import { PAPER_VARIABLES } from './paper-variables.js';
import { resolve } from 'node:path';
import { PROVINCE } from '#kernel';
import { DATABASE_VARIABLES } from './database-variables.js';
import { IDENTITY_VARIABLES } from './identity-variables.js';
import { keyName, listOf, path, witnesses } from './proof-readings.js';
import type { Variable } from './reading.js';
import { whole, choice, demo, password, addresses, webAddress, optionalFile } from './readings.js';
import { STORE_VARIABLES } from './store-variables.js';
import { TRACING_VARIABLES } from './tracing-variables.js';

export type { Variable } from './reading.js';
export type { StoreKind } from './store-variables.js';
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export const CRYPTO_SUITES = ['intl', 'gm', 'dual'] as const;
export type CryptoSuite = (typeof CRYPTO_SUITES)[number];

const OWN_LOG = `reserve-pool/${PROVINCE.code}`;

/** Every variable the service reads; `docs/configuration.md` lists the same ones, and a test holds both together. */
export const VARIABLES = {
  PORT: {
    fallback: '3000',
    zh: '监听端口；0 为任一空闲端口',
    en: 'port to listen on; 0 takes a free one',
    read: whole(3000, 0, 65_535),
  },
  HOST: {
    fallback: '127.0.0.1',
    zh: '监听地址',
    en: 'address to listen on',
    read: (text) => ({ value: text ?? '127.0.0.1' }),
  },
  ...DATABASE_VARIABLES,
  DATA_DIR: {
    fallback: './.data',
    zh: '内嵌数据库与本机文件所在目录',
    en: 'folder of the embedded database and of local files',
    read: (text) => ({ value: resolve(text ?? './.data') }),
  },
  DEMO: {
    fallback: '—',
    zh: '1 装入示例城市，0 不装；不设时，内嵌数据库且台账为空则装入',
    en: '1 loads the demo city, 0 does not; unset loads it into an empty embedded ledger',
    read: demo,
  },
  DEMO_PASSWORD: {
    fallback: '—',
    secret: true,
    zh: '示例账户口令；不设则随机生成，存于 DATA_DIR/demo-password，启动时打印',
    en: 'password of the demo accounts; unset makes a random one, kept in DATA_DIR/demo-password and printed at start',
    read: password,
  },
  ...STORE_VARIABLES,
  LOG_LEVEL: {
    fallback: 'log',
    zh: '日志级别：fatal、error、warn、log、debug、verbose',
    en: 'log level: fatal, error, warn, log, debug or verbose',
    read: choice('log', LOG_LEVELS),
  },
  LOG_FORMAT: {
    fallback: 'text',
    zh: '日志格式：text，或 json（每行一个对象，含每个请求及其 traceId）',
    en: 'log format: text, or json (an object a line, one for each request with its traceId)',
    read: choice<'text' | 'json'>('text', ['text', 'json']),
  },
  ...TRACING_VARIABLES,
  LEDGER_QUEUE: {
    fallback: '4096',
    zh: '可排队的写入请求数，满则答 503',
    en: 'commands that may wait; beyond that the answer is 503',
    read: whole(4096, 1, 1_000_000),
  },
  AUTH_SESSION_HOURS: {
    fallback: '12',
    zh: '登录后最长有效小时数',
    en: 'hours a session lasts at most',
    read: whole(12, 1, 720),
  },
  AUTH_IDLE_MINUTES: {
    fallback: '30',
    zh: '无操作多少分钟后失效',
    en: 'minutes without a request after which a session ends',
    read: whole(30, 1, 1440),
  },
  RATE_PER_PERSON: {
    fallback: '300000',
    zh: '每人每分钟请求数上限，满则答 429；0 为不限',
    en: 'requests a minute of one person, beyond that the answer is 429; 0 for any number',
    read: whole(300_000, 0, 100_000_000),
  },
  RATE_EXPORTS: {
    fallback: '600',
    zh: '每人每分钟导出文件数上限，满则答 429；0 为不限',
    en: 'files a minute that one person may export, beyond that the answer is 429; 0 for any number',
    read: whole(600, 0, 1_000_000),
  },
  RATE_FAILED_SIGN_INS: {
    fallback: '1200',
    zh: '每个来源地址每分钟登录失败次数上限，满则答 429；0 为不限',
    en: 'failed sign-ins a minute from one address, beyond that the answer is 429; 0 for any number',
    read: whole(1200, 0, 1_000_000),
  },
  TRUSTED_PROXIES: {
    fallback: '—',
    zh: '可信反向代理的地址或网段，逗号分隔；只采信其 X-Forwarded-For',
    en: 'addresses or ranges of reverse proxies, separated by commas, whose X-Forwarded-For is believed',
    read: addresses,
  },
  SIGNING_KEY_FILE: {
    fallback: '—',
    zh: '检查点签名密钥文件；不设则为 DATA_DIR/signing-key，内嵌数据库或示例方式下首次启动时生成',
    en: 'keys that sign checkpoints; unset means DATA_DIR/signing-key, made at the first embedded or demo start',
    read: path,
  },
  CRYPTO_SUITE: {
    fallback: 'intl',
    zh: '证明所用算法：intl（SHA-256、Ed25519）、gm（SM3、SM2）、dual（两者）',
    en: 'algorithms of the proofs: intl (SHA-256, Ed25519), gm (SM3, SM2) or dual (both)',
    read: choice<CryptoSuite>('intl', CRYPTO_SUITES),
  },
  LEDGERS: {
    fallback: '—',
    zh: '同一数据库中可与本台账跨省转让的台账代码，以空格或逗号分隔；不设则不得跨省转让',
    en: 'ledgers in this database that purchases may cross to and from, by their codes; unset: none cross',
    read: (text) => ({ value: listOf(text) }),
  },
  LOG_ORIGIN: {
    fallback: OWN_LOG,
    zh: '检查点中的台账名称，全国唯一，一经使用不得更改',
    en: 'name of the log in its checkpoints; unique, and never changed once used',
    read: keyName(OWN_LOG),
  },
  CHECKPOINT_SECONDS: {
    fallback: '60',
    zh: '台账有新事件时，最多隔多少秒签发检查点',
    en: 'seconds between checkpoints at most, while the log grows',
    read: whole(60, 1, 86_400),
  },
  WITNESSES: {
    fallback: '—',
    zh: '见证方：公钥@网址，以空格或逗号分隔',
    en: 'witnesses, each key@url, separated by spaces or commas',
    read: witnesses,
  },
  WITNESS_NAME: {
    fallback: 'reserve-pool-witness',
    zh: '本机作为见证方的名称（reserve-pool witness）',
    en: 'name of this witness (reserve-pool witness)',
    read: keyName('reserve-pool-witness'),
  },
  WITNESS_LOGS: {
    fallback: '—',
    zh: '本见证方所见证台账的公钥，以空格或逗号分隔（reserve-pool witness）',
    en: 'public keys of the logs this witness watches, separated by spaces or commas (reserve-pool witness)',
    read: (text) => ({ value: listOf(text) }),
  },
  PROJECTIONS: {
    fallback: 'here',
    zh: '查询库由谁更新：here 为本进程参与（同时只有一个进程更新），elsewhere 为 reserve-pool projector',
    en: 'who keeps the read models: here, one process at a time, or elsewhere, by reserve-pool projector',
    read: choice<'here' | 'elsewhere'>('here', ['here', 'elsewhere']),
  },
  PEER_KEY_FILE: {
    fallback: '—',
    zh: '同一台账各进程互认的密钥文件（32 字节的 base64）；不设则不互转写入，各自锁台账头写入，较慢',
    en: 'key the processes of one ledger know each other by (32 bytes in base64); unset: each locks the head, slower',
    read: optionalFile,
  },
  PEER_HOST: {
    fallback: '127.0.0.1',
    zh: '接收其他进程写入的监听地址，须为内网地址',
    en: 'address to take other processes’ commands on; never one that outsiders reach',
    read: (text) => ({ value: text ?? '127.0.0.1' }),
  },
  PEER_PORT: {
    fallback: '0',
    zh: '接收其他进程写入的端口；0 为任一空闲端口',
    en: 'port to take other processes’ commands on; 0 takes a free one',
    read: whole(0, 0, 65_535),
  },
  PEER_URL: {
    fallback: '—',
    zh: '其他进程据以找到本进程的网址；不设则由 PEER_HOST 与端口构成',
    en: 'where the other processes find this one; unset means PEER_HOST and the port',
    read: webAddress,
  },
  ...IDENTITY_VARIABLES,
  ...PAPER_VARIABLES,
} as const satisfies Record<string, Variable>;
export type VariableName = keyof typeof VARIABLES;

/** The value a variable is read into. */
export type ValueOf<N extends VariableName> = Extract<
  ReturnType<(typeof VARIABLES)[N]['read']>,
  { value: unknown }
>['value'];
