import type { MigrationInterface, QueryRunner } from 'typeorm';

const accounts = [
  `ALTER TABLE identity.account
     ADD password_due boolean NOT NULL DEFAULT false,
     ADD confirmed_at timestamptz NOT NULL DEFAULT now(),
     ADD totp_secret text,
     ADD totp_confirmed boolean NOT NULL DEFAULT false,
     ADD totp_step bigint NOT NULL DEFAULT 0`,
  `ALTER TABLE identity.session
     ADD method text NOT NULL DEFAULT 'PASSWORD' CHECK (method IN ('PASSWORD', 'OIDC'))`,
  `CREATE TABLE identity.sign_in_failure (
     username text PRIMARY KEY,
     failures int NOT NULL,
     failed_at timestamptz NOT NULL,
     wait_until timestamptz
   )`,
  `CREATE TABLE identity.oidc_attempt (
     state_hash text PRIMARY KEY,
     ticket_hash text NOT NULL,
     nonce text NOT NULL,
     verifier text NOT NULL,
     started_at timestamptz NOT NULL DEFAULT now()
   )`,
];

/** What two administrators do together: one row a request, decided once by somebody else. */
const changes = [
  `CREATE TABLE identity.account_change (
     id text PRIMARY KEY,
     account_id text NOT NULL,
     kind text NOT NULL CHECK (kind IN ('CREATION', 'ROLES', 'RENEWAL', 'PASSWORD')),
     username text NOT NULL,
     roles text[] NOT NULL,
     place text NOT NULL,
     first_half text,
     requested_by text NOT NULL,
     requested_role text NOT NULL,
     requested_at timestamptz NOT NULL DEFAULT now(),
     decided_by text CONSTRAINT takes_two_people CHECK (decided_by <> requested_by),
     decided_at timestamptz,
     decision text CHECK (decision IN ('PASS', 'REJECT')),
     CHECK ((decision IS NULL) = (decided_by IS NULL))
   )`,
  `CREATE UNIQUE INDEX one_open_change ON identity.account_change (account_id) WHERE decision IS NULL`,
  `CREATE UNIQUE INDEX one_open_creation ON identity.account_change (username)
     WHERE decision IS NULL AND kind = 'CREATION'`,
  `CREATE TABLE identity.person (account_id text PRIMARY KEY, sealed text NOT NULL)`,
];

/** Rows leave the log only after an archive, itself a row that stays, has named them. */
const accessLog = [
  `CREATE TABLE identity.access_log (
     seq bigint PRIMARY KEY,
     at text COLLATE "C" NOT NULL,
     act text NOT NULL,
     outcome text NOT NULL,
     account text,
     address text,
     subject text,
     detail text NOT NULL,
     trace_id text,
     hash text NOT NULL
   )`,
  `CREATE INDEX access_log_account ON identity.access_log (account, seq)`,
  `CREATE TABLE identity.access_log_head (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     seq bigint NOT NULL,
     at text COLLATE "C" NOT NULL,
     hash text NOT NULL
   )`,
  `INSERT INTO identity.access_log_head (seq, at, hash) VALUES (0, '', repeat('0', 64))`,
  `CREATE TABLE identity.access_archive (
     up_to bigint PRIMARY KEY,
     hash text NOT NULL,
     file text NOT NULL,
     sha256 text NOT NULL,
     archived_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE FUNCTION identity.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_TABLE_NAME = 'access_log' AND TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' THEN
       IF EXISTS (SELECT FROM identity.access_archive WHERE up_to >= OLD.seq) THEN RETURN OLD; END IF;
     END IF;
     RAISE EXCEPTION '访问日志只增不改：不得对 % 执行 % the access log is append-only: % refused on %',
       TG_TABLE_NAME, TG_OP, TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
   END $$`,
  ...['access_log', 'access_archive'].flatMap((table) => [
    `CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON identity.${table}
       FOR EACH STATEMENT EXECUTE FUNCTION identity.refuse_change()`,
    `CREATE TRIGGER kept BEFORE DELETE ON identity.${table}
       FOR EACH ROW EXECUTE FUNCTION identity.refuse_change()`,
    `ALTER TABLE identity.${table} ENABLE ALWAYS TRIGGER append_only`,
    `ALTER TABLE identity.${table} ENABLE ALWAYS TRIGGER kept`,
  ]),
  `CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON identity.access_log_head
     FOR EACH STATEMENT EXECUTE FUNCTION identity.refuse_change()`,
  `ALTER TABLE identity.access_log_head ENABLE ALWAYS TRIGGER kept`,
];

/** Lock-out, second factor, two administrators, personal data apart, the access log. */
export class ProtectIdentity1795100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...accounts, ...changes, ...accessLog]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['access_archive', 'access_log_head', 'access_log', 'person', 'account_change'];
    for (const table of [...tables, 'oidc_attempt', 'sign_in_failure'])
      await runner.query(`DROP TABLE identity.${table} CASCADE`);
    await runner.query('DROP FUNCTION identity.refuse_change');
    await runner.query('ALTER TABLE identity.session DROP method');
    await runner.query(`ALTER TABLE identity.account
      DROP password_due, DROP confirmed_at, DROP totp_secret, DROP totp_confirmed, DROP totp_step`);
  }
}
