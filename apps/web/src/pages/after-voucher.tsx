import type { WithdrawalView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Acts, type Act } from '../parts/act/acts.js';
import { today } from '../parts/times.js';
import { useMe } from '../session/me.js';

type Say = ReturnType<typeof useSay>;

const actsOn = ({ id, status, project }: WithdrawalView, say: Say): readonly Act[] =>
  [
    {
      title: say('act.register'),
      route: '/api/v1/withdrawals/{id}/registration',
      permission: 'withdrawal:register',
      when: status === 'VOUCHERED',
      initial: { approvedOn: today() },
    } as const,
    {
      title: say('act.permit'),
      route: '/api/v1/withdrawals/{id}/permit',
      permission: 'withdrawal:register',
      when: status === 'REGISTERED',
      initial: { permitNo: project.uscc, permittedOn: today() },
    } as const,
    {
      title: say('act.release'),
      route: '/api/v1/withdrawals/{id}/release',
      permission: 'withdrawal:release',
      when: status === 'HELD' || status === 'VOUCHERED',
    } as const,
    {
      title: say('act.lapse'),
      route: '/api/v1/withdrawals/{id}/lapse',
      permission: 'withdrawal:lapse',
      when: status === 'VOUCHERED' || status === 'REGISTERED',
    } as const,
  ].map((act) => ({ ...act, path: { id } }));

/**
 * What the approver may still do once quota is held or a voucher is out: register the EIA approval, then the permit,
 * or give the quota back.
 */
export const AfterVoucher = ({ withdrawal }: { readonly withdrawal: WithdrawalView }) => {
  const say = useSay();
  const { roles } = useMe();
  if (!roles.some((role) => withdrawal.approvers.includes(role))) return null;
  return <Acts acts={actsOn(withdrawal, say)} />;
};
