import { Injectable } from '@nestjs/common';
import type { Instant, JsonObject } from '#kernel';
import { policiesAfter } from '#libs/audit';
import { Clock, EventStore } from '#libs/event-store';
import {
  policyEntry,
  policyFold,
  policyInForce,
  POLICY_KEYS,
  type PolicyKey,
  type PolicyState,
} from '#libs/policy';
import { knownPosition, pointInTime, type PointInTimeQuery } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';

const shown = (state: PolicyState, key: PolicyKey, at: Instant): JsonObject => {
  const { id, article, zh, en, form, default: standard } = policyEntry(key);
  const { value, version } = policyInForce(state, key, at);
  const history = (state.adoptions[key] ?? []).map((adoption) => ({ ...adoption }));
  return { key, id, article, zh, en, form: { ...form }, default: standard, value, version, history };
};

/** All policies as in force at a moment, each with every value it ever had. */
@Injectable()
export class PolicyBook {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  /** What was adopted later than `knownAt` is not among them. */
  async all(query: PointInTimeQuery = {}): Promise<readonly JsonObject[]> {
    const { asOf, knownAt } = pointInTime(query);
    const at = asOf ?? this.clock.now();
    const upTo = (await knownPosition(this.store, LEDGER, knownAt)) ?? Number.MAX_SAFE_INTEGER;
    const state = policiesAfter(await this.store.readStreams(LEDGER, [policyFold.prefix], upTo));
    return POLICY_KEYS.map((key) => shown(state, key, at));
  }
}
