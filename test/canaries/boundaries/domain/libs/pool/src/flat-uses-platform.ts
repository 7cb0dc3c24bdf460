import { clock } from '#libs/platform';

export const now = clock();
