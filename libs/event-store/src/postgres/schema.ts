/** The role whose rights are all the service has on the log, whoever it signs in as. */
export const WRITER_ROLE = 'reserve_pool_writer';

const tables = [
  'CREATE SCHEMA IF NOT EXISTS ledger',
  `CREATE TABLE IF NOT EXISTS ledger.ledger_head (
     ledger text COLLATE "C" PRIMARY KEY,
     position bigint NOT NULL CHECK (position >= 0),
     hash text COLLATE "C" NOT NULL,
     recorded_at text COLLATE "C"
   ) WITH (fillfactor = 50)`,
  `CREATE TABLE IF NOT EXISTS ledger.event (
     ledger text COLLATE "C" NOT NULL,
     position bigint NOT NULL,
     stream text COLLATE "C" NOT NULL,
     version int NOT NULL,
     event_id text COLLATE "C" NOT NULL,
     type text COLLATE "C" NOT NULL,
     schema_version int NOT NULL,
     occurred_at text COLLATE "C" NOT NULL,
     recorded_at text COLLATE "C" NOT NULL,
     body text COLLATE "C" NOT NULL,
     meta text COLLATE "C" NOT NULL,
     hash text COLLATE "C" NOT NULL,
     CONSTRAINT event_pkey PRIMARY KEY (ledger, position),
     CONSTRAINT event_stream_version UNIQUE (ledger, stream, version),
     CONSTRAINT event_id UNIQUE (ledger, event_id)
   )`,
  `CREATE TABLE IF NOT EXISTS ledger.command (
     ledger text COLLATE "C" NOT NULL,
     key text COLLATE "C" NOT NULL,
     request_hash text COLLATE "C" NOT NULL,
     result text COLLATE "C" NOT NULL,
     position bigint NOT NULL,
     CONSTRAINT command_pkey PRIMARY KEY (ledger, key)
   )`,
];

/**
 * Who may write without locking the head first, and until when. The epoch tells one holder's time from the next one's:
 * a batch written under the lease names it, and is not written once it is over.
 */
export const LEDGER_LEASE: readonly string[] = [
  `ALTER TABLE ledger.ledger_head
     ADD COLUMN IF NOT EXISTS epoch bigint NOT NULL DEFAULT 0 CHECK (epoch >= 0),
     ADD COLUMN IF NOT EXISTS lease_owner text COLLATE "C",
     ADD COLUMN IF NOT EXISTS lease_address text COLLATE "C",
     ADD COLUMN IF NOT EXISTS lease_until timestamptz`,
];

/** They fire for superusers too, and ALWAYS: also in a session that plays a replica. */
const appendOnly = (table: string, changes: string): readonly string[] => [
  `CREATE OR REPLACE TRIGGER append_only BEFORE ${changes} ON ledger.${table}
     FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()`,
  `ALTER TABLE ledger.${table} ENABLE ALWAYS TRIGGER append_only`,
];

const guards = [
  `CREATE OR REPLACE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION '台账只增不改：不得对 %.% 执行 % the ledger is append-only: % refused on %.%',
       TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP, TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
       USING ERRCODE = 'insufficient_privilege';
   END $$`,
  ...appendOnly('event', 'UPDATE OR DELETE OR TRUNCATE'),
  ...appendOnly('command', 'UPDATE OR DELETE OR TRUNCATE'),
  ...appendOnly('ledger_head', 'DELETE OR TRUNCATE'),
];

/**
 * Makes a role that the service takes for some of its work.
 * Roles belong to the whole server, where another database may be migrated at the same moment or the role made for us
 * by somebody else. Being a member is not enough since PostgreSQL 16, so taking the role is what is tried.
 */
export const roleStatement = (role: string): string => `DO $$
  DECLARE
    taken text := current_setting('role');
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
      BEGIN
        CREATE ROLE ${role} NOLOGIN;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
    BEGIN
      PERFORM set_config('role', '${role}', true);
      PERFORM set_config('role', taken, true);
    EXCEPTION WHEN insufficient_privilege OR invalid_parameter_value THEN
      EXECUTE format('GRANT ${role} TO %I', current_user);
    END;
  EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION '数据库用户 % 不能创建或使用角色 ${role} the login % may not create or take the role ${role}',
      current_user, current_user
      USING ERRCODE = 'insufficient_privilege', HINT = format(
        '请管理员执行 ask an administrator to run: CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO %I;',
        current_user);
  END $$`;

const rights = [
  roleStatement(WRITER_ROLE),
  `GRANT USAGE ON SCHEMA ledger TO ${WRITER_ROLE}`,
  `GRANT SELECT, INSERT ON ledger.event, ledger.command TO ${WRITER_ROLE}`,
  `GRANT SELECT, INSERT, UPDATE ON ledger.ledger_head TO ${WRITER_ROLE}`,
];

/** Tables, guards and rights of the log, in order; running them again changes nothing. */
export const LEDGER_SCHEMA: readonly string[] = [...tables, ...LEDGER_LEASE, ...guards, ...rights];
