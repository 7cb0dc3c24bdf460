import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Query } from '../api/routes.js';
import { useSay } from '../messages/language.js';
import { groupOf } from './members.js';
import { useCode, usePlaces } from './words.js';

export interface Filter {
  /** As the interface asks for it. */
  readonly name: string;
  /** Codes to choose from; without any, a box for a place, a month or a text. */
  readonly codes?: readonly string[];
}

type Asked = Readonly<Record<string, string>>;

/** What the address asks for besides the page itself, so that a view can be sent to a colleague. */
export const useAsked = (): Asked => {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const members = Object.entries(search).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
  );
  return Object.fromEntries(members) as Asked;
};

/** Sets members of the address; an empty one is left out, and the list begins again. */
export const useAsk = (): ((members: Query) => void) => {
  const navigate = useNavigate();
  const asked = useAsked();
  return (members) => {
    const { page: _, ...kept } = asked;
    const all: Query = { ...kept, ...members };
    const search = Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) =>
        value === undefined || value === '' ? [] : [[name, String(value)]],
      ),
    );
    void navigate({ to: '.', search, replace: true });
  };
};

const Box = ({ name, codes }: Filter) => {
  const code = useCode();
  const places = usePlaces();
  const asked = useAsked();
  const ask = useAsk();
  const label = code('field', name);
  const options =
    name === 'place'
      ? places.map(({ code: value, name: words }) => ({ value, label: words }))
      : codes?.map((value) => ({ value, label: code(groupOf(name), value) }));
  if (options === undefined)
    return (
      <Input
        className="filter"
        aria-label={label}
        placeholder={label}
        {...(name === 'month' && { prefix: label })}
        type={name === 'month' ? 'month' : 'text'}
        defaultValue={asked[name] ?? ''}
        allowClear
        onBlur={({ target }) => ask({ [name]: target.value })}
        onPressEnter={({ currentTarget }) => ask({ [name]: currentTarget.value })}
      />
    );
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      className="filter"
      aria-label={label}
      placeholder={label}
      value={asked[name] ?? null}
      onChange={(chosen: string | null) => ask({ [name]: chosen ?? undefined })}
      options={options}
    />
  );
};

interface FiltersProps {
  readonly filters: readonly Filter[];
  readonly total: number | undefined;
  /** What else stands in the row, such as the order and the export. */
  readonly children?: ReactNode;
}

/** The boxes above a register; what they say stands in the address. */
export const Filters = ({ filters, total, children }: FiltersProps) => {
  const say = useSay();
  const asked = useAsked();
  const ask = useAsk();
  const set = filters.filter(({ name }) => asked[name] !== undefined);
  return (
    <div className="filters">
      {filters.map((filter) => (
        <Box key={`${filter.name} ${asked[filter.name] ?? ''}`} {...filter} />
      ))}
      {set.length > 0 && (
        <Button type="text" onClick={() => ask(Object.fromEntries(set.map(({ name }) => [name, undefined])))}>
          {say('register.clear')}
        </Button>
      )}
      {total !== undefined && <span className="filters-note">{say('word.total', { count: total })}</span>}
      {children}
    </div>
  );
};
