import type { ItemView } from '#kernel';
import type { EvidencePackage } from './evidence.fold.js';

/** 证据包 as the interface shows it. */
export const evidenceView = ({ packageId, files, custody, ...held }: EvidencePackage): ItemView => ({
  id: packageId,
  ...held,
  files: files.map((file) => ({ ...file })),
  custody: custody.map((link) => ({ ...link })),
});
