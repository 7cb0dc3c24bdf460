import type { ItemView } from '#kernel';
import type { AccountabilityRecord } from './accountability.fold.js';

/** 问责记录 as the interface shows it. */
export const accountabilityView = ({ recordId, withdrawal, ...record }: AccountabilityRecord): ItemView => ({
  id: recordId,
  ...record,
  withdrawal: withdrawal && { ...withdrawal },
});
