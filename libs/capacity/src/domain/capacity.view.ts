import type { ItemView } from '#kernel';
import type { CapacityRecord } from './capacity.fold.js';

/** 能力建设登记 as the interface shows it. */
export const capacityView = ({ recordId, ...record }: CapacityRecord): ItemView => ({
  id: recordId,
  ...record,
});
