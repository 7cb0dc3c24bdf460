export type Milligram = bigint;
export const tonne: Milligram = 1_000_000_000n;
