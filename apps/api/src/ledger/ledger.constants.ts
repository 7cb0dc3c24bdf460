import { PROVINCE } from '#kernel';

/** One ledger per province: the log that holds its three tiers. */
export const LEDGER = PROVINCE.code;
