import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Select, Tabs, Tag } from 'antd';
import { useRead } from '../api/hooks.js';
import type { BalanceView, LotRow, PoolView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { BalanceSheet } from '../parts/balance-sheet.js';
import { useFigures } from '../parts/figures.js';
import { LotLink } from '../parts/links.js';
import { LotBar, LotLegend } from '../parts/lot-bar.js';
import { Page, Panel } from '../parts/page.js';
import { POLLUTANTS } from '../parts/pollutants.js';
import { RegisterTable } from '../parts/register.js';
import type { Column } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { isFigureName, Journal } from './journal.js';

interface BookProps {
  readonly id: string;
}

const useAsked = () => useSearch({ from: '/frame/pools/$id' });

/** The lots of a pool; any number of them. */
const Lots = ({ id }: BookProps) => {
  const say = useSay();
  const { pollutant } = useAsked();
  const figures = useFigures<LotRow>(({ lotId, pollutant: one }) => ({
    pool: id,
    pollutant: one,
    lot: lotId,
  }));
  const columns: readonly Column<LotRow>[] = [
    { key: 'lot', title: say('deposits.lot'), cell: ({ lotId }) => <LotLink id={lotId} /> },
    { key: 'pollutant', title: say('word.pollutant'), cell: (row) => row.pollutant },
    { key: 'vintage', title: say('lot.vintage'), cell: ({ vintage }) => vintage },
    { key: 'bar', title: say('lot.shares'), cell: (row) => <LotBar lot={row} /> },
    ...figures,
  ];
  return (
    <RegisterTable<LotRow>
      label={say('pools.lots')}
      route="/api/v1/pools/{id}/lots"
      path={{ id }}
      query={{ pollutant }}
      columns={columns}
      rowKey={(row) => `${row.lotId} ${row.pollutant}`}
      beside={<LotLegend />}
    />
  );
};

/** Which movements are shown, in the address; each can be taken away again. */
const Filters = () => {
  const say = useSay();
  const { book = 'lots', pollutant, figure, lot, month } = useAsked();
  const navigate = useNavigate({ from: '/pools/$id' });
  const change = (changed: { readonly [name: string]: string | undefined }): void =>
    void navigate({ search: (before) => ({ ...before, page: undefined, ...changed }) });
  const chips = [
    { name: 'figure', words: isFigureName(figure) ? say(`balance.${figure}`) : undefined },
    { name: 'lot', words: lot },
    { name: 'month', words: month },
  ];
  return (
    <div className="filters">
      <Select
        allowClear
        className="filter"
        aria-label={say('word.pollutant')}
        placeholder={say('word.pollutant')}
        value={pollutant ?? null}
        onChange={(chosen: string | null) => change({ pollutant: chosen ?? undefined })}
        options={POLLUTANTS.map((value) => ({ value, label: value }))}
      />
      {book === 'journal' &&
        chips.map(
          ({ name, words }) =>
            words !== undefined && (
              <Tag key={name} closable onClose={() => change({ [name]: undefined })}>
                {words}
              </Tag>
            ),
        )}
    </div>
  );
};

const Books = ({ id }: BookProps) => {
  const say = useSay();
  const { book = 'lots', pollutant, figure, lot, month } = useAsked();
  const navigate = useNavigate({ from: '/pools/$id' });
  const filter = { pollutant, figure: isFigureName(figure) ? figure : undefined, lotId: lot, month };
  return (
    <>
      <Tabs
        activeKey={book}
        onChange={(key) => void navigate({ search: (before) => ({ ...before, book: key }) })}
        items={(['lots', 'journal'] as const).map((key) => ({ key, label: say(`pools.${key}`) }))}
      />
      <Filters />
      {book === 'lots' ? <Lots id={id} /> : <Journal id={id} filter={filter} />}
    </>
  );
};

/** One pool: its balance sheet, its lots, its journal. */
export const PoolPage = () => {
  const say = useSay();
  const { id } = useParams({ from: '/frame/pools/$id' });
  const pool = useRead<PoolView & BalanceView>('/api/v1/pools/{id}', { path: { id } });
  if (pool.data === undefined) return <Waiting error={pool.error} retry={() => void pool.refetch()} />;
  const { name, detailed, lines, position } = pool.data;
  return (
    <Page title={say('pools.one', { name })} about={say('pools.oneAbout')}>
      <Panel title={`${say('pools.balance')} ${say('word.unit')}`} note={say('pools.position', { position })}>
        <BalanceSheet lines={lines} pool={id} detailed={detailed} />
      </Panel>
      {detailed ? <Books id={id} /> : <p className="soft">{say('pools.balanceOnly')}</p>}
    </Page>
  );
};
