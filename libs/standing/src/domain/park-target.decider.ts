import {
  atStep,
  propose,
  refuseBy,
  refuseMeaning,
  separateDuties,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { ParkTarget, ParkTargetConsented, ParkTargetSet } from '#contract/standing';
import { targetsDeadline } from './park.deadlines.js';
import { parkYearOf } from './park.evolve.js';
import { parkFaults, parkRules, type ParkAct } from './park.policy.js';
import { parkYearView } from './park.view.js';
import { standingFold } from './standing.fold.js';
import type { ParkYear } from './standing.state.js';
import { standingStream, written } from './written.js';

export interface SetParkTarget extends ParkAct {
  readonly targets: readonly ParkTarget[];
}
export interface ConsentParkTarget extends ParkAct {
  readonly documentNo: string;
}

/** 园区年度目标 (第十五条): set by the office by the end of February; a later one is marked late. */
export const setParkTarget: Decider<SetParkTarget> = {
  command: 'SetParkTarget',
  decide(command: Command<SetParkTarget>, state): Decision {
    const { actor, today, data } = command;
    const { park, year, targets } = data;
    const rules = parkRules(actor, data);
    const refusal = refuseBy(rules) ?? refuseMeaning(parkFaults(data));
    if (refusal) return refusal;
    const event: ParkTargetSet = {
      type: 'ParkTargetSet',
      data: { park, year, targets, ...targetsDeadline(year, today) },
    };
    return written({
      command,
      before: state(standingFold, park),
      rules,
      events: [propose(standingStream(park), event)],
      show: (after) => parkYearView(after, year),
    });
  },
};

const targetStatus = ({ targets, consentNo }: ParkYear): string => {
  if (targets.length === 0) return 'NONE';
  return consentNo === null ? 'SET' : 'CONSENTED';
};

/** 省厅同意 (第十五条): the targets may be issued; by another person than who set them. */
export const consentParkTarget: Decider<ConsentParkTarget> = {
  command: 'ConsentParkTarget',
  decide(command: Command<ConsentParkTarget>, state): Decision {
    const { actor, data } = command;
    const { park, year, documentNo } = data;
    const before = state(standingFold, park);
    const limits = parkYearOf(before, year);
    const done = limits.targetsSetBy === null ? [] : [{ step: 'SETTING', by: limits.targetsSetBy }];
    const rules = [
      ...parkRules(actor, data),
      atStep(targetStatus(limits), ['SET']),
      separateDuties(actor, 'CONSENT', done),
    ];
    const event: ParkTargetConsented = { type: 'ParkTargetConsented', data: { park, year, documentNo } };
    const events = [propose(standingStream(park), event)];
    return (
      refuseBy(rules) ??
      written({ command, before, rules, events, show: (after) => parkYearView(after, year) })
    );
  },
};
