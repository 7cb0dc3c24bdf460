import type { DataSource, EntityManager } from 'typeorm';

/** The role that registers are read as: it sees rows of the places named for the transaction, and no others. */
export const READER_ROLE = 'reserve_pool_reader';

/** Row security of one table with a column `place`; without places named, no row is seen. */
export const placeSecurity = (table: string): readonly string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY own_places ON ${table} FOR SELECT TO ${READER_ROLE}
     USING (place = ANY (string_to_array(current_setting('app.places', true), ',')))`,
  `GRANT SELECT ON ${table} TO ${READER_ROLE}`,
];

/** Whether rows of a table are shown by place. */
export const isSecured = async (manager: EntityManager, table: string): Promise<boolean> => {
  const [row] = await manager.query<{ secured: boolean }[]>(
    'SELECT relrowsecurity AS secured FROM pg_class WHERE oid = $1::regclass',
    [table],
  );
  return row?.secured === true;
};

/**
 * 管辖的第二道墙: reads as a role that PostgreSQL itself shows only rows of these places, should a query ever forget to
 * ask for them. The role and the places end with the transaction.
 */
export const withinPlaces = <T>(
  dataSource: DataSource,
  places: readonly string[],
  read: (manager: EntityManager) => Promise<T>,
): Promise<T> =>
  dataSource.transaction(async (manager) => {
    await manager.query(`SELECT set_config('app.places', $1, true), set_config('role', $2, true)`, [
      places.join(','),
      READER_ROLE,
    ]);
    return read(manager);
  });
