import { PoolModule } from '#module/pool';

export const wiring = PoolModule;
