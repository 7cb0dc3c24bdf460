let fixed = 1;

export const copy = fixed;
