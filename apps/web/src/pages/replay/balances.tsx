import { Link } from '@tanstack/react-router';
import { useRead } from '../../api/hooks.js';
import { useMoment } from '../../api/moment.js';
import type { BalanceView, Movement } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { Amount } from '../../parts/amount.js';
import { BalanceSheet } from '../../parts/balance-sheet.js';
import { EventLink } from '../../parts/event-link.js';
import { LotLink } from '../../parts/links.js';
import { Sheet, type Column } from '../../parts/sheet.js';
import { Waiting } from '../../parts/states.js';
import { minus } from '../../parts/tonnes.js';
import { useCode } from '../../parts/words.js';

const BALANCE = '/api/v1/pools/{id}/balance';
const COMPARED = ['available', 'held', 'credited', 'withdrawn', 'retired', 'writtenOff'] as const;

interface DifferenceProps {
  readonly pool: string;
  readonly before: BalanceView;
  readonly after: BalanceView;
}
interface Row {
  readonly pollutant: string;
  readonly member: (typeof COMPARED)[number];
  readonly before: string;
  readonly after: string;
}

const rowsOf = ({ before, after }: DifferenceProps): readonly Row[] =>
  after.lines.flatMap((line) => {
    const earlier = before.lines.find(({ pollutant }) => pollutant === line.pollutant);
    return COMPARED.map((member) => ({
      pollutant: line.pollutant,
      member,
      before: earlier?.[member] ?? '0',
      after: line[member],
    })).filter((row) => row.before !== row.after);
  });

/** What the figures were, are, and differ by; only those that differ. */
const Difference = (props: DifferenceProps) => {
  const say = useSay();
  const { pool } = props;
  const leads = ({ pollutant, member }: Row, amount: string) => (
    <Link
      className="figure-link"
      to="/pools/$id"
      params={{ id: pool }}
      search={{ book: 'journal', pollutant, figure: member }}
    >
      <Amount value={amount} />
    </Link>
  );
  const columns: readonly Column<Row>[] = [
    { key: 'pollutant', title: say('word.pollutant'), cell: ({ pollutant }) => pollutant },
    { key: 'member', title: say('replay.figure'), cell: ({ member }) => say(`balance.${member}`) },
    { key: 'before', title: say('replay.then'), figure: true, cell: (row) => leads(row, row.before) },
    { key: 'after', title: say('replay.now'), figure: true, cell: (row) => leads(row, row.after) },
    {
      key: 'change',
      title: say('replay.change'),
      figure: true,
      cell: (row) => <strong>{leads(row, minus(row.after, row.before))}</strong>,
    },
  ];
  return (
    <Sheet
      label={say('replay.difference')}
      rows={rowsOf(props)}
      rowKey={({ pollutant, member }) => `${pollutant} ${member}`}
      empty={say('replay.same')}
      columns={columns}
    />
  );
};

const Learned = ({ movements }: { readonly movements: readonly Movement[] }) => {
  const say = useSay();
  const code = useCode();
  return (
    <Sheet
      label={say('replay.learned')}
      rows={movements}
      rowKey={(row) => `${String(row.position)} ${row.lotId} ${row.pollutant}`}
      columns={[
        {
          key: 'position',
          title: say('word.event'),
          cell: ({ position }) => <EventLink position={position} />,
        },
        { key: 'kind', title: say('journal.kind'), cell: ({ kind }) => code('kind', kind) },
        { key: 'pollutant', title: say('word.pollutant'), cell: ({ pollutant }) => pollutant },
        { key: 'lot', title: say('deposits.lot'), cell: ({ lotId }) => <LotLink id={lotId} /> },
        { key: 'available', title: say('balance.available'), amount: ({ available }) => available },
        { key: 'held', title: say('balance.held'), amount: ({ held }) => held },
      ]}
    />
  );
};

interface BalancesProps {
  readonly pool: string;
  /** The moment of knowledge it is compared with. */
  readonly since: string | undefined;
}

/** A pool at the page's moment, or what it differs by from another one. */
export const Balances = ({ pool, since }: BalancesProps) => {
  const say = useSay();
  const { asOf, knownAt } = useMoment();
  const compared = since !== undefined;
  const after = useRead<BalanceView>(BALANCE, { path: { id: pool } });
  const before = useRead<BalanceView>(BALANCE, {
    path: { id: pool },
    query: { knownAt: since },
    enabled: compared,
  });
  const learned = useRead<{ readonly movements: readonly Movement[] }>('/api/v1/pools/{id}/changes', {
    path: { id: pool },
    query: { asOf, knownFrom: since, knownTo: knownAt },
    enabled: compared,
  });
  const error = after.error ?? before.error;
  if (after.data === undefined || (compared && before.data === undefined))
    return <Waiting error={error} retry={() => void after.refetch()} />;
  if (before.data === undefined) return <BalanceSheet lines={after.data.lines} pool={pool} detailed />;
  return (
    <>
      <Difference pool={pool} before={before.data} after={after.data} />
      <h3 className="stage-title">{say('replay.learned')}</h3>
      {learned.data === undefined ? (
        <Waiting error={learned.error} />
      ) : (
        <Learned movements={learned.data.movements} />
      )}
    </>
  );
};
