import { credited } from '../../../libs/pool/src/domain/pool.js';

export const inside = credited('P-1');
