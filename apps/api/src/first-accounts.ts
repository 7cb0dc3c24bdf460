import { DataSource } from 'typeorm';
import {
  AccessLog,
  assertSecrets,
  dataSourceOptions,
  firstAdministrators,
  type Config,
  type FirstSignIn,
} from '#libs/platform';

/**
 * Makes the three administrators of a new installation, or renews them, and writes that down.
 * Errors: ConfigError when a secret is missing: they could not set up their second factor.
 */
export const initAccounts = async (
  config: Config,
  { url, place, renew }: { readonly url: string; readonly place: string; readonly renew: boolean },
): Promise<readonly FirstSignIn[]> => {
  assertSecrets(config);
  const dataSource = new DataSource(dataSourceOptions({ url, entities: [], migrations: [] }));
  await dataSource.initialize();
  try {
    return await dataSource.transaction(async (manager) => {
      const made = await firstAdministrators(manager, { place, renew });
      const entries = made.map(({ username }) => ({
        act: renew ? 'RENEW_ADMINISTRATOR' : 'MAKE_ADMINISTRATOR',
        outcome: 'OK',
        account: null,
        address: 'command line',
        subject: username,
      }));
      if (entries.length > 0) await new AccessLog(dataSource).append(manager, entries);
      return made;
    });
  } finally {
    await dataSource.destroy();
  }
};
