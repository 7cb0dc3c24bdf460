/** One ledger per province: the log that holds its three tiers. */
export const LEDGER = '320000';
