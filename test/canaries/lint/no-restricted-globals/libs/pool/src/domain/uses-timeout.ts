export const value = setTimeout(String);
