export const PLACE_KINDS = ['PROVINCE', 'CITY', 'COUNTY', 'PARK'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** 行政区划或园区：a GB/T 2260 code, or a park's own id; every place but the province has one parent. */
export interface Place {
  readonly code: string;
  readonly kind: PlaceKind;
  readonly name: string;
  readonly parent: string | null;
  readonly bureau?: string;
}
