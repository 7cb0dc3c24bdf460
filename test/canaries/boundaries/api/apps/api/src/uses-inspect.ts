import { verify } from '#apps/inspect';

export const check = verify;
