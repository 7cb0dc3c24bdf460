import {
  extend,
  refuseBy,
  refuseMeaning,
  withinPlace,
  type CivilDate,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { DemandFiled, EiaDocument } from '#contract/withdrawal';
import { examinationView, examine, applicationFaults, type Application } from './examination.js';
import { isBackDated } from './dating.js';
import { effectiveMoment, fileAfter, notInFuture, onFile } from './handling.js';
import { tradesBehind } from './purchase.policy.js';
import { withdrawalDocument } from './withdrawal.view.js';

export interface FileWithdrawal extends Application {
  /** A past day the withdrawal takes effect on; today when absent. */
  readonly effectiveOn: CivilDate | null;
  readonly eiaDocument: EiaDocument;
}

/**
 * 出库申请 (第七条、第八条): the demand with the required replacement per pollutant. Every rule is asked at once, down to
 * whether the pools can meet it, so the county learns all grounds before anybody reviews.
 */
export const fileWithdrawal: Decider<FileWithdrawal> = {
  command: 'FileWithdrawal',
  decide(command: Command<FileWithdrawal>, state): Decision {
    const { data, actor, at, today, commandId } = command;
    const { effectiveOn: named, ...application } = data;
    const refusal =
      refuseMeaning(applicationFaults(data)) ?? refuseBy([withinPlace(actor, data.project.place)]);
    if (refusal) return refusal;

    const dates = { effectiveOn: named ?? today, filedOn: today };
    const moment = effectiveMoment(dates, at);
    const examination = examine(state, application, { at: moment, today });
    const rules = [notInFuture(named, today), withinPlace(actor, data.project.place), ...examination.rules];
    const { required, policies } = examination.demand;
    const tradeVouchers = tradesBehind(data.tradeVouchers, examination.provision);
    const dated = isBackDated(dates) ? { ...dates, backDated: true as const } : dates;
    const demand = extend(extend(application, { tradeVouchers, required, policies }), dated);
    const event: DemandFiled = { type: 'DemandFiled', data: { withdrawalId: commandId, ...demand } };
    const proposals = [onFile(commandId, event, moment)];
    return (
      refuseBy(rules) ?? {
        ok: true,
        events: proposals,
        rules,
        answer: () => ({
          ...withdrawalDocument(fileAfter(commandId, undefined, { proposals, command })),
          ...examinationView(examination),
        }),
      }
    );
  },
};
