import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts and their sessions, in a schema of their own. */
export class CreateIdentity1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA identity');
    await runner.query(`
      CREATE TABLE identity.account (
        id text PRIMARY KEY,
        username text NOT NULL UNIQUE,
        password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
        roles text[] NOT NULL CHECK (cardinality(roles) > 0),
        place text NOT NULL,
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT administrators_do_no_business CHECK (
          NOT roles && ARRAY['system-admin', 'security-admin', 'audit-admin'] OR cardinality(roles) = 1
        )
      )`);
    await runner.query(`
      CREATE TABLE identity.session (
        token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
        account_id text NOT NULL REFERENCES identity.account ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz
      )`);
    await runner.query('CREATE INDEX session_account ON identity.session (account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA identity CASCADE');
  }
}
