import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, loadConfig } from '../../config/index.js';
import { assertSecrets, authKey } from './auth-key.js';
import { SecretBox } from './secret-box.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'auth-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const variablesOf = (work: () => unknown): readonly string[] => {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown.faults.map(({ variable }) => variable);
  }
  return [];
};

describe('secrets', () => {
  it('are not made up outside the demo: the start stops, naming what is missing', () => {
    const serving = loadConfig({ DEMO: '0', DATA_DIR: folder });
    expect(variablesOf(() => assertSecrets(serving))).toEqual(['AUTH_KEY_FILE']);
  });

  it.each([
    ['nothing', ''],
    ['too little', randomBytes(16).toString('base64')],
    ['all zeros', Buffer.alloc(32).toString('base64')],
    ['a phrase', 'changeme'],
  ])('are not taken for a key when the file holds %s', (_, text) => {
    const config = loadConfig({ DEMO: '0', AUTH_KEY_FILE: file('key', text) });
    expect(variablesOf(() => assertSecrets(config))).toEqual(['AUTH_KEY_FILE']);
  });

  it('are read from their files', () => {
    const key = randomBytes(32);
    const config = loadConfig({
      DEMO: '0',
      AUTH_KEY_FILE: file('key', `${key.toString('base64')}\n`),
      AUTH_OIDC_ISSUER: 'https://id.example',
      AUTH_OIDC_CLIENT_ID: 'pool',
      AUTH_OIDC_REDIRECT_URI: 'https://pool.example/in',
      AUTH_OIDC_CLIENT_SECRET_FILE: join(folder, 'client'),
    });
    expect(authKey(config)).toEqual(key);
    expect(variablesOf(() => assertSecrets(config))).toEqual(['AUTH_OIDC_CLIENT_SECRET_FILE']);
    file('client', 'a long enough client secret');
    assertSecrets(config);
  });

  it('are made once for the demo, for the service’s user alone', () => {
    const config = loadConfig({ DEMO: '1', DATA_DIR: join(folder, 'data') });
    expect(authKey(config)).toEqual(authKey(config));
    expect(statSync(join(folder, 'data', 'auth-key')).mode & 0o777).toBe(0o600);
  });
});

describe('a sealed text', () => {
  it('opens with its key for its row, and otherwise not', () => {
    const boxOf = (name: string): SecretBox =>
      new SecretBox(loadConfig({ AUTH_KEY_FILE: file(name, randomBytes(32).toString('base64')) }));
    const [box, other] = [boxOf('a'), boxOf('b')];
    const sealed = box.seal('张三 13800005678', 'person 1');
    expect(box.open(sealed, 'person 1')).toBe('张三 13800005678');
    expect(sealed).not.toBe(box.seal('张三 13800005678', 'person 1'));
    const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    for (const wrong of [
      () => box.open(sealed, 'person 2'),
      () => other.open(sealed, 'person 1'),
      () => box.open(changed, 'person 1'),
    ])
      expect(wrong).toThrow(/authenticate|unsupported state/i);
  });
});
