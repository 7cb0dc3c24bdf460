import { shape, type DomainEvent, type EventCatalogue } from '#kernel';

/** A public key that gives way to another of the same name, both as `docs/audit-format.md` writes them. */
export interface KeyChange {
  readonly oldKey: string;
  readonly newKey: string;
}

/** 更换签名密钥：from this position on the log's checkpoints are signed with the new keys, by a numbered decision. */
export type SigningKeyRotated = DomainEvent<
  'SigningKeyRotated',
  { readonly keys: readonly KeyChange[]; readonly decisionNo: string }
>;

export type KeyEvent = SigningKeyRotated;
export const keyEvents: EventCatalogue<KeyEvent> = { SigningKeyRotated: shape(1) };
