import { loadConfig } from '#libs/platform';
import { archiveAccess, migrate, openDatabase } from '#apps/api';
import { accessLogOptions } from '../options.js';
import { note, print, type ExitCode } from '../terminal.js';

/** `access-log archive --out FILE`: moves what is older than `ACCESS_LOG_MONTHS` into a file; exit 1 for nothing. */
export const accessLog = async (args: readonly string[]): Promise<ExitCode> => {
  const { out } = accessLogOptions(args);
  const config = loadConfig(process.env);
  const database = await openDatabase(config, note);
  try {
    await migrate(database);
    const archived = await archiveAccess(config, { url: database.url, file: out });
    if (!archived) {
      note('没有到期的访问日志 / nothing is old enough');
      return 1;
    }
    print(JSON.stringify(archived));
    return 0;
  } finally {
    await database.stop();
  }
};
