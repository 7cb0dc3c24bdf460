import { Injectable } from '@nestjs/common';
import { dateAt, instantOf, streamName, type Logged } from '#kernel';
import type { DelegationEvent } from '#contract/delegation';
import { LEDGER_EVENTS } from '#libs/audit';
import { actsFor, delegationFold, type DelegationState } from '#libs/delegation';
import { decode, EventStore } from '#libs/event-store';
import { Delegations } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';

/** Delegations as the log has them: read anew for each act in another's name, so that a revocation holds at once. */
@Injectable()
export class DelegationBook extends Delegations {
  constructor(private readonly store: EventStore) {
    super();
  }

  async inForce(delegator: string, delegate: string): Promise<boolean> {
    return actsFor(await this.of(delegator), delegate, dateAt(instantOf(Date.now())));
  }

  /** All that an account ever granted. */
  async of(delegator: string): Promise<DelegationState> {
    const stream = streamName(delegationFold.prefix, delegator);
    const stored = await this.store.readStreams(LEDGER, [stream], Number.MAX_SAFE_INTEGER);
    return stored.reduce(
      (state, event) => delegationFold.evolve(state, decode(event, LEDGER_EVENTS) as Logged<DelegationEvent>),
      delegationFold.initial(stream),
    );
  }
}
