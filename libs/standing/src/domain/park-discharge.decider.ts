import { propose, refuseBy, refuseMeaning, type Command, type Decider, type Decision } from '#kernel';
import type { ParkActualSet, ParkAllowedSet, ParkLine } from '#contract/standing';
import { parkFaults, parkRules, type ParkAct } from './park.policy.js';
import { parkYearView } from './park.view.js';
import { standingFold } from './standing.fold.js';
import { standingStream, written } from './written.js';

export interface SetParkDischarge extends ParkAct {
  readonly lines: readonly ParkLine[];
  /** 依据：the report, prior result and data the figures rest on. */
  readonly basis: string;
}

const setDischarge = (
  command: string,
  type: (ParkAllowedSet | ParkActualSet)['type'],
): Decider<SetParkDischarge> => ({
  command,
  decide(given: Command<SetParkDischarge>, state): Decision {
    const { park, year, lines, basis } = given.data;
    const rules = parkRules(given.actor, given.data);
    const refusal = refuseBy(rules) ?? refuseMeaning(parkFaults(given.data));
    if (refusal) return refusal;
    const events = [propose(standingStream(park), { type, data: { park, year, lines, basis } })];
    const before = state(standingFold, park);
    return written({ command: given, before, rules, events, show: (after) => parkYearView(after, year) });
  },
});

/** 核定允许排放量 (第十六条): a later figure replaces the former. */
export const setParkAllowed = setDischarge('SetParkAllowed', 'ParkAllowedSet');
/** 核算实际排放总量 (第十六条、第十七条): from valid data; a later figure replaces the former. */
export const setParkActual = setDischarge('SetParkActual', 'ParkActualSet');
