import { credited } from '#libs/pool';

export const event = credited('P-1');
