export const value = typeof fetch;
