export const value = setInterval(String);
