export const value = queueMicrotask(String);
