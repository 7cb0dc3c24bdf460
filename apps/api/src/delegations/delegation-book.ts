import { Injectable } from '@nestjs/common';
import { dateAt, instantOf, streamName, type Logged } from '#kernel';
import type { DelegationEvent } from '#contract/delegation';
import { LEDGER_EVENTS } from '#libs/audit';
import { actsFor, delegationFold, type DelegationState } from '#libs/delegation';
import { decode, EventStore } from '#libs/event-store';
import { Delegations, knownPosition, type PointInTime } from '#libs/platform';
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

  /** All that an account had granted, at any two times. */
  async of(delegator: string, { asOf, knownAt }: PointInTime = {}): Promise<DelegationState> {
    const stream = streamName(delegationFold.prefix, delegator);
    const upTo = (await knownPosition(this.store, LEDGER, knownAt)) ?? Number.MAX_SAFE_INTEGER;
    const stored = await this.store.readStreams(LEDGER, [stream], upTo);
    const inForce = stored.filter(({ occurredAt }) => asOf === undefined || occurredAt <= asOf);
    return inForce.reduce(
      (state, event) => delegationFold.evolve(state, decode(event, LEDGER_EVENTS) as Logged<DelegationEvent>),
      delegationFold.initial(stream),
    );
  }
}
