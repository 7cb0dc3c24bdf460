export const value = setImmediate(String);
