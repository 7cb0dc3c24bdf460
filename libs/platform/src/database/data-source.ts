import type { DataSourceOptions, EntityTarget, MigrationInterface, ObjectLiteral } from 'typeorm';

const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;
const CONNECTIONS = 12;

export interface ReadModelOptions {
  readonly url: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** TypeORM for read models, accounts and migrations; the log itself is written by the event store alone. */
export const dataSourceOptions = ({ url, entities, migrations }: ReadModelOptions): DataSourceOptions => ({
  type: 'postgres',
  url,
  entities: [...entities] as never[],
  migrations: [...migrations],
  migrationsTableName: 'schema_migration',
  migrationsTransactionMode: 'each',
  synchronize: false,
  poolSize: CONNECTIONS,
  connectTimeoutMS: CONNECT_MS,
  extra: { query_timeout: STATEMENT_MS },
});
