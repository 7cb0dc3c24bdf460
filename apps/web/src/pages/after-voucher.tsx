import type { WithdrawalView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Acts } from '../parts/act/acts.js';
import { today } from '../parts/times.js';
import { useMe } from '../session/me.js';

/**
 * What the approver may still do once quota is held or a voucher is out: register the EIA approval, then the permit,
 * or give the quota back.
 */
export const AfterVoucher = ({ withdrawal }: { readonly withdrawal: WithdrawalView }) => {
  const say = useSay();
  const { roles } = useMe();
  const { id, status, approvers, project } = withdrawal;
  if (!roles.some((role) => approvers.includes(role))) return null;
  const path = { id };
  return (
    <Acts
      acts={[
        {
          title: say('act.register'),
          route: '/api/v1/withdrawals/{id}/registration',
          path,
          permission: 'withdrawal:register',
          when: status === 'VOUCHERED',
          initial: { approvedOn: today() },
        },
        {
          title: say('act.permit'),
          route: '/api/v1/withdrawals/{id}/permit',
          path,
          permission: 'withdrawal:register',
          when: status === 'REGISTERED',
          initial: { permitNo: project.uscc, permittedOn: today() },
        },
        {
          title: say('act.release'),
          route: '/api/v1/withdrawals/{id}/release',
          path,
          permission: 'withdrawal:release',
          when: status === 'HELD' || status === 'VOUCHERED',
        },
        {
          title: say('act.lapse'),
          route: '/api/v1/withdrawals/{id}/lapse',
          path,
          permission: 'withdrawal:lapse',
          when: status === 'VOUCHERED' || status === 'REGISTERED',
        },
      ]}
    />
  );
};
