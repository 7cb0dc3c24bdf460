import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useRead } from '../../api/hooks.js';
import type { Address, ReadRoute } from '../../api/routes.js';
import { Export } from '../../parts/export.js';
import { useAsk, useAsked } from '../../parts/filters.js';
import { useOwnPlaces } from '../../parts/own-places.js';
import { Waiting } from '../../parts/states.js';
import { today } from '../../parts/times.js';
import { useMe } from '../../session/me.js';
import { useWords } from './words.js';

export type Period = 'quarter' | 'year' | 'month';

const MONTHS_IN_QUARTER = 3;
/** What a report is most often asked for: the period that ended last, or the year so far. */
const standard = (period: Period): string => {
  const [year = '', month = ''] = today().split('-');
  if (period === 'year') return year;
  if (period === 'month') return `${year}-${month}`;
  return `${year}-Q${String(Math.ceil(Number(month) / MONTHS_IN_QUARTER))}`;
};

/** The period and place asked for; both stand in the address. */
export const useQuestion = (period: Period): { readonly value: string; readonly place: string } => {
  const me = useMe();
  const asked = useAsked();
  return { value: asked[period] ?? standard(period), place: asked['place'] ?? me.place };
};

const recent = (period: Period): readonly string[] => {
  const [year = 0, month = 0] = today().split('-').map(Number);
  if (period === 'year') return [0, 1, 2, 3].map((back) => String(year - back));
  const quarter = Math.ceil(month / MONTHS_IN_QUARTER);
  return Array.from({ length: 8 }, (_, back) => {
    const ordinal = year * 4 + quarter - 1 - back;
    return `${String(Math.floor(ordinal / 4))}-Q${String((ordinal % 4) + 1)}`;
  });
};

interface AskingProps {
  readonly period: Period;
  /** The report is of all the ledger, not of a place. */
  readonly everywhere: boolean;
}

/** Which period, and of which place. */
const Asking = ({ period, everywhere }: AskingProps) => {
  const words = useWords();
  const ask = useAsk();
  const places = useOwnPlaces();
  const { value, place } = useQuestion(period);
  return (
    <>
      {period === 'month' ? (
        <Input
          className="filter"
          type="month"
          aria-label={words('month')}
          value={value}
          onChange={({ target }) => ask({ month: target.value })}
        />
      ) : (
        <Select
          className="filter"
          aria-label={words(period)}
          value={value}
          options={recent(period).map((one) => ({ value: one, label: one }))}
          onChange={(chosen: string) => ask({ [period]: chosen })}
        />
      )}
      {!everywhere && (
        <Select
          className="filter"
          aria-label={words('place')}
          showSearch={{ optionFilterProp: 'label' }}
          value={place}
          options={[...places]}
          onChange={(chosen: string) => ask({ place: chosen })}
        />
      )}
    </>
  );
};

interface ComputedProps<T> {
  readonly route: ReadRoute;
  readonly asked: Address;
  /** Of its files. */
  readonly name: string;
  /** What it is asked by. */
  readonly boxes: ReactNode;
  readonly children: (report: T) => ReactNode;
}

/** A report as it is asked for, as files too, and where in the log it ends. */
export const Computed = <T extends { readonly position: number }>({
  route,
  asked,
  name,
  boxes,
  children,
}: ComputedProps<T>) => {
  const words = useWords();
  const read = useRead<T>(route, asked);
  return (
    <>
      <div className="filters">
        {boxes}
        <span className="filters-note" />
        <Export route={route} {...asked} name={name} kinds={['xlsx', 'pdf']} />
      </div>
      {read.data === undefined ? (
        <Waiting error={read.error} retry={() => void read.refetch()} />
      ) : (
        <>
          {children(read.data)}
          <p className="soft">{words('asOfPosition', { position: read.data.position })}</p>
        </>
      )}
    </>
  );
};

interface ReportProps<T> {
  readonly route: ReadRoute;
  readonly period: Period;
  readonly everywhere?: boolean;
  readonly children: (report: T) => ReactNode;
}

/** A report of the period and place asked for. */
export const Report = <T extends { readonly position: number }>({
  route,
  period,
  everywhere = false,
  children,
}: ReportProps<T>) => {
  const { value, place } = useQuestion(period);
  return (
    <Computed<T>
      route={route}
      asked={{ path: { [period]: value }, ...(!everywhere && { query: { place } }) }}
      name={`${route.split('/').at(-2) ?? 'report'}-${value}`}
      boxes={<Asking period={period} everywhere={everywhere} />}
    >
      {children}
    </Computed>
  );
};
