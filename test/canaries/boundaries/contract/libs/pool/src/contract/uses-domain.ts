import { filed } from '#libs/deposit';

export const event = filed('1');
