import { randomInt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.js';

/** No letter or digit that can be taken for another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/**
 * The password all demo accounts share: `DEMO_PASSWORD`, or else a random one made at the first start and kept in
 * `DATA_DIR/demo-password`, readable by the service's user only, so that every later start prints the same. There is
 * no built-in one.
 */
export const demoPassword = async ({
  dataDir,
  demoPassword: configured,
}: Pick<Config, 'dataDir' | 'demoPassword'>): Promise<string> => {
  if (configured !== undefined) return configured;
  const file = join(dataDir, 'demo-password');
  await mkdir(dataDir, { recursive: true });
  try {
    const password = randomPassword();
    await writeFile(file, `${password}\n`, { flag: 'wx', mode: 0o600 });
    return password;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
    return (await readFile(file, 'utf8')).trim();
  }
};

/** Sixteen letters and digits in four groups: easy to read out, about 79 bits. */
export const randomPassword = (): string => Array.from({ length: GROUPS }, randomGroup).join('-');
const randomGroup = (): string =>
  Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
