import type { DataSource } from 'typeorm';
import { WRITER_ROLE } from '#libs/event-store';
import { READER_ROLE } from '#libs/platform';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The login of a connection string. */
const loginOf = (url: string): string => decodeURIComponent(new URL(url).username);

const tablesOf = async (dataSource: DataSource, schema: string): Promise<readonly string[]> => {
  const rows: { name: string }[] = await dataSource.query(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = $1`,
    [schema],
  );
  return rows.map(({ name }) => name);
};

/**
 * 分权：gives the service's login what it needs and no more, as the login that owns the tables. It may add to the
 * log and to the proofs, keep accounts, and own the read models, which it has to drop and rebuild; it owns nothing that
 * may not change, so it cannot lift a guard. Running it again changes nothing.
 */
export const grantRights = async (dataSource: DataSource, serviceUrl: string): Promise<void> => {
  const login = quoted(loginOf(serviceUrl));
  const [database] = await dataSource.query<{ name: string }[]>('SELECT current_database() AS name');
  const statements = [
    `GRANT ${WRITER_ROLE}, ${READER_ROLE} TO ${login}`,
    `GRANT CREATE ON DATABASE ${quoted(database?.name ?? '')} TO ${login}`,
    `GRANT USAGE ON SCHEMA ledger, identity TO ${login}`,
    `GRANT SELECT, INSERT ON ledger.tile, ledger.checkpoint, ledger.cosignature TO ${login}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA identity TO ${login}`,
    `GRANT SELECT ON public.schema_migration TO ${login}`,
    `ALTER SCHEMA read OWNER TO ${login}`,
    ...(await tablesOf(dataSource, 'read')).map((table) => `ALTER TABLE ${table} OWNER TO ${login}`),
  ];
  for (const statement of statements) await dataSource.query(statement);
};

const BOUNDS = `SELECT current_user AS login, current_setting('statement_timeout')::interval AS patience,
    current_setting('statement_timeout')::interval BETWEEN '1 ms' AND '11 s' AS limited,
    has_table_privilege('ledger.event', 'UPDATE, DELETE, TRUNCATE') AS unbound`;

/** A pooled login has rights or no time limit that nobody takes from it. */
export class LoginUnbound extends Error {
  override readonly name = 'LoginUnbound';
}

/**
 * Behind a pooler the service cannot bind its own connections, so the login must come bound: no right to change the
 * log, and statements that end before the service stops waiting for them. Errors: LoginUnbound.
 */
export const assertBound = async (dataSource: DataSource): Promise<void> => {
  const [found] = await dataSource.query<{ login: string; limited: boolean; unbound: boolean }[]>(BOUNDS);
  if (found === undefined || (found.limited && !found.unbound)) return;
  const { login, unbound } = found;
  throw new LoginUnbound(
    unbound
      ? `DATABASE_POOLED：登录 ${login} 有权修改台账，请改用无此权限的登录 / ` +
          'this login may change the log: use one that may not'
      : `DATABASE_POOLED：请执行 run: ALTER ROLE ${login} SET statement_timeout = '10s'`,
  );
};
