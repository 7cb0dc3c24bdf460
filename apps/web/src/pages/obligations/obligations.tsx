import type { ObligationView } from '../../api/views.js';
import { speaking } from '../../messages/language.js';
import { DepositLink, LotLink, PoolLink } from '../../parts/links.js';
import { useMemberColumns } from '../../parts/members.js';
import { POLLUTANTS } from '../../parts/pollutants.js';
import { Register } from '../../parts/register.js';
import type { Column } from '../../parts/sheet.js';
import { useCode } from '../../parts/words.js';
import { useOwns } from '../../session/owns.js';

const useWords = speaking({
  title: { zh: '收储扣除', en: 'Obligations' },
  about: {
    zh: '指标作废后已被用掉的部分，从该地今后的入库中先行扣除（第二十一条）。',
    en: 'What was used of void quota is taken from the place’s later deposits first (article 21).',
  },
  empty: { zh: '没有待扣除的数量', en: 'Nothing is owed' },
  paidBy: { zh: '扣除自', en: 'Paid from' },
  pool: { zh: '储备库', en: 'Pool' },
});

const useColumns = (): readonly Column<ObligationView>[] => {
  const words = useWords();
  const code = useCode();
  const owns = useOwns();
  return [
    ...useMemberColumns<ObligationView>(['id', 'place', 'status', 'pollutant']),
    { key: 'amount', title: `${code('field', 'amount')} (t/a)`, amount: ({ amount }) => amount },
    { key: 'open', title: `${code('field', 'open')} (t/a)`, amount: ({ open }) => open },
    {
      key: 'lot',
      title: code('field', 'lotId'),
      cell: ({ lotId, pool }) => (owns(pool) ? <LotLink id={lotId} /> : lotId),
    },
    { key: 'pool', title: words('pool'), cell: ({ pool }) => <PoolLink id={pool} /> },
    { key: 'decisionNo', title: code('field', 'decisionNo'), cell: ({ decisionNo }) => decisionNo ?? '—' },
    {
      key: 'paid',
      title: words('paidBy'),
      cell: ({ payments }) =>
        payments.length === 0
          ? '—'
          : payments.map(({ depositId }) => <DepositLink key={depositId} id={depositId} />),
    },
  ];
};

/** 收储扣除: every debt in the officer's scope. */
export const ObligationsPage = () => {
  const words = useWords();
  return (
    <Register<ObligationView>
      label={words('title')}
      about={words('about')}
      route="/api/v1/obligations"
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={words('empty')}
      filters={[
        { name: 'place' },
        { name: 'status', codes: ['OPEN', 'PARTLY_MET', 'MET'] },
        { name: 'pollutant', codes: POLLUTANTS },
      ]}
    />
  );
};
