import { readFile } from 'node:fs/promises';
import { KurrentEventStore, PostgresEventStore, type EventStore, type Notices } from '#libs/event-store';
import { ConfigError, type Config, type KurrentSettings } from '#libs/platform';

const passwordIn = async (file: string): Promise<string> => {
  const password = await readFile(file, 'utf8').catch(() => '');
  if (password.trim() !== '') return password.trim();
  throw new ConfigError([
    {
      variable: 'KURRENTDB_PASSWORD_FILE',
      zh: '文件须可读，内容为口令',
      en: 'the file must be readable and hold the password',
      value: file,
    },
  ]);
};

const openKurrent = async ({ url, caFile, signIn }: KurrentSettings): Promise<EventStore> => {
  const credentials = signIn && { username: signIn.user, password: await passwordIn(signIn.passwordFile) };
  return KurrentEventStore.open({ url, caFile, credentials });
};

/**
 * The log where the configuration keeps it: in the database, or in KurrentDB.
 * Errors: ConfigError, StoreUnavailable; UnsupportedServer for a KurrentDB before 26.1.
 */
export const openEventStore = async (
  { kurrent }: Pick<Config, 'kurrent'>,
  database: { readonly url: string; readonly pooled?: boolean; readonly notices?: Notices },
): Promise<EventStore> => (kurrent === undefined ? new PostgresEventStore(database) : openKurrent(kurrent));
