import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useWhole } from '../api/hooks.js';
import type { BalanceLine, PoolBalanceRow, PoolView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Amount } from '../parts/amount.js';
import { Export } from '../parts/export.js';
import { FigureLink } from '../parts/figures.js';
import { Page } from '../parts/page.js';
import { POLLUTANTS } from '../parts/pollutants.js';
import { Sheet, type Column } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { sum } from '../parts/tonnes.js';
import { useCode } from '../parts/words.js';

const BALANCES = '/api/v1/pools/balances';

export interface PoolBalance {
  readonly pool: PoolView;
  readonly lines: readonly BalanceLine[];
}

/** Every pool the officer may see, each with what it holds of each pollutant. */
export const useBalances = () => {
  const balances = useWhole<PoolBalanceRow>(BALANCES);
  const lines = balances.data ?? [];
  const firsts = lines.filter(({ pool }, index) => lines[index - 1]?.pool !== pool);
  const rows = firsts.map(({ pool: id, place, name, tier, detailed }) => ({
    pool: { id, place, name, tier, detailed },
    lines: lines.filter(({ pool }) => pool === id),
  }));
  return { balances, rows };
};

export const availableOf = ({ lines }: PoolBalance, pollutant: string): string =>
  lines.find((line) => line.pollutant === pollutant)?.available ?? '0';

const useColumns = (): readonly Column<PoolBalance>[] => {
  const { pollutant: chosen } = useSearch({ from: '/frame/pools' });
  const say = useSay();
  const code = useCode();
  return [
    {
      key: 'name',
      title: say('replay.pool'),
      cell: ({ pool }) => (
        <Link to="/pools/$id" params={{ id: pool.id }}>
          {pool.name}
        </Link>
      ),
    },
    {
      key: 'tier',
      title: say('pools.chooseTier'),
      cell: ({ pool }) => <span className="soft">{code('tier', pool.tier)}</span>,
    },
    ...POLLUTANTS.map((pollutant) => ({
      key: pollutant,
      title: <span className={pollutant === chosen ? 'chosen' : ''}>{pollutant}</span>,
      figure: true,
      cell: (row: PoolBalance) =>
        row.pool.detailed ? (
          <FigureLink
            origin={{ pool: row.pool.id, pollutant, figure: 'available' }}
            value={availableOf(row, pollutant)}
          />
        ) : (
          <Amount value={availableOf(row, pollutant)} />
        ),
    })),
  ];
};

const Total = ({ rows }: { readonly rows: readonly PoolBalance[] }) => {
  const say = useSay();
  return (
    <tr>
      <td>{say('word.all')}</td>
      <td />
      {POLLUTANTS.map((pollutant) => (
        <td key={pollutant} className="figure">
          <Link className="figure-link" to="/pools" search={(before) => ({ ...before, pollutant })}>
            <Amount value={sum(rows.map((row) => availableOf(row, pollutant)))} />
          </Link>
        </td>
      ))}
    </tr>
  );
};

/** 储备库: what every pool holds. */
export const PoolsPage = () => {
  const say = useSay();
  const code = useCode();
  const columns = useColumns();
  const { tier = 'ALL' } = useSearch({ from: '/frame/pools' });
  const navigate = useNavigate({ from: '/pools' });
  const { balances, rows } = useBalances();
  const tiers = ['PROVINCIAL', 'MUNICIPAL', 'LOCAL'].map((value) => ({ value, label: code('tier', value) }));
  const shown = rows.filter(({ pool }) => tier === 'ALL' || pool.tier === tier);
  return (
    <Page title={say('nav.pools')} about={say('pools.about')}>
      <div className="filters">
        <Segmented
          value={tier}
          options={[{ value: 'ALL', label: say('word.all') }, ...tiers]}
          onChange={(chosen) => void navigate({ search: chosen === 'ALL' ? {} : { tier: chosen } })}
        />
        <span className="filters-note">{say('word.unitNote')}</span>
        <Export route={BALANCES} query={tier === 'ALL' ? {} : { tier }} name="balances" />
      </div>
      {balances.data === undefined ? (
        <Waiting error={balances.error} retry={() => void balances.refetch()} />
      ) : (
        <Sheet
          label={say('nav.pools')}
          columns={columns}
          rows={shown}
          rowKey={({ pool }) => pool.id}
          foot={<Total rows={shown} />}
        />
      )}
    </Page>
  );
};
