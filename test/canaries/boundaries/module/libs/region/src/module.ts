import { start } from '#apps/api';

export const started = start;
