import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useRead } from '../../api/hooks.js';
import { useMoment } from '../../api/moment.js';
import type { CheckpointView, Items, PoolView } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { Page, Panel } from '../../parts/page.js';
import { Waiting } from '../../parts/states.js';
import { useMay, useMe } from '../../session/me.js';
import { Journal } from '../journal.js';
import { Balances } from './balances.js';
import { EventList } from './event-list.js';
import { EventPanel } from './event-panel.js';
import { Evidence } from './evidence.js';
import { TimeAxis } from './time-axis.js';

const SINCE = /^(@\d{1,15}|\d{4}-\d{2}-\d{2}.*)$/;

/** Which pool, and what it is compared with; all of it stands in the address. */
const Choice = ({ pool, since }: { readonly pool: string; readonly since: string | undefined }) => {
  const say = useSay();
  const navigate = useNavigate({ from: '/replay' });
  const pools = useRead<Items<PoolView>>('/api/v1/pools', { query: { perPage: 200 } });
  const compare = (text: string): void => {
    const chosen = text.trim();
    if (chosen === '' || SINCE.test(chosen))
      void navigate({ search: (before) => ({ ...before, since: chosen === '' ? undefined : chosen }) });
  };
  return (
    <div className="filters">
      <Select
        className="filter"
        aria-label={say('replay.pool')}
        value={pool}
        onChange={(chosen: string) => void navigate({ search: (before) => ({ ...before, pool: chosen }) })}
        options={(pools.data?.items ?? [])
          .filter(({ detailed }) => detailed)
          .map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Input
        key={since}
        className="filter-since"
        aria-label={say('replay.since')}
        prefix={<span className="soft">{say('replay.since')}</span>}
        placeholder={say('replay.sinceHint')}
        defaultValue={since}
        allowClear
        onBlur={({ target }) => compare(target.value)}
        onPressEnter={({ currentTarget }) => compare(currentTarget.value)}
      />
      <span className="filters-note">{say('word.unitNote')}</span>
    </div>
  );
};

const PoolReplay = ({ head }: { readonly head: number }) => {
  const say = useSay();
  const me = useMe();
  const { pool = `pool-${me.place}`, since } = useSearch({ from: '/frame/replay' });
  const moment = useMoment();
  return (
    <>
      <Choice pool={pool} since={since} />
      <div className="columns columns-replay">
        <Panel title={say('pools.balance')}>
          <Balances pool={pool} since={since} />
        </Panel>
        <Panel title={say('replay.events')} note={say('replay.eventsNote')}>
          <EventList head={head} />
        </Panel>
      </div>
      <Panel title={say('replay.journal')}>
        <Journal key={JSON.stringify([pool, moment])} id={pool} rows={10} />
      </Panel>
    </>
  );
};

/** 核查回放: any moment again, by two times, and the events themselves. */
export const ReplayPage = () => {
  const say = useSay();
  const may = useMay();
  const { event } = useSearch({ from: '/frame/replay' });
  const checkpoint = useRead<CheckpointView>('/api/v1/audit/checkpoint');
  const head = checkpoint.data?.size;
  if (head === undefined) return <Waiting error={checkpoint.error} retry={() => void checkpoint.refetch()} />;
  return (
    <Page title={say('nav.replay')} about={say('replay.about')}>
      <TimeAxis />
      {event !== undefined && <EventPanel position={event} />}
      {may('pool:read') ? (
        <PoolReplay head={head} />
      ) : (
        <Panel title={say('replay.events')} note={say('replay.eventsNote')}>
          <EventList head={head} />
        </Panel>
      )}
      {checkpoint.data && <Evidence checkpoint={checkpoint.data} />}
    </Page>
  );
};
