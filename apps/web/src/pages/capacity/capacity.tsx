import type { CapacityView } from '../../api/views.js';
import { speaking } from '../../messages/language.js';
import { Acts } from '../../parts/act/acts.js';
import { useMemberColumns } from '../../parts/members.js';
import { Register } from '../../parts/register.js';
import { today } from '../../parts/times.js';
import { useMe } from '../../session/me.js';

const useWords = speaking({
  title: { zh: '能力建设', en: 'Capacity' },
  about: {
    zh: '核算核查与监测团队名册、培训与宣传（第二十条、第二十四条、第二十五条）。',
    en: 'Rosters of accounting and monitoring teams, training and publicity (articles 20, 24, 25).',
  },
  empty: { zh: '还没有登记', en: 'Nothing recorded yet' },
  record: { zh: '登记', en: 'Record' },
});

/** 能力建设登记. */
export const CapacityPage = () => {
  const words = useWords();
  const { place } = useMe();
  return (
    <Register<CapacityView>
      label={words('title')}
      about={words('about')}
      route="/api/v1/capacity-records"
      columns={useMemberColumns<CapacityView>([
        'kind',
        'place',
        'status',
        'topic',
        'on',
        'people',
        'documentNo',
      ])}
      rowKey={({ id }) => id}
      empty={words('empty')}
      filters={[
        { name: 'place' },
        { name: 'kind', codes: ['ACCOUNTING_TEAM', 'MONITORING_TEAM', 'TRAINING', 'PUBLICITY'] },
      ]}
    >
      <Acts
        acts={[
          {
            title: words('record'),
            route: '/api/v1/capacity-records',
            permission: 'capacity:record',
            draft: 'capacity',
            initial: { place, on: today() },
          },
        ]}
      />
    </Register>
  );
};
