import type { verify } from '#libs/audit';

export type Verify = typeof verify;
