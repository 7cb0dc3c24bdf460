import { shape, type DomainEvent, type EventCatalogue } from '#kernel';
import type { Evidence } from '#contract/reduction';

/** 证据包: files of an inspection by hash; its custody begins where the inspection took place. */
export type EvidencePackaged = DomainEvent<
  'EvidencePackaged',
  {
    readonly packageId: string;
    readonly inspectionId: string;
    /** The jurisdiction the evidence was gathered in. */
    readonly place: string;
    /** By name. */
    readonly files: readonly Evidence[];
    /** SHA-256 of the manifest: a line `<sha256>  <name>` for each file, as `sha256sum` writes and checks it. */
    readonly digest: string;
  }
>;

/** 移送: given out of hand to another jurisdiction, which may lie outside this ledger. */
export type EvidenceHandedOver = DomainEvent<
  'EvidenceHandedOver',
  { readonly from: string; readonly to: string; readonly documentNo: string }
>;

/** 接收: taken over, the manifest compared. */
export type EvidenceReceived = DomainEvent<
  'EvidenceReceived',
  { readonly by: string; readonly digest: string; readonly documentNo: string }
>;

/** 互认: whether the jurisdiction that holds the package takes it as evidence, after looking at its legality. */
export type EvidenceRecognised = DomainEvent<
  'EvidenceRecognised',
  {
    readonly by: string;
    readonly recognised: boolean;
    readonly opinion: string;
    readonly documentNo: string;
  }
>;

/** Of a stream `evidence-<package>`. */
export type EvidenceEvent = EvidencePackaged | EvidenceHandedOver | EvidenceReceived | EvidenceRecognised;

export const evidenceEvents: EventCatalogue<EvidenceEvent> = {
  EvidencePackaged: shape(1),
  EvidenceHandedOver: shape(1),
  EvidenceReceived: shape(1),
  EvidenceRecognised: shape(1),
};
