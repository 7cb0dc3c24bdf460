import type { JsonObject } from '#kernel';

/** One page of a list, and how many entries the whole list has. */
export interface Listing {
  readonly items: readonly JsonObject[];
  readonly total: number;
  /** It is read onwards from any of its entries and has no numbered pages to link to. */
  readonly onwards?: boolean;
  /** Figures over the whole list, shown beside the items where JSON is asked for. */
  readonly figures?: JsonObject;
}
