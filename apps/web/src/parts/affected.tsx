import { usePage } from '../api/hooks.js';
import type { WithdrawalView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { AmountLines } from './amount-lines.js';
import { WithdrawalLink } from './links.js';
import { SheetPanel } from './sheet-panel.js';
import { StatusTag } from './status-tag.js';
import { Waiting } from './states.js';

const UNFINISHED = ['FILED', 'HELD'];

/** Which applications of a place are under way, and so what an order would stop or a lift let go on. */
export const Affected = ({ place }: { readonly place: string }) => {
  const say = useSay();
  const list = usePage<WithdrawalView>('/api/v1/withdrawals', { query: { place, perPage: 200 } });
  if (list.data === undefined) return <Waiting error={list.error} />;
  const rows = list.data.items.filter(({ status }) => UNFINISHED.includes(status));
  return (
    <SheetPanel
      title={say('standing.willBlock')}
      note={say('word.total', { count: rows.length })}
      rows={rows}
      rowKey={({ id }) => id}
      empty={say('standing.blocksNothing')}
      columns={[
        { key: 'id', title: say('word.number'), cell: ({ id }) => <WithdrawalLink id={id} /> },
        { key: 'project', title: say('withdrawals.project'), cell: ({ project }) => project.name },
        { key: 'status', title: say('word.status'), cell: ({ status }) => <StatusTag status={status} /> },
        {
          key: 'lines',
          title: `${say('withdrawals.required')} ${say('word.unit')}`,
          cell: ({ lines }) => (
            <AmountLines lines={lines.map(({ pollutant, required }) => ({ pollutant, amount: required }))} />
          ),
        },
      ]}
    />
  );
};
