import type { CancellationView } from '../../api/views.js';
import { speaking } from '../../messages/language.js';
import { Acts } from '../../parts/act/acts.js';
import { ItemLink } from '../../parts/item.js';
import { useMemberColumns } from '../../parts/members.js';
import { Register } from '../../parts/register.js';
import type { Column } from '../../parts/sheet.js';
import { today } from '../../parts/times.js';
import { useCode } from '../../parts/words.js';

const useWords = speaking({
  title: { zh: '许可证注销', en: 'Permit cancellations' },
  about: {
    zh: '关停单位的许可证注销后，应在期限内申报减排量（总则第四条）。',
    en: 'When a closed unit’s permit is cancelled, its reduction is to be filed by the due date.',
  },
  empty: { zh: '没有注销记录', en: 'No cancellations' },
  record: { zh: '登记注销', en: 'Record a cancellation' },
  unit: { zh: '单位', en: 'Enterprise' },
  reductions: { zh: '已申报减排量', en: 'Reductions filed' },
  missing: { zh: '逾期未申报', en: 'not filed in time' },
});

const useColumns = (): readonly Column<CancellationView>[] => {
  const words = useWords();
  const code = useCode();
  const late = ({ dueOn, reductions }: CancellationView): boolean =>
    reductions.length === 0 && dueOn < today();
  return [
    ...useMemberColumns<CancellationView>(['permitNo']),
    { key: 'unit', title: words('unit'), cell: ({ unit }) => unit.name },
    ...useMemberColumns<CancellationView>(['place', 'cancelledOn', 'reason']),
    {
      key: 'dueOn',
      title: code('field', 'dueOn'),
      cell: (row) => <span className={late(row) ? 'late' : ''}>{row.dueOn}</span>,
    },
    {
      key: 'reductions',
      title: words('reductions'),
      cell: (row) =>
        row.reductions.length === 0 ? (
          <span className={late(row) ? 'late' : 'soft'}>{late(row) ? words('missing') : '—'}</span>
        ) : (
          row.reductions.map((id) => <ItemLink key={id} page="/reductions" id={id} />)
        ),
    },
  ];
};

/** 许可证注销台账. */
export const CancellationsPage = () => {
  const words = useWords();
  return (
    <Register<CancellationView>
      label={words('title')}
      about={words('about')}
      route="/api/v1/permit-cancellations"
      columns={useColumns()}
      rowKey={({ permitNo }) => permitNo}
      empty={words('empty')}
      filters={[{ name: 'place' }]}
    >
      <Acts
        acts={[
          {
            title: words('record'),
            route: '/api/v1/permit-cancellations',
            permission: 'permit-cancellation:record',
            draft: 'cancellation',
            initial: { cancelledOn: today() },
          },
        ]}
      />
    </Register>
  );
};
