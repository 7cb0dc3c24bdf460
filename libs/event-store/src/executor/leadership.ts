import { randomUUID } from 'node:crypto';
import type { LeaseHolder, Leases } from '../lease.js';
import type { BatchLease } from '../port.js';

/** What an executor has to know of leases. */
export interface WriteLease {
  /** What to write a batch under; nothing while another process has the lease, so that the head is locked first. */
  readonly held: BatchLease | undefined;
  /** Finds out who has the lease now, and takes it if nobody does; never throws. */
  look(): Promise<void>;
}

export interface LeadershipOptions {
  readonly ledger: string;
  /** How long nobody else takes the lease after its holder was last heard of. */
  readonly leaseMilliseconds?: number;
  /** How often the holder renews it while nothing is written. */
  readonly renewMilliseconds?: number;
  /** How often the others look whether it is free. */
  readonly watchMilliseconds?: number;
  /** Hears at the beginning, and whenever it changes, whether this process leads. */
  readonly onTurn?: (leads: boolean) => void;
}

/** Together: within three seconds of its holder's end somebody else has the lease. */
const DEFAULTS = {
  leaseMilliseconds: 2_000,
  renewMilliseconds: 600,
  watchMilliseconds: 250,
  onTurn: () => undefined,
};

/** Holds a ledger's lease, or waits for it, from `begin` to `end`. */
export class Leadership implements WriteLease {
  readonly #owner = randomUUID();
  readonly #settings: Required<LeadershipOptions>;
  #address: string | undefined;
  #holder: LeaseHolder | undefined;
  #looking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #led: boolean | undefined;
  #ended = false;

  constructor(
    private readonly leases: Leases,
    options: LeadershipOptions,
  ) {
    this.#settings = { ...DEFAULTS, ...options };
  }

  /** Whether this process writes the ledger. */
  get leads(): boolean {
    return this.#holder?.owner === this.#owner;
  }

  /** Where the process that leads takes commands; nothing when it is this one, or none is known that takes any. */
  get leader(): string | undefined {
    return this.leads ? undefined : this.#holder?.address;
  }

  get held(): BatchLease | undefined {
    if (!this.leads || this.#holder === undefined) return undefined;
    return { epoch: this.#holder.epoch, milliseconds: this.#settings.leaseMilliseconds };
  }

  /** Takes part, under an address where other processes' commands are taken, if there is one. */
  async begin(address?: string): Promise<void> {
    this.#address = address;
    await this.look();
    this.#watch();
  }

  look(): Promise<void> {
    this.#looking ??= this.#claim().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Gives the lease back and takes no further part. */
  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    await this.#looking;
    const led = this.leads;
    this.#holder = undefined;
    // Where it cannot be given back it ends by itself.
    if (led) await this.leases.release(this.#settings.ledger, this.#owner).catch(() => undefined);
  }

  /** What cannot be asked stays as it was: if it is no longer so, the head row says so to whoever writes. */
  async #claim(): Promise<void> {
    if (this.#ended) return;
    const { ledger, leaseMilliseconds: milliseconds, onTurn } = this.#settings;
    const claim = { ledger, owner: this.#owner, address: this.#address, milliseconds };
    try {
      this.#holder = await this.leases.claim(claim);
    } catch {
      // The next look, or the next batch, meets the same trouble and tells of it.
    }
    if (this.leads !== this.#led) onTurn(this.leads);
    this.#led = this.leads;
  }

  #watch(): void {
    if (this.#ended) return;
    const { renewMilliseconds, watchMilliseconds } = this.#settings;
    const pause = this.leads ? renewMilliseconds : watchMilliseconds;
    this.#timer = setTimeout(() => void this.look().then(() => this.#watch()), pause).unref();
  }
}
