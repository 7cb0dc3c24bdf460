import { Link } from '@tanstack/react-router';
import { useRead } from '../api/hooks.js';
import type { BalanceLine, FindingView, InboxView, Items } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Amount } from '../parts/amount.js';
import { ItemLink } from '../parts/item.js';
import { Page, Panel } from '../parts/page.js';
import { POLLUTANTS } from '../parts/pollutants.js';
import { Sheet } from '../parts/sheet.js';
import { StandingMatrix } from '../parts/standing-matrix.js';
import { Waiting } from '../parts/states.js';
import { SubjectLink } from '../parts/subject-link.js';
import { isZero, minus, sum } from '../parts/tonnes.js';
import { useCode, usePlaceName } from '../parts/words.js';
import { Flow } from './flow.js';
import { availableOf, useBalances, type PoolBalance } from './pools.js';

const TIERS = ['PROVINCIAL', 'MUNICIPAL', 'LOCAL'];

const Tiers = ({ rows }: { readonly rows: readonly PoolBalance[] }) => {
  const say = useSay();
  const code = useCode();
  const present = TIERS.filter((tier) => rows.some(({ pool }) => pool.tier === tier));
  return (
    <Sheet
      label={say('overview.tiers')}
      rows={present}
      rowKey={(tier) => tier}
      columns={[
        {
          key: 'tier',
          title: say('pools.chooseTier'),
          cell: (tier) => (
            <Link to="/pools" search={{ tier }}>
              {code('tier', tier)}
            </Link>
          ),
        },
        ...POLLUTANTS.map((pollutant) => ({
          key: pollutant,
          title: pollutant,
          figure: true,
          cell: (tier: string) => {
            const pools = rows.filter(({ pool }) => pool.tier === tier);
            const total = sum(pools.map((pool) => availableOf(pool, pollutant)));
            return (
              <Link className="figure-link" to="/pools" search={{ tier, pollutant }}>
                <Amount value={total} />
              </Link>
            );
          },
        })),
      ]}
    />
  );
};

const PARTS = ['available', 'held', 'withdrawn', 'retired', 'writtenOff'] as const;

/** Credited less everything it has become; zero where nothing was lost and nothing made. */
const leakOf = (lines: readonly BalanceLine[]): string =>
  minus(
    sum(lines.map(({ credited }) => credited)),
    sum(lines.flatMap((line) => PARTS.map((part) => line[part]))),
  );

const Conservation = ({ rows }: { readonly rows: readonly PoolBalance[] }) => {
  const say = useSay();
  const lines = rows.flatMap((row) => row.lines);
  const leaks = POLLUTANTS.filter(
    (one) => !isZero(leakOf(lines.filter(({ pollutant }) => pollutant === one))),
  );
  return leaks.length === 0 ? (
    <span>✓ {say('overview.conserved')}</span>
  ) : (
    <span className="late">
      ✗ {say('overview.notConserved')} {leaks.join('、')}
    </span>
  );
};

const Findings = () => {
  const say = useSay();
  const code = useCode();
  const nameOf = usePlaceName();
  const findings = useRead<Items<FindingView>>('/api/v1/findings', { query: { perPage: 50 } });
  if (findings.data === undefined) return <Waiting error={findings.error} />;
  return (
    <Sheet
      label={say('overview.findings')}
      rows={findings.data.items}
      rowKey={({ id }) => id}
      empty={say('overview.noFindings')}
      columns={[
        {
          key: 'kind',
          title: say('overview.findings'),
          cell: ({ id, kind }) => (
            <ItemLink page="/findings" id={id}>
              {code('kind', kind)}
            </ItemLink>
          ),
        },
        { key: 'place', title: say('word.place'), cell: ({ place }) => nameOf(place) },
        {
          key: 'no',
          title: say('act.approvalNo'),
          cell: ({ approvalNo, subject }) => approvalNo ?? subject ?? '—',
        },
        {
          key: 'short',
          title: say('overview.difference'),
          cell: ({ shortfalls = [] }) =>
            shortfalls.map(({ pollutant, shortfall }) => `${pollutant} ${shortfall}`).join('、'),
        },
      ]}
    />
  );
};

const Deadlines = () => {
  const say = useSay();
  const inbox = useRead<InboxView>('/api/v1/inbox', { query: { perPage: 5 } });
  return (
    <Sheet
      label={say('overview.deadlines')}
      rows={inbox.data?.items ?? []}
      rowKey={({ id }) => id}
      empty={say('inbox.empty')}
      columns={[
        {
          key: 'title',
          title: say('inbox.task'),
          cell: ({ title, subject }) => <SubjectLink subject={subject}>{title}</SubjectLink>,
        },
        { key: 'place', title: say('word.place'), cell: ({ placeName }) => placeName },
        {
          key: 'due',
          title: say('word.dueOn'),
          cell: ({ dueOn, overdue }) => <span className={overdue ? 'late' : ''}>{dueOn ?? '—'}</span>,
        },
      ]}
    />
  );
};

/** 总览: where everything stands. */
export const OverviewPage = () => {
  const say = useSay();
  const { balances, rows } = useBalances();
  if (balances.data === undefined)
    return <Waiting error={balances.error} retry={() => void balances.refetch()} />;
  return (
    <Page title={say('nav.overview')} about={say('overview.about')}>
      <Panel title={`${say('overview.tiers')} ${say('word.unit')}`} note={<Conservation rows={rows} />}>
        <Tiers rows={rows} />
      </Panel>
      <Flow pools={rows.map(({ pool }) => pool)} />
      <Panel title={say('overview.standing')}>
        <StandingMatrix />
      </Panel>
      <div className="columns">
        <Panel title={say('overview.deadlines')} note={<Link to="/inbox">{say('nav.inbox')}</Link>}>
          <Deadlines />
        </Panel>
        <Panel title={say('overview.findings')}>
          <Findings />
        </Panel>
      </div>
    </Page>
  );
};
