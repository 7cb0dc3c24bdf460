import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Config,
  ConfigError,
  missing,
  type OidcSettings,
  type PeerSettings,
} from '../../config/index.js';

const KEY_BYTES = 32;
const MADE_KEY = 'auth-key';
const SHORTEST_CLIENT_SECRET = 16;

type KeyVariable = 'AUTH_KEY_FILE' | 'PEER_KEY_FILE';

const unusable = (variable: KeyVariable, file: string): ConfigError =>
  new ConfigError([
    {
      variable,
      zh: '文件须可读，内容为 32 个随机字节的 base64',
      en: 'the file must be readable and hold 32 random bytes in base64',
      value: file,
    },
  ]);

/** A key nobody drew by chance, such as all zeros, is as good as none. */
const plausible = (key: Buffer): boolean => key.length === KEY_BYTES && new Set(key).size > KEY_BYTES / 4;

/** The secret this service shows to its OpenID provider. Errors: ConfigError naming the variable. */
export const clientSecret = ({ clientSecretFile: file }: OidcSettings): string => {
  const secret = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (secret.length >= SHORTEST_CLIENT_SECRET) return secret;
  throw new ConfigError([
    {
      variable: 'AUTH_OIDC_CLIENT_SECRET_FILE',
      zh: `文件须可读，内容至少 ${SHORTEST_CLIENT_SECRET} 个字符`,
      en: `the file must be readable and hold at least ${SHORTEST_CLIENT_SECRET} characters`,
      value: file,
    },
  ]);
};

const read = (file: string, variable: KeyVariable = 'AUTH_KEY_FILE'): Buffer => {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  const key = /^[A-Za-z0-9+/]{43}=$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
  if (!plausible(key)) throw unusable(variable, file);
  return key;
};

const made = (dataDir: string): Buffer => {
  const file = join(dataDir, MADE_KEY);
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
  }
  return read(file);
};

/**
 * The key that seals second factors and personal data: that of `AUTH_KEY_FILE`; in the demo alone, one made at the
 * first start. There is no built-in one.
 * @throws ConfigError naming `AUTH_KEY_FILE` when it is missing or no key.
 */
export const authKey = ({
  authKeyFile,
  demo,
  dataDir,
}: Pick<Config, 'authKeyFile' | 'demo' | 'dataDir'>): Buffer => {
  if (authKeyFile !== undefined) return read(authKeyFile);
  if (demo === 'off') throw new ConfigError([missing('AUTH_KEY_FILE')]);
  return made(dataDir);
};

/** The key the processes of one ledger know each other by. Errors: ConfigError naming `PEER_KEY_FILE`. */
export const peerKey = ({ keyFile }: PeerSettings): Buffer => read(keyFile, 'PEER_KEY_FILE');

/** An installation's secrets are looked at before it opens its door. Errors: ConfigError naming what is missing. */
export const assertSecrets = (config: Config): void => {
  authKey(config);
  if (config.oidc) clientSecret(config.oidc);
  if (config.peers) peerKey(config.peers);
};
