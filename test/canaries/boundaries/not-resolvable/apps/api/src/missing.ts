import { gone } from '#libs/no-such-library';

export const found = gone;
