import type { EventCatalogue } from '#kernel';
import { accountabilityEvents } from '#contract/accountability';
import { capacityEvents } from '#contract/capacity';
import { delegationEvents } from '#contract/delegation';
import { correctionEvents } from '#contract/correction';
import { depositEvents } from '#contract/deposit';
import { eiaEvents } from '#contract/eia';
import { refusalEvents } from '#contract/event-store';
import { evidenceEvents, findingEvents, inspectionEvents } from '#contract/inspection';
import { obligationEvents } from '#contract/obligation';
import { policyEvents } from '#contract/policy';
import { poolEvents } from '#contract/pool';
import { reductionEvents } from '#contract/reduction';
import { returnsEvents } from '#contract/returns';
import { standingEvents } from '#contract/standing';
import { tradeEvents } from '#contract/trade';
import { withdrawalEvents } from '#contract/withdrawal';
import { keyEvents, packEvents } from './contract/index.js';

/** Every event type that may stand in a ledger, with its newest shape. A new library adds its line here. */
export const LEDGER_EVENTS: EventCatalogue = {
  ...accountabilityEvents,
  ...capacityEvents,
  ...delegationEvents,
  ...correctionEvents,
  ...depositEvents,
  ...eiaEvents,
  ...evidenceEvents,
  ...findingEvents,
  ...inspectionEvents,
  ...keyEvents,
  ...obligationEvents,
  ...packEvents,
  ...policyEvents,
  ...poolEvents,
  ...reductionEvents,
  ...refusalEvents,
  ...returnsEvents,
  ...standingEvents,
  ...tradeEvents,
  ...withdrawalEvents,
};
