import { Column, PrimaryColumn } from 'typeorm';
import type { JsonObject } from '#kernel';

/** The columns every register shares; each register's entity names its own table. */
export abstract class RegisterRow {
  @PrimaryColumn('text') ledger!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') place!: string;
  @Column('text') status!: string;
  @Column('int') version!: number;
  @Column('bigint') position!: string;
  @Column('text', { name: 'filed_at' }) filedAt!: string;
  @Column('bigint', { name: 'filed_position' }) filedPosition!: string;
  @Column('text', { name: 'updated_at' }) updatedAt!: string;
  @Column('json') doc!: JsonObject;
}
