export const value = process.pid;
