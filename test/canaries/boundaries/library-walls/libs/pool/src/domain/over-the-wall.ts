import { filed } from '../../../deposit/src/index.js';

export const around = filed('1');
