export const value = crypto.randomUUID();
