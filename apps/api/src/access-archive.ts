import { DataSource } from 'typeorm';
import { addMonths, dateAt, instantOf, startOf } from '#kernel';
import { archiveAccessLog, dataSourceOptions, type Archived, type Config } from '#libs/platform';

/** Moves what is older than `ACCESS_LOG_MONTHS` out of the access log into a file. */
export const archiveAccess = async (
  { accessLogMonths }: Pick<Config, 'accessLogMonths'>,
  { url, file }: { readonly url: string; readonly file: string },
): Promise<Archived | undefined> => {
  const dataSource = new DataSource(dataSourceOptions({ url, entities: [], migrations: [] }));
  await dataSource.initialize();
  try {
    const before = startOf(addMonths(dateAt(instantOf(Date.now())), -accessLogMonths));
    return await archiveAccessLog(dataSource, { before, file });
  } finally {
    await dataSource.destroy();
  }
};
