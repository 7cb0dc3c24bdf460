import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select, Slider } from 'antd';
import { useRead } from '../api/hooks.js';
import type { BalanceView, Items, PoolView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Page, Panel } from '../parts/page.js';
import { Waiting } from '../parts/states.js';
import { today } from '../parts/times.js';
import { useMay, useMe } from '../session/me.js';
import { EventPanel } from './event-panel.js';
import { EventList } from './event-list.js';
import { Moments } from './moments.js';

/** Two moments of knowledge and one of effect; all of it stands in the address. */
export interface ReplaySearch {
  readonly pool?: string | undefined;
  readonly asOf?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly event?: number | undefined;
}

/** The last moment of a civil date in Asia/Shanghai. */
const endOf = (date: string): string => `${date}T23:59:59.999+08:00`;

interface ControlsProps {
  readonly head: number;
  readonly pools: readonly PoolView[];
  readonly search: ReplaySearch;
  readonly move: (change: ReplaySearch) => void;
  readonly reset: () => void;
}

const Controls = ({ head, pools, search, move, reset }: ControlsProps) => {
  const say = useSay();
  const range = [search.from ?? 1, search.to ?? head];
  return (
    <div className="scrubber">
      <Select
        className="filter"
        aria-label={say('replay.pool')}
        value={search.pool ?? null}
        onChange={(pool) => move({ pool })}
        options={pools.filter(({ detailed }) => detailed).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <label>
        {say('replay.asOf')}{' '}
        <Input
          type="date"
          className="filter"
          value={search.asOf ?? today()}
          onChange={({ target }) => move({ asOf: target.value })}
        />
      </label>
      <div className="scrubber-slide">
        <span id="known">{say('replay.knownAt')}</span>
        <Slider
          range
          min={1}
          max={head}
          defaultValue={range}
          key={range.join(' ')}
          ariaLabelForHandle={[say('replay.then'), say('replay.now')]}
          onChangeComplete={([from, to]: number[]) => move({ from: from ?? 1, to: to ?? head })}
        />
        <span>
          {range[0]}–{range[1]}
        </span>
      </div>
      <Button onClick={reset}>{say('replay.reset')}</Button>
    </div>
  );
};

const PoolReplay = () => {
  const say = useSay();
  const me = useMe();
  const search = useSearch({ from: '/frame/replay' });
  const navigate = useNavigate({ from: '/replay' });
  const pools = useRead<Items<PoolView>>('/api/v1/pools', { query: { perPage: 200 } });
  const pool = search.pool ?? `pool-${me.place}`;
  const now = useRead<BalanceView>('/api/v1/pools/{id}/balance', { path: { id: pool } });
  if (pools.data === undefined || now.data === undefined) return <Waiting error={pools.error ?? now.error} />;
  const head = now.data.position;
  const to = search.to ?? head;
  return (
    <>
      <Controls
        head={head}
        pools={pools.data.items}
        search={{ ...search, pool }}
        move={(change) => void navigate({ search: (before) => ({ ...before, ...change }) })}
        reset={() => void navigate({ search: { pool } })}
      />
      {to < head && (
        <p className="soon" role="status">
          {say('replay.past')}
        </p>
      )}
      <Moments pool={pool} asOf={endOf(search.asOf ?? today())} from={search.from ?? 1} to={to} />
    </>
  );
};

/** 核查回放: any moment again, by two times, and the events themselves. */
export const ReplayPage = () => {
  const say = useSay();
  const may = useMay();
  const { event, to } = useSearch({ from: '/frame/replay' });
  return (
    <Page title={say('nav.replay')} about={say('replay.about')}>
      {event !== undefined && <EventPanel position={event} />}
      {may('pool:read') && <PoolReplay />}
      <Panel title={say('replay.events')} note={say('replay.eventsNote')}>
        <EventList key={to} to={to} />
      </Panel>
    </Page>
  );
};
