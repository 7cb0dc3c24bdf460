import type { Variable } from './reading.js';
import { databaseUrl, flag } from './readings.js';

/** How to reach a PostgreSQL of one's own. */
export const DATABASE_VARIABLES = {
  DATABASE_URL: {
    fallback: '—',
    secret: true,
    zh: 'PostgreSQL 连接串；不设则用内嵌数据库',
    en: 'PostgreSQL connection string; unset means the embedded database',
    read: databaseUrl,
  },
  DATABASE_POOLED: {
    fallback: '0',
    zh: '1 表示 DATABASE_URL 经由事务级连接池（pgbouncer）；角色与时限须由登录名自带',
    en: '1: DATABASE_URL leads through a pooler in transaction mode; role and time limits come with the login',
    read: flag(false),
  },
  DATABASE_MIGRATION_URL: {
    fallback: '—',
    secret: true,
    zh: '升级数据库所用登录的连接串，直连；不设则用 DATABASE_URL',
    en: 'connection string of the login that owns and migrates the tables, direct; unset means DATABASE_URL',
    read: databaseUrl,
  },
} as const satisfies Record<string, Variable>;
