export const mg = (grams: bigint): bigint => grams * 1000n;
