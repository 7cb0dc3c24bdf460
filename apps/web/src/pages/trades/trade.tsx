import type { CrossingView, TradeView } from '../../api/views.js';
import { AmountLines } from '../../parts/amount-lines.js';
import { Item, useItemId } from '../../parts/item.js';
import { ItemPage } from '../../parts/item-page.js';
import { WithdrawalLink } from '../../parts/links.js';
import { useMemberColumns, useMemberFacts } from '../../parts/members.js';
import { Panel } from '../../parts/page.js';
import { PollutantSheet } from '../../parts/pollutant-sheet.js';
import { SheetPanel } from '../../parts/sheet-panel.js';
import { Sheet } from '../../parts/sheet.js';
import { useCode } from '../../parts/words.js';
import { useWords } from './words.js';

type Props = { readonly trade: TradeView };

const Lines = ({ trade }: Props) => {
  const words = useWords();
  const code = useCode();
  return (
    <Panel title={words('lines')} note="t/a">
      <PollutantSheet
        label={words('lines')}
        lines={trade.lines}
        columns={[
          { key: 'amount', title: code('field', 'amount'), amount: ({ amount }) => amount },
          { key: 'left', title: code('field', 'left'), amount: ({ left }) => left },
        ]}
      />
    </Panel>
  );
};

const Backings = ({ trade }: Props) => {
  const words = useWords();
  const code = useCode();
  return (
    <Panel title={words('backings')} note="t/a">
      <Sheet
        label={words('backings')}
        rows={trade.backings}
        rowKey={({ withdrawalId }) => withdrawalId}
        columns={[
          {
            key: 'id',
            title: code('field', 'id'),
            cell: ({ withdrawalId }) => <WithdrawalLink id={withdrawalId} />,
          },
          { key: 'lines', title: code('field', 'lines'), cell: ({ lines }) => <AmountLines lines={lines} /> },
        ]}
      />
    </Panel>
  );
};

const Crossings = ({ trade }: Props) => {
  const words = useWords();
  const columns = useMemberColumns<CrossingView>([
    'toLedger',
    'toPlace',
    'buyerUscc',
    'status',
    'lines',
    'until',
  ]);
  return (
    <SheetPanel
      title={words('crossings')}
      note="t/a"
      rows={trade.crossings}
      rowKey={({ crossingId }) => crossingId}
      columns={columns}
    />
  );
};

const Trade = ({ trade }: Props) => {
  const words = useWords();
  const facts = useMemberFacts(trade, [
    'sellerUscc',
    'sellerPlace',
    'buyerUscc',
    'place',
    'recordedOn',
    'termYears',
    'validUntil',
    'price',
    'rulingNo',
  ]);
  const { id, status } = trade;
  return (
    <ItemPage
      title={words('one', { id })}
      status={status}
      about={words('oneAbout')}
      facts={facts}
      acts={[
        {
          title: words('correct'),
          route: '/api/v1/trades/{id}/correction',
          path: { id },
          permission: 'trade:record',
        },
      ]}
    >
      <Lines trade={trade} />
      <Backings trade={trade} />
      {trade.crossings.length > 0 && <Crossings trade={trade} />}
    </ItemPage>
  );
};

/** One trade voucher. */
export const TradePage = () => (
  <Item<TradeView> route="/api/v1/trades/{id}" id={useItemId()}>
    {(trade) => <Trade trade={trade} />}
  </Item>
);
