-- The two logins of a PostgreSQL of one's own, run once by its administrator (psql -f logins.sql, connected to the
-- database `postgres`). Give both a password with \password. The owner makes and changes the tables; the service reads
-- and appends, and owns nothing that may not change, so that it cannot lift a guard. `reserve-pool migrate` with
-- DATABASE_MIGRATION_URL gives the service its rights.
CREATE ROLE reserve_pool_writer NOLOGIN;
CREATE ROLE reserve_pool_reader NOLOGIN;
CREATE ROLE reserve_pool LOGIN;
CREATE ROLE reserve_pool_owner LOGIN;
GRANT reserve_pool_writer, reserve_pool_reader TO reserve_pool_owner WITH ADMIN OPTION;
-- The read models belong to the service, which rebuilds them; the owner migrates them too.
GRANT reserve_pool TO reserve_pool_owner;
-- Behind a pooler (DATABASE_POOLED=1) the time limit has to come with the login; it must be shorter than 12 s.
ALTER ROLE reserve_pool SET statement_timeout = '10s';
CREATE DATABASE reserve_pool OWNER reserve_pool_owner ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;
