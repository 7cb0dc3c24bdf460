import { shape, type DomainEvent, type EventCatalogue } from '#kernel';

/** A public key that gives way to another of the same name, both as `docs/audit-format.md` writes them. */
export interface KeyChange {
  readonly oldKey: string;
  readonly newKey: string;
  /** By the old key, as `docs/audit-format.md` says; nothing in changes from before it was asked for. */
  readonly signature?: string;
}

/** 更换签名密钥：from this position on the log's checkpoints are signed with the new keys, by a numbered decision. */
export type SigningKeyRotated = DomainEvent<
  'SigningKeyRotated',
  { readonly keys: readonly KeyChange[]; readonly decisionNo: string }
>;

export type KeyEvent = SigningKeyRotated;
export const keyEvents: EventCatalogue<KeyEvent> = { SigningKeyRotated: shape(1) };

/** What a pack is of: the whole ledger, or what was recorded of a place between two civil dates. */
export type PackScope =
  | { readonly scope: 'LEDGER' }
  | { readonly scope: 'PLACE'; readonly place: string; readonly from: string; readonly to: string };

/** 导出审计包：who took a copy of the ledger home, of what, and what for. */
export type AuditPackOrdered = DomainEvent<
  'AuditPackOrdered',
  { readonly packId: string; readonly purpose: string } & PackScope
>;

export type PackEvent = AuditPackOrdered;
export const packEvents: EventCatalogue<PackEvent> = { AuditPackOrdered: shape(1) };
