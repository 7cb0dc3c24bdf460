import { findPlace } from '#kernel';
import { loadConfig } from '#libs/platform';
import { initAccounts, migrate, openDatabase } from '#apps/api';
import { accountsOptions } from '../options.js';
import { note, print, UsageError, type ExitCode } from '../terminal.js';

/** `accounts init --place 320000 [--renew]`: the three administrators, with one-time passwords. */
export const accounts = async (args: readonly string[]): Promise<ExitCode> => {
  const { place, renew } = accountsOptions(args);
  if (findPlace(place) === undefined) throw new UsageError(`没有这个地区 / unknown place: ${place}`);
  const config = loadConfig({ ...process.env, DEMO: '0' });
  const database = await openDatabase(config, note);
  try {
    await migrate(database);
    const made = await initAccounts(config, { url: database.url, place, renew });
    for (const { username, password } of made) print(`${username}\t${password}`);
    note(
      made.length === 0
        ? '三员账户已有，未改动 / the administrators are there already; --renew gives new passwords'
        : '一次性口令只显示这一次，首次登录须修改 / shown once; to be changed at the first sign-in',
    );
    return 0;
  } finally {
    await database.stop();
  }
};
