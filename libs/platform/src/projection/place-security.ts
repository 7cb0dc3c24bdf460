import type { DataSource, EntityManager } from 'typeorm';
import { must } from '#kernel';

/** The role that registers are read as: it sees rows of the places named for the transaction, and no others. */
export const READER_ROLE = 'reserve_pool_reader';

/** The places are read once per query and not once per row: that is what the inner SELECT is for. */
const ofPlaces = (place: string): string =>
  `${place} = ANY ((SELECT string_to_array(current_setting('app.places', true), ','))::text[])`;
/** Rows of a table with a column `place`. */
export const BY_PLACE = ofPlaces('place');
/** Rows of a table with a column `pool`: a pool is named after its place. */
export const BY_POOL = ofPlaces("substr(pool, length('pool-') + 1)");

/** Row security of one table; without places named, no row is seen. */
export const placeSecurity = (table: string, seen = BY_PLACE): readonly string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY own_places ON ${table} FOR SELECT TO ${READER_ROLE} USING (${seen})`,
  `GRANT SELECT ON ${table} TO ${READER_ROLE}`,
];

/** Which rows of a read model are shown; nothing when all are. */
export const rowsSeen = async (manager: EntityManager, table: string): Promise<string | undefined> => {
  const [row] = await manager.query<{ seen: string }[]>(
    `SELECT qual AS seen FROM pg_policies
     WHERE schemaname = 'read' AND tablename = $1 AND policyname = 'own_places'`,
    [table],
  );
  return row?.seen;
};

/**
 * 管辖的第二道墙: reads as a role that PostgreSQL itself shows only rows of these places, should a query ever forget to
 * ask for them. The role and the places end with the transaction.
 */
export const withinPlaces = async <T>(
  dataSource: DataSource,
  places: readonly string[],
  read: (manager: EntityManager) => Promise<T>,
): Promise<T> => {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(beginWithin(places));
    const answer = await read(runner.manager);
    await runner.query('COMMIT');
    return answer;
  } catch (error) {
    await runner.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
};

/** In one trip to the server, as nearly every read begins with it. */
const beginWithin = (places: readonly string[]): string => {
  const named = must(/^[0-9a-z,-]*$/.exec(places.join(','))?.[0], 'codes of places');
  return `BEGIN; SET LOCAL app.places = '${named}'; SET LOCAL ROLE ${READER_ROLE}`;
};
