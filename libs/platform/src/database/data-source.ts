import type { DataSourceOptions, EntityTarget, MigrationInterface, ObjectLiteral } from 'typeorm';
import { ImpatientClient } from './impatient-client.js';

const CONNECT_MS = 5_000;
/** A server that says nothing is not waited for longer; a request asks two or three questions. */
const STATEMENT_MS = 10_000;
const CONNECTIONS = 12;

export interface ReadModelOptions {
  readonly url: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** How long one statement may take; ten seconds unless told. */
  readonly statementMs?: number;
}

/** For whoever builds tables and nobody waits for. */
export const UNHURRIED_MS = 6 * 3_600_000;

/** TypeORM for read models, accounts and migrations; the log itself is written by the event store alone. */
export const dataSourceOptions = ({
  url,
  entities,
  migrations,
  statementMs = STATEMENT_MS,
}: ReadModelOptions): DataSourceOptions => ({
  type: 'postgres',
  url,
  entities: [...entities] as never[],
  migrations: [...migrations],
  migrationsTableName: 'schema_migration',
  migrationsTransactionMode: 'each',
  synchronize: false,
  poolSize: CONNECTIONS,
  connectTimeoutMS: CONNECT_MS,
  extra: { query_timeout: statementMs, Client: ImpatientClient },
});
