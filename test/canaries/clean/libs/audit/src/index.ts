import type { PoolCredited } from '#contract/pool';
import { digest } from '#kernel';
import { credited } from '#libs/pool';

export const verify = (event: PoolCredited): boolean =>
  digest(event.pool) === digest(credited(event.pool).pool);
