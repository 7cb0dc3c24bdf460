export const fixture = 'P-1';
