export const value = globalThis;
