import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Role } from '#kernel';
import type { SignInMethod } from './accounts.js';

/** 账户: a post, not a person; names and phones never stand here. */
@Entity({ schema: 'identity', name: 'account' })
export class AccountEntity {
  /** Stable for ever; events carry it. */
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { unique: true })
  username!: string;

  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  @Column('text', { array: true })
  roles!: Role[];

  @Column('text')
  place!: string;

  @Column('boolean', { default: true })
  active!: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** The password was given by administrators and has to be changed first. */
  @Column('boolean', { name: 'password_due', default: false })
  passwordDue!: boolean;

  /** When two administrators last said that the person still holds the post. */
  @Column('timestamptz', { name: 'confirmed_at', default: () => 'now()' })
  confirmedAt!: Date;

  /** Sealed. */
  @Column('text', { name: 'totp_secret', nullable: true })
  totpSecret!: string | null;

  /** Whether a code of it was ever shown. */
  @Column('boolean', { name: 'totp_confirmed', default: false })
  totpConfirmed!: boolean;

  /** The time step of the last code taken; no code of it or before is taken again. */
  @Column('bigint', { name: 'totp_step', default: 0 })
  totpStep!: string;
}

/** A sign-in. The token itself is not kept, only its SHA-256: who reads this table cannot sign in with it. */
@Entity({ schema: 'identity', name: 'session' })
export class SessionEntity {
  @PrimaryColumn('text', { name: 'token_hash' })
  tokenHash!: string;

  @Column('text', { name: 'account_id' })
  accountId!: string;

  @ManyToOne(() => AccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id' })
  account!: Relation<AccountEntity>;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('text', { default: 'PASSWORD' })
  method!: SignInMethod;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
