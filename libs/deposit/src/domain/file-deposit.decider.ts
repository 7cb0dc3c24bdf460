import {
  endOf,
  propose,
  refuseBy,
  refuseMissing,
  withinPlace,
  type CivilDate,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { DepositFiled, DepositLine } from '#contract/deposit';
import { policiesAt } from '#libs/policy';
import { allocate, asking, isFiled, reductionFold } from '#libs/reduction';
import { depositFold } from './deposit.fold.js';
import { acceptDeposit, depositStream } from './deposit.step.js';
import { filingClock, notInFuture, refuseNothing, refuseUnformed } from './filing.policy.js';

export interface FileDeposit {
  readonly reductionId: string;
  readonly lines: readonly DepositLine[];
  readonly lateReason: string | null;
  /** 生效日期：the day the papers came in; nothing for today. */
  readonly effectiveOn?: CivilDate | null;
}

/**
 * 入库申报：claims amounts of a reduction for the pools and takes them in the same append (第三条、第四条). Papers that came
 * in before today count from their day; the clock runs to it, and the approver says why.
 */
export const fileDeposit: Decider<FileDeposit> = {
  command: 'FileDeposit',
  decide(command: Command<FileDeposit>, state): Decision {
    const { data, actor, today: filedOn, commandId: depositId } = command;
    const { reductionId, lateReason } = data;
    const reduction = state(reductionFold, reductionId);
    if (!isFiled(reduction)) return refuseMissing(`reduction ${reductionId}`);
    const { place, permitChangedOn, similar } = reduction.filing;
    const effectiveOn = data.effectiveOn ?? filedOn;
    const backDated = effectiveOn < filedOn;
    const ownPlace = withinPlace(actor, place);
    const refusal =
      refuseBy([ownPlace]) ?? refuseNothing(data.lines) ?? refuseUnformed(effectiveOn, reduction.filing);
    if (refusal) return refusal;

    const policies = policiesAt(state, command.at);
    const lines = asking(data.lines);
    const pooling = allocate(reduction, { use: 'POOL', reference: depositId, lines }, policies);
    const { dueOn, late, rule: clock } = filingClock(permitChangedOn, effectiveOn, policies);
    const filed: DepositFiled = {
      type: 'DepositFiled',
      data: {
        depositId,
        reductionId,
        place,
        lines,
        similar: [...new Set(similar.map((one) => one.reductionId))],
        filedOn,
        ...(backDated && { effectiveOn, backDated }),
        dueOn,
        late,
        lateReason,
        policies: [policies('deposit.deadline').version, policies('reduction.partialUse').version],
      },
    };
    const stream = depositStream(depositId);
    const events = [propose(stream, filed, ...(backDated ? [endOf(effectiveOn)] : [])), pooling.proposal];
    const rules = [ownPlace, ...notInFuture(effectiveOn, filedOn), ...pooling.rules, clock];
    return acceptDeposit(command, { stream, state: depositFold.initial(stream) }, { events, rules });
  },
};
