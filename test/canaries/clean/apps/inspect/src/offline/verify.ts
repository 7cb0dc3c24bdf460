import { readFileSync } from 'node:fs';
import type { PoolCredited } from '#contract/pool';
import { verify } from '#libs/audit';

export const verifyFile = (file: string): boolean => {
  const event: PoolCredited = { pool: readFileSync(file, 'utf8'), source: { depositId: '', verified: 0n } };
  return verify(event);
};
