import { Link, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { SuspensionView, WarningView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Page, Panel } from '../parts/page.js';
import { Sheet, type Column } from '../parts/sheet.js';
import { StandingMatrix, useStanding } from '../parts/standing-matrix.js';
import { Waiting } from '../parts/states.js';
import { StatusTag } from '../parts/status-tag.js';
import { day } from '../parts/times.js';
import { useCode, usePlaceName } from '../parts/words.js';
import { useMay } from '../session/me.js';
import { LiftForm, OrderForm, ProposeForm } from './orders.js';
import { ReadingForm } from './reading-form.js';

type Doing =
  | { readonly kind: 'order' | 'lift'; readonly order: SuspensionView }
  | { readonly kind: 'propose'; readonly warning: WarningView };

interface OrderButtonsProps {
  readonly order: SuspensionView;
  readonly act: (doing: Doing) => void;
}

const OrderButtons = ({ order, act }: OrderButtonsProps) => {
  const say = useSay();
  const may = useMay();
  if (order.status === 'PROPOSED' && may('suspension:order'))
    return (
      <Button size="small" type="primary" onClick={() => act({ kind: 'order', order })}>
        {say('standing.order')}
      </Button>
    );
  if (order.status === 'ORDERED' && may('suspension:lift'))
    return (
      <Button size="small" onClick={() => act({ kind: 'lift', order })}>
        {say('standing.lift')}
      </Button>
    );
  return null;
};

const useOrderColumns = (act: (doing: Doing) => void): readonly Column<SuspensionView>[] => {
  const say = useSay();
  const code = useCode();
  const nameOf = usePlaceName();
  return [
    { key: 'place', title: say('word.place'), cell: ({ place }) => nameOf(place) },
    { key: 'status', title: say('word.status'), cell: ({ status }) => <StatusTag status={status} /> },
    { key: 'no', title: say('standing.orderNo'), cell: ({ orderNo }) => orderNo ?? '—' },
    { key: 'from', title: say('standing.from'), cell: ({ effectiveFrom }) => day(effectiveFrom) },
    { key: 'until', title: say('standing.until'), cell: ({ liftedFrom }) => day(liftedFrom) },
    {
      key: 'acts',
      title: say('standing.acts'),
      cell: ({ acts }) => acts.map((one) => code('act', one)).join('、'),
    },
    {
      key: 'reason',
      title: say('word.reason'),
      cell: ({ reason }) => <span className="wrap">{reason}</span>,
    },
    {
      key: 'do',
      title: '',
      cell: (order) => <OrderButtons order={order} act={act} />,
    },
  ];
};

const useWarningColumns = (act: (doing: Doing) => void): readonly Column<WarningView>[] => {
  const say = useSay();
  const code = useCode();
  const nameOf = usePlaceName();
  const may = useMay();
  return [
    { key: 'place', title: say('word.place'), cell: ({ place }) => nameOf(place) },
    { key: 'month', title: say('standing.month'), cell: ({ month }) => month },
    { key: 'level', title: say('standing.level'), cell: ({ level }) => code('level', level) },
    { key: 'indicator', title: say('standing.indicator'), cell: ({ indicator }) => indicator },
    { key: 'value', title: say('standing.value'), figure: true, cell: ({ value }) => value },
    { key: 'target', title: say('standing.target'), figure: true, cell: ({ target }) => target },
    { key: 'lastYear', title: say('standing.lastYear'), figure: true, cell: ({ lastYear }) => lastYear },
    { key: 'unit', title: say('standing.unit'), cell: ({ unit }) => unit },
    {
      key: 'grounds',
      title: say('standing.grounds'),
      cell: ({ grounds }) => grounds.map((one) => code('ground', one)).join('、'),
    },
    {
      key: 'do',
      title: '',
      cell: (warning) =>
        may('suspension:propose') && (
          <Button size="small" onClick={() => act({ kind: 'propose', warning })}>
            {say('standing.propose')}
          </Button>
        ),
    },
  ];
};

const Act = ({ doing, done }: { readonly doing: Doing; readonly done: () => void }) => {
  if (doing.kind === 'propose') return <ProposeForm warning={doing.warning} done={done} />;
  const Chosen = doing.kind === 'order' ? OrderForm : LiftForm;
  return <Chosen order={doing.order} done={done} />;
};

interface ListProps {
  readonly place: string | undefined;
  readonly act: (doing: Doing) => void;
}

const isHere = (wanted: string | undefined) => (row: { readonly place: string }) =>
  wanted === undefined || row.place === wanted;

const Orders = ({ place, act }: ListProps) => {
  const say = useSay();
  const { orders } = useStanding();
  const columns = useOrderColumns(act);
  return (
    <Panel title={say('standing.orders')}>
      {orders.data === undefined ? (
        <Waiting error={orders.error} />
      ) : (
        <Sheet
          label={say('standing.orders')}
          rows={orders.data.items.filter(isHere(place))}
          rowKey={({ id }) => id}
          columns={columns}
          empty={say('standing.noOrders')}
        />
      )}
    </Panel>
  );
};

const Warnings = ({ place, act }: ListProps) => {
  const say = useSay();
  const { warnings } = useStanding();
  const columns = useWarningColumns(act);
  return (
    <Panel title={say('standing.warnings')}>
      {warnings.data === undefined ? (
        <Waiting error={warnings.error} />
      ) : (
        <Sheet
          label={say('standing.warnings')}
          rows={warnings.data.items.filter(isHere(place))}
          rowKey={(one) => `${one.place} ${one.month} ${one.indicator}`}
          columns={columns}
          empty={say('standing.noWarnings')}
        />
      )}
    </Panel>
  );
};

/** 达标: the matrix, the orders, the warnings. */
export const StandingPage = () => {
  const [doing, setDoing] = useState<Doing>();
  const say = useSay();
  const may = useMay();
  const nameOf = usePlaceName();
  const { place } = useSearch({ from: '/frame/standing' });
  return (
    <Page title={say('nav.standing')} about={say('standing.about')}>
      <Panel title={say('standing.matrix')}>
        <StandingMatrix />
      </Panel>
      {place !== undefined && (
        <div className="filters">
          <span>
            {say('word.place')}: {nameOf(place)}
          </span>
          <Link to="/standing">{say('word.all')}</Link>
        </div>
      )}
      {doing && <Act doing={doing} done={() => setDoing(undefined)} />}
      <Orders place={place} act={setDoing} />
      <Warnings place={place} act={setDoing} />
      {may('reading:record') && <ReadingForm />}
    </Page>
  );
};
