import { holds, must, refuseBy, type CivilDate, type Command, type Decider, type Decision } from '#kernel';
import type { ProjectPermitted } from '#contract/withdrawal';
import { approverRules } from './approver.policy.js';
import { accepted, notInFuture, onFile, takeUp } from './handling.js';

export interface RegisterPermit {
  readonly id: string;
  /** 排污许可证编号, of the unit that builds the project. */
  readonly permitNo: string;
  /** Today when absent. */
  readonly permittedOn: CivilDate | null;
}

/**
 * 排污许可登记 (第八条, policy A35): the project is built, and what the voucher gave stands in the unit's permit. From
 * then on it neither lapses nor is given back; what becomes of it later comes in as a reduction of its own.
 */
export const registerPermit: Decider<RegisterPermit> = {
  command: 'RegisterPermit',
  decide(command: Command<RegisterPermit>, state): Decision {
    const { actor, data, today } = command;
    const taken = takeUp(command, state, {
      expected: ['REGISTERED'],
      also: (file) => approverRules(actor, file),
    });
    if (!taken.ok) return taken.error;
    const { file } = taken.value;
    const { permitNo, permittedOn: named } = data;
    const permittedOn = named ?? today;
    const { approvedOn } = must(file.registration, `registration of ${file.id}`);
    const rules = [
      ...taken.value.rules,
      holds(permitNo.startsWith(file.project.uscc), 'PERMIT_OF_ANOTHER_UNIT', {
        inputs: { permitNo, uscc: file.project.uscc },
      }),
      notInFuture(named, today),
      holds(permittedOn >= approvedOn, 'PERMIT_BEFORE_APPROVAL', { inputs: { permittedOn, approvedOn } }),
    ];
    const permitted: ProjectPermitted = { type: 'ProjectPermitted', data: { permitNo, permittedOn } };
    return refuseBy(rules) ?? accepted({ file, rules }, command, [onFile(file.id, permitted)]);
  },
};
