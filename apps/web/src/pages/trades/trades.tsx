import type { TradeView } from '../../api/views.js';
import { Acts } from '../../parts/act/acts.js';
import { AmountLines } from '../../parts/amount-lines.js';
import { ItemLink } from '../../parts/item.js';
import { useMemberColumns } from '../../parts/members.js';
import { Register } from '../../parts/register.js';
import type { Column } from '../../parts/sheet.js';
import { useCode } from '../../parts/words.js';
import { useWords } from './words.js';

const useColumns = (): readonly Column<TradeView>[] => {
  const code = useCode();
  return [
    { key: 'id', title: code('field', 'tradeNo'), cell: ({ id }) => <ItemLink page="/trades" id={id} /> },
    ...useMemberColumns<TradeView>([
      'place',
      'status',
      'sellerUscc',
      'buyerUscc',
      'recordedOn',
      'validUntil',
    ]),
    {
      key: 'lines',
      title: `${code('field', 'lines')} (t/a)`,
      cell: ({ lines }) => <AmountLines lines={lines} />,
    },
    {
      key: 'left',
      title: `${code('field', 'left')} (t/a)`,
      cell: ({ lines }) => (
        <AmountLines lines={lines.map(({ pollutant, left }) => ({ pollutant, amount: left }))} />
      ),
    },
  ];
};

/** 排污权交易. */
export const TradesPage = () => {
  const words = useWords();
  return (
    <Register<TradeView>
      label={words('title')}
      about={words('about')}
      route="/api/v1/trades"
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={words('empty')}
      filters={[
        { name: 'place' },
        { name: 'status', codes: ['RECORDED', 'PARTLY_USED', 'USED'] },
        { name: 'buyerUscc' },
        { name: 'sellerUscc' },
      ]}
    >
      <Acts
        acts={[
          { title: words('record'), route: '/api/v1/trades', permission: 'trade:record', draft: 'trade' },
          {
            title: words('report'),
            route: '/api/v1/trade-reports',
            permission: 'trade-report:import',
            draft: 'trade-report',
          },
        ]}
      />
    </Register>
  );
};
