/** Who wants to write a ledger without locking its head first. */
export interface LeaseClaim {
  readonly ledger: string;
  /** One process from its start to its end. */
  readonly owner: string;
  /** Where it takes commands from other processes, if it does. */
  readonly address: string | undefined;
  /** How long the lease stands from now on, by the store's own clock. */
  readonly milliseconds: number;
}

/** Who has the lease of a ledger. */
export interface LeaseHolder {
  readonly owner: string;
  readonly address: string | undefined;
  /** Raised whenever the lease changes hands, and by every batch that was written without it. */
  readonly epoch: number;
}

/**
 * 写租约：the right to write a ledger without locking its head first. One process has it at a time; one that is gone, or
 * sleeps, loses it when its time is over. Every call may throw StoreUnavailable or OutcomeUnknown.
 */
export abstract class Leases {
  /** Takes a lease that nobody has or whose time is over, and renews one's own; answers whose it is now. */
  abstract claim(claim: LeaseClaim): Promise<LeaseHolder | undefined>;
  /** Gives back one's own, so that the next need not wait. */
  abstract release(ledger: string, owner: string): Promise<void>;
  abstract close(): Promise<void>;
}
