import { Link } from '@tanstack/react-router';
import { useWhole } from '../api/hooks.js';
import type { ReadingView, SuspensionView, WarningView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Export } from './export.js';
import { Sheet, type Column } from './sheet.js';
import { Waiting } from './states.js';
import { compare } from './tonnes.js';
import { day } from './times.js';
import { To } from './to.js';
import { usePlaceName } from './words.js';

const READINGS = '/api/v1/readings';
const CURRENT = { status: 'CURRENT' };

/** What is known of the standing of all places in the officer's scope. */
export const useStanding = () => {
  const readings = useWhole<ReadingView>(READINGS, { query: CURRENT });
  const warnings = useWhole<WarningView>('/api/v1/warnings');
  const orders = useWhole<SuspensionView>('/api/v1/suspensions');
  return { readings, warnings, orders };
};

const isOnTarget = ({ value, target, betterWhen }: ReadingView): boolean =>
  target === null || (betterWhen === 'LOWER' ? compare(value, target) <= 0 : compare(value, target) >= 0);

const inForce = (order: SuspensionView, place: string, month: string): boolean =>
  order.place === place &&
  order.orderNo !== null &&
  (order.status === 'ORDERED' || order.status === 'LIFTED') &&
  day(order.effectiveFrom).slice(0, 7) <= month &&
  (order.liftedFrom === null || month <= day(order.liftedFrom).slice(0, 7));

interface CellProps {
  readonly at: { readonly place: string; readonly month: string };
  readonly readings: readonly ReadingView[];
  readonly warned: boolean;
  readonly ordered: boolean;
}

/** A verdict, leading to the readings it rests on. */
const Cell = ({ at, readings, warned, ordered }: CellProps) => {
  const say = useSay();
  const words = readings.map(({ indicator, value, unit, target, lastYear }) =>
    say('standing.cell', { indicator, value, unit, target: target ?? '—', lastYear: lastYear ?? '—' }),
  );
  if (ordered) words.push(say('standing.inOrder'));
  const met = readings.every(isOnTarget);
  const verdict = readings.length === 0 ? '·' : met ? '✓' : '✗';
  const spoken = readings.length === 0 ? '' : say(met ? 'standing.met' : 'standing.missed');
  return (
    <To page="/readings" search={at} plain>
      <span
        className={`cell ${met ? '' : 'cell-missed'} ${ordered ? 'cell-ordered' : ''}`}
        title={words.join('\n')}
      >
        <span aria-hidden="true">
          {verdict}
          {warned && <small className="soon"> ▲</small>}
          {ordered && <small className="late"> ■</small>}
        </span>
        <span className="visually-hidden">{[at.month, spoken, ...words].join('，')}</span>
      </span>
    </To>
  );
};

/** Places down, months across, one cell one verdict, orders laid over. */
export const StandingMatrix = () => {
  const say = useSay();
  const nameOf = usePlaceName();
  const { readings, warnings, orders } = useStanding();
  const found = readings.data;
  if (found === undefined) return <Waiting error={readings.error} retry={() => void readings.refetch()} />;
  const places = [...new Set(found.map(({ place }) => place))].toSorted();
  const months = [...new Set(found.map(({ month }) => month))].toSorted();
  const columns = months.map((month): Column<string> => ({
    key: month,
    title: month,
    cell: (place) => (
      <Cell
        at={{ place, month }}
        readings={found.filter((one) => one.place === place && one.month === month)}
        warned={(warnings.data ?? []).some((one) => one.place === place && one.month === month)}
        ordered={(orders.data ?? []).some((order) => inForce(order, place, month))}
      />
    ),
  }));
  const cell = (place: string) => (
    <Link to="/standing" search={{ place }}>
      {nameOf(place)}
    </Link>
  );
  return (
    <>
      <div className="filters">
        <span className="soft">{say('standing.legend')}</span>
        <Export route={READINGS} query={CURRENT} name="standing" />
      </div>
      <Sheet
        label={say('standing.matrix')}
        rows={places}
        rowKey={(place) => place}
        columns={[{ key: 'place', title: say('word.place'), cell }, ...columns]}
      />
    </>
  );
};
