import { useRead } from '../../api/hooks.js';
import type { Items, PolicyView } from '../../api/views.js';

/** How many months there are for filing, by the policy in force (第四条, policy A30); one until that is known. */
export const useFilingMonths = (): number => {
  const policies = useRead<Items<PolicyView>>('/api/v1/policies', { query: { perPage: 200 } });
  const value = policies.data?.items.find(({ key }) => key === 'deposit.deadline')?.value;
  return typeof value === 'number' ? value : 1;
};
