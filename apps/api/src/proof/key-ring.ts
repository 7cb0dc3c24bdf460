import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseSignerKey, signerKey, type KeyDescription, type SignerKey } from '#libs/audit';
import type { Config } from '#libs/platform';
import { createFile, moveFile, readIfThere, replaceFile } from './durable-file.js';
import { bothLines } from './log-line.js';
import { nodeCryptography } from '#module/audit';

/** The keys to sign with are missing or cannot be used. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError';
  constructor(
    readonly code: 'SIGNING_KEY_MISSING' | 'SIGNING_KEY_UNREADABLE' | 'SIGNING_KEY_OTHER_NAME',
    zh: string,
    en: string,
  ) {
    super(`${code}：${zh}\n${code}: ${en}`);
  }
}

const SECRET_BYTES = 32;

/** A fresh key; SM2 wants a number below the order of its group, which all but one in 2^32 drawn are. */
export const freshKey = (description: KeyDescription): SignerKey => {
  const secret = Uint8Array.from(randomBytes(SECRET_BYTES));
  if (description.algorithm === 'sm2') secret[0] = (secret[0] ?? 0) & 0x7f;
  return signerKey(description, secret, nodeCryptography);
};

/** Where the keys of an installation lie. */
export const keyFileOf = ({ signingKeyFile, dataDir }: Pick<Config, 'signingKeyFile' | 'dataDir'>): string =>
  signingKeyFile ?? join(dataDir, 'signing-key');

const textOf = (keys: readonly SignerKey[]): string => keys.map(({ text }) => `${text}\n`).join('');

/** Reads a key file, one secret key on each line. Errors: SIGNING_KEY_UNREADABLE. */
export const keysIn = (text: string, path: string): readonly SignerKey[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const key = parseSignerKey(line, nodeCryptography);
      if (key === undefined)
        throw new SigningKeyError(
          'SIGNING_KEY_UNREADABLE',
          `${path} 中有不能识别的密钥`,
          `${path} holds a line that is no key`,
        );
      return key;
    });

/**
 * The keys in a file, made first where that is allowed. Errors: SIGNING_KEY_MISSING, SIGNING_KEY_UNREADABLE.
 */
export const loadKeys = async (
  path: string,
  make: (() => readonly SignerKey[]) | undefined,
): Promise<readonly SignerKey[]> => {
  let text = await readIfThere(path);
  if (text === undefined && make !== undefined) {
    await mkdir(dirname(path), { recursive: true });
    const keys = make();
    if (await createFile(path, textOf(keys))) return keys;
    text = await readIfThere(path);
  }
  if (text === undefined) {
    throw new SigningKeyError(
      'SIGNING_KEY_MISSING',
      `没有签名密钥文件 ${path}；可用 reserve-pool keygen 生成，并以 SIGNING_KEY_FILE 指明`,
      `there is no key file ${path}; make one with reserve-pool keygen and name it in SIGNING_KEY_FILE`,
    );
  }
  return keysIn(text, path);
};

/** A key for each log the installation could keep, so that the suite can change later. */
export const freshKeysFor = (config: Pick<Config, 'logOrigin'>): readonly SignerKey[] =>
  bothLines(config).map(({ origin, algorithm }) => freshKey({ name: origin, algorithm, use: 'NOTE' }));

/** Makes a key file where there is none; answers the public keys, nothing when the file is there already. */
export const makeKeyFile = async (
  path: string,
  config: Pick<Config, 'logOrigin'>,
): Promise<readonly string[] | undefined> => {
  const keys = freshKeysFor(config);
  return (await createFile(path, textOf(keys))) ? keys.map(({ verifier }) => verifier.text) : undefined;
};

/** 签名密钥：the secret keys of the logs, in one file; while keys change, the new ones lie beside it in `.next`. */
export class KeyRing {
  private constructor(
    private readonly path: string,
    private keys: readonly SignerKey[],
  ) {}

  /** Errors: SigningKeyError. */
  static async open(config: Config): Promise<KeyRing> {
    const path = keyFileOf(config);
    // Where people rely on the log, a key that went missing must be noticed, not replaced.
    const mayMake = config.demo === 'on' || config.databaseUrl === undefined;
    const keys = await loadKeys(path, mayMake ? () => freshKeysFor(config) : undefined);
    return new KeyRing(path, keys);
  }

  /** The key that signs for an origin. Errors: SIGNING_KEY_OTHER_NAME. */
  signer(origin: string): SignerKey {
    const key = this.keys.find(({ verifier: { name, use } }) => name === origin && use === 'NOTE');
    if (key !== undefined) return key;
    throw new SigningKeyError(
      'SIGNING_KEY_OTHER_NAME',
      `${this.path} 中没有名为 ${origin} 的密钥`,
      `${this.path} holds no key named ${origin}`,
    );
  }

  /** The same logs' new keys, laid beside the present ones; asked again, the same. */
  async next(): Promise<readonly { readonly old: SignerKey; readonly fresh: SignerKey }[]> {
    const laid = await loadKeys(`${this.path}.next`, () =>
      this.keys.map(({ verifier: { name, algorithm, use } }) => freshKey({ name, algorithm, use })),
    );
    return this.keys.flatMap((old, place) => {
      const fresh = laid[place];
      return fresh === undefined ? [] : [{ old, fresh }];
    });
  }

  /** Takes up the keys laid beside if they are the ones the log now names. */
  async follow(newKey: string): Promise<void> {
    const holds = (text: string | undefined): readonly SignerKey[] | undefined => {
      const keys = text === undefined ? [] : keysIn(text, this.path);
      return keys.some(({ verifier }) => verifier.text === newKey) ? keys : undefined;
    };
    const next = holds(await readIfThere(`${this.path}.next`));
    if (next !== undefined) {
      const retired = this.keys[0]?.verifier.id ?? 'unknown';
      await replaceFile(`${this.path}.retired-${retired}`, textOf(this.keys));
      await moveFile(`${this.path}.next`, this.path);
    }
    this.keys = next ?? holds(await readIfThere(this.path)) ?? this.keys;
  }
}
