import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES: readonly string[] = [
  `CREATE TABLE ledger.tile (
     ledger text COLLATE "C", suite text COLLATE "C", level int, idx bigint, hashes bytea NOT NULL,
     PRIMARY KEY (ledger, suite, level, idx))`,
  `CREATE TABLE ledger.checkpoint (
     ledger text COLLATE "C", suite text COLLATE "C", size bigint, chain text NOT NULL, note text NOT NULL,
     issued_at text NOT NULL, PRIMARY KEY (ledger, suite, size))`,
  `CREATE TABLE ledger.cosignature (
     ledger text COLLATE "C", suite text COLLATE "C", size bigint, witness text COLLATE "C", line text NOT NULL,
     seen_at bigint NOT NULL, PRIMARY KEY (ledger, suite, size, witness))`,
];
const APPEND_ONLY = ['tile', 'checkpoint', 'cosignature'].flatMap((table) => [
  `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.${table}
     FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()`,
  `ALTER TABLE ledger.${table} ENABLE ALWAYS TRIGGER append_only`,
]);

/** What the proofs rest on: full tiles of the trees, checkpoints given out, co-signatures. Only ever added to. */
export class ProofTables1763769610000 implements MigrationInterface {
  readonly name = 'ProofTables1763769610000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...APPEND_ONLY]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('checkpoints that were given out are not taken back');
  }
}
