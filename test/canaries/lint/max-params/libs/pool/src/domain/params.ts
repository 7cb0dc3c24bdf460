export const sum = (a: bigint, b: bigint, c: bigint, d: bigint): bigint => a + b + c + d;
