import { Leases, type LeaseClaim, type LeaseHolder } from '../lease.js';
import { newLedger } from './commit.js';
import { Connections, type ConnectionOptions } from './connections.js';
import type { Ask, Row, Statement } from './session.js';

/** One statement: what it does not get it tells of. Whoever had the lease before goes on in the same epoch. */
const CLAIM = `WITH claim AS (
    UPDATE ledger.ledger_head SET epoch = CASE WHEN lease_owner = $2 THEN epoch ELSE epoch + 1 END,
      lease_owner = $2, lease_address = $3, lease_until = clock_timestamp() + $4 * interval '1 millisecond'
    WHERE ledger = $1 AND (lease_owner IS NULL OR lease_owner = $2 OR lease_until < clock_timestamp())
    RETURNING lease_owner, lease_address, epoch
  )
  SELECT * FROM claim UNION ALL
  SELECT lease_owner, lease_address, epoch FROM ledger.ledger_head
  WHERE ledger = $1 AND NOT EXISTS (SELECT FROM claim)`;

const RELEASE = `UPDATE ledger.ledger_head SET lease_owner = NULL, lease_address = NULL, lease_until = NULL
  WHERE ledger = $1 AND lease_owner = $2`;

const holderOf = ([owner, address, epoch]: Row): LeaseHolder | undefined =>
  typeof owner === 'string' ? { owner, address: address ?? undefined, epoch: Number(epoch) } : undefined;

/** The leases in the head rows of `LEDGER_SCHEMA`. */
export class PostgresLeases extends Leases {
  readonly #connections: Connections;

  constructor(options: ConnectionOptions) {
    super();
    this.#connections = new Connections({ maxConnections: 2, ...options });
  }

  async claim({ ledger, owner, address, milliseconds }: LeaseClaim): Promise<LeaseHolder | undefined> {
    const claim: Statement = {
      name: 'lease-claim',
      text: CLAIM,
      values: [ledger, owner, address ?? null, milliseconds],
    };
    const found = await this.#ask(claim, holderOf);
    if (found.length > 0) return found[0];
    await this.#ask(newLedger(ledger), () => undefined);
    return (await this.#ask(claim, holderOf))[0];
  }

  async release(ledger: string, owner: string): Promise<void> {
    await this.#ask({ name: 'lease-release', text: RELEASE, values: [ledger, owner] }, () => undefined);
  }

  close(): Promise<void> {
    return this.#connections.end();
  }

  #ask: Ask = (statement, take) => this.#connections.lend((session) => session.write(statement, take));
}
