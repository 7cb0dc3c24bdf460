import { LotLink } from '../parts/links.js';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Select, Tabs } from 'antd';
import { usePage, useRead } from '../api/hooks.js';
import type { BalanceView, LotRow, PoolView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { BalanceSheet } from '../parts/balance-sheet.js';
import { LOT_FIGURES, useFigures } from '../parts/figures.js';
import { LotBar, LotLegend } from '../parts/lot-bar.js';
import { Page, Panel } from '../parts/page.js';
import { POLLUTANTS } from '../parts/pollutants.js';
import { Sheet } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { Journal } from './journal.js';

interface BookProps {
  readonly id: string;
  readonly pollutant: string | undefined;
}

const Lots = ({ id, pollutant }: BookProps) => {
  const say = useSay();
  const figures = useFigures(LOT_FIGURES);
  const list = usePage<LotRow>('/api/v1/pools/{id}/lots', {
    path: { id },
    query: { pollutant, perPage: 200 },
  });
  if (list.data === undefined) return <Waiting error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      <LotLegend />
      <Sheet
        label={say('pools.lots')}
        rows={list.data.items}
        rowKey={(row) => `${row.lotId} ${row.pollutant}`}
        columns={[
          { key: 'lot', title: say('deposits.lot'), cell: ({ lotId }) => <LotLink id={lotId} /> },
          { key: 'pollutant', title: say('word.pollutant'), cell: (row) => row.pollutant },
          { key: 'vintage', title: say('lot.vintage'), cell: ({ vintage }) => vintage },
          { key: 'bar', title: say('lot.shares'), cell: (row) => <LotBar lot={row} /> },
          ...figures,
        ]}
      />
    </>
  );
};

const Books = ({ id, pollutant }: BookProps) => {
  const say = useSay();
  const { book = 'lots' } = useSearch({ from: '/frame/pools/$id' });
  const navigate = useNavigate({ from: '/pools/$id' });
  const choose = (chosen: string | null): void =>
    void navigate({ search: (before) => ({ ...before, pollutant: chosen ?? undefined }) });
  return (
    <>
      <Tabs
        activeKey={book}
        onChange={(key) => void navigate({ search: (before) => ({ ...before, book: key }) })}
        items={(['lots', 'journal'] as const).map((key) => ({ key, label: say(`pools.${key}`) }))}
      />
      {book === 'lots' && (
        <div className="filters">
          <Select
            allowClear
            className="filter"
            aria-label={say('word.pollutant')}
            placeholder={say('word.pollutant')}
            value={pollutant ?? null}
            onChange={choose}
            options={POLLUTANTS.map((value) => ({ value, label: value }))}
          />
        </div>
      )}
      {book === 'lots' ? <Lots id={id} pollutant={pollutant} /> : <Journal id={id} />}
    </>
  );
};

/** One pool: its balance sheet, its lots, its journal. */
export const PoolPage = () => {
  const say = useSay();
  const { id } = useParams({ from: '/frame/pools/$id' });
  const { pollutant } = useSearch({ from: '/frame/pools/$id' });
  const pool = useRead<PoolView & BalanceView>('/api/v1/pools/{id}', { path: { id } });
  if (pool.data === undefined) return <Waiting error={pool.error} retry={() => void pool.refetch()} />;
  const { name, detailed, lines, position } = pool.data;
  return (
    <Page title={say('pools.one', { name })} about={say('pools.oneAbout')}>
      <Panel title={`${say('pools.balance')} ${say('word.unit')}`} note={say('pools.position', { position })}>
        <BalanceSheet lines={lines} pool={id} detailed={detailed} />
      </Panel>
      {detailed ? (
        <Books id={id} pollutant={pollutant} />
      ) : (
        <p className="soft">{say('pools.balanceOnly')}</p>
      )}
    </Page>
  );
};
