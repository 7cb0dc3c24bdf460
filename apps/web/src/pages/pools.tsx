import { useQueries } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { read } from '../api/client.js';
import { useRead } from '../api/hooks.js';
import { asOfMoment, useMoment } from '../api/moment.js';
import type { BalanceView, Items, PoolView } from '../api/views.js';
import { useLanguage, useSay } from '../messages/language.js';
import { Amount } from '../parts/amount.js';
import { FigureLink } from '../parts/figures.js';
import { Page } from '../parts/page.js';
import { POLLUTANTS } from '../parts/pollutants.js';
import { Sheet, type Column } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { sum } from '../parts/tonnes.js';
import { useCode } from '../parts/words.js';

const BALANCE = '/api/v1/pools/{id}/balance';

export interface PoolBalance {
  readonly pool: PoolView;
  readonly balance: BalanceView | undefined;
}

/** Every pool the officer may see, each with its balance as it comes. */
export const useBalances = () => {
  const { language } = useLanguage();
  const moment = useMoment();
  const pools = useRead<Items<PoolView>>('/api/v1/pools', { query: { perPage: 200 } });
  const balances = useQueries({
    queries: (pools.data?.items ?? []).map(({ id }) => {
      const address = asOfMoment(BALANCE, { path: { id } }, moment);
      return {
        queryKey: [BALANCE, address, language],
        queryFn: () => read<BalanceView>(BALANCE, address, language),
      };
    }),
    combine: (results) => results.map(({ data }) => data),
  });
  const rows: readonly PoolBalance[] = (pools.data?.items ?? []).map((pool, index) => ({
    pool,
    balance: balances[index],
  }));
  return { pools, rows };
};

export const availableOf = (balance: BalanceView | undefined, pollutant: string): string | undefined =>
  balance === undefined
    ? undefined
    : (balance.lines.find((line) => line.pollutant === pollutant)?.available ?? '0');

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
      cell: ({ pool, balance }: PoolBalance) =>
        pool.detailed ? (
          <FigureLink
            origin={{ pool: pool.id, pollutant, figure: 'available' }}
            value={availableOf(balance, pollutant)}
          />
        ) : (
          <Amount value={availableOf(balance, pollutant)} />
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
            <Amount value={sum(rows.map(({ balance }) => availableOf(balance, pollutant) ?? '0'))} />
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
  const { pools, rows } = useBalances();
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
      </div>
      {pools.data === undefined ? (
        <Waiting error={pools.error} retry={() => void pools.refetch()} />
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
