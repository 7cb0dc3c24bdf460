import { LotLink } from '../parts/links.js';
import { useRead } from '../api/hooks.js';
import type { BalanceLine, BalanceView, Movement } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Amount } from '../parts/amount.js';
import { EventLink } from '../parts/event-link.js';
import { Panel } from '../parts/page.js';
import { Sheet } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { instant } from '../parts/times.js';
import { minus } from '../parts/tonnes.js';
import { useCode } from '../parts/words.js';

interface MomentsProps {
  readonly pool: string;
  readonly asOf: string;
  readonly from: number;
  readonly to: number;
}

const lineOf = (balance: BalanceView, pollutant: string): BalanceLine | undefined =>
  balance.lines.find((line) => line.pollutant === pollutant);

interface Compared {
  readonly pollutant: string;
  readonly before: string;
  readonly after: string;
  readonly held: string;
}

const compared = (earlier: BalanceView, later: BalanceView): readonly Compared[] =>
  later.lines.map(({ pollutant, available, held }) => ({
    pollutant,
    before: lineOf(earlier, pollutant)?.available ?? '0',
    after: available,
    held,
  }));

const Difference = ({
  rows,
  from,
  to,
}: {
  readonly rows: readonly Compared[];
  readonly from: number;
  readonly to: number;
}) => {
  const say = useSay();
  return (
    <Sheet
      label={say('replay.balance')}
      rows={rows}
      rowKey={({ pollutant }) => pollutant}
      columns={[
        { key: 'pollutant', title: say('word.pollutant'), cell: ({ pollutant }) => pollutant },
        {
          key: 'before',
          title: `${say('balance.available')} @${String(from)}`,
          amount: ({ before }) => before,
        },
        { key: 'after', title: `${say('balance.available')} @${String(to)}`, amount: ({ after }) => after },
        {
          key: 'difference',
          title: say('replay.change'),
          figure: true,
          cell: ({ before, after }) => (
            <strong>
              <Amount value={minus(after, before)} />
            </strong>
          ),
        },
        { key: 'held', title: `${say('balance.held')} @${String(to)}`, amount: ({ held }) => held },
      ]}
    />
  );
};

const Movements = ({ movements }: { readonly movements: readonly Movement[] }) => {
  const say = useSay();
  const code = useCode();
  return (
    <Sheet
      label={say('pools.journal')}
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
        {
          key: 'lot',
          title: say('deposits.lot'),
          cell: ({ lotId }) => <LotLink id={lotId} />,
        },
        { key: 'occurred', title: say('journal.occurred'), cell: ({ occurredAt }) => instant(occurredAt) },
        { key: 'recorded', title: say('journal.recorded'), cell: ({ recordedAt }) => instant(recordedAt) },
        { key: 'available', title: say('balance.available'), amount: ({ available }) => available },
        { key: 'held', title: say('balance.held'), amount: ({ held }) => held },
      ]}
    />
  );
};

/** A pool at two moments of knowledge, the difference, and the movements that make it. */
export const Moments = ({ pool, asOf, from, to }: MomentsProps) => {
  const say = useSay();
  const at = (position: number) => ({ path: { id: pool }, query: { asOf, knownAt: `@${String(position)}` } });
  const then = useRead<BalanceView>('/api/v1/pools/{id}/balance', at(from));
  const now = useRead<BalanceView>('/api/v1/pools/{id}/balance', at(to));
  const changes = useRead<{ readonly movements: readonly Movement[] }>('/api/v1/pools/{id}/changes', {
    path: { id: pool },
    query: { asOf, knownFrom: `@${String(from)}`, knownTo: `@${String(to)}` },
  });
  if (then.data === undefined || now.data === undefined) return <Waiting error={then.error ?? now.error} />;
  return (
    <>
      <Panel title={say('replay.balance')} note={say('word.unitNote')}>
        <Difference rows={compared(then.data, now.data)} from={from} to={to} />
      </Panel>
      <Panel title={say('pools.journal')} note={`@${String(from)} – @${String(to)}`}>
        {changes.data === undefined ? (
          <Waiting error={changes.error} />
        ) : (
          <Movements movements={changes.data.movements} />
        )}
      </Panel>
    </>
  );
};
