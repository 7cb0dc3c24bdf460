import { loadConfig } from '#libs/platform';
import { migrate as migrateDatabase, openDatabase } from '#apps/api';
import { note, type ExitCode } from '../terminal.js';

/** `migrate`: brings the database to this version's tables. */
export const migrate = async (): Promise<ExitCode> => {
  const database = await openDatabase(loadConfig(process.env), note);
  try {
    const ran = await migrateDatabase(database);
    note(ran.length === 0 ? '数据库已是最新 / nothing to migrate' : ran.join('\n'));
    return 0;
  } finally {
    await database.stop();
  }
};
