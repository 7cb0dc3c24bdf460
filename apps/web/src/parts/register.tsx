import { Pagination } from 'antd';
import type { ReactNode } from 'react';
import { usePage } from '../api/hooks.js';
import type { Address, Query, ReadRoute } from '../api/routes.js';
import { useSay } from '../messages/language.js';
import { Export } from './export.js';
import { Filters, useAsk, useAsked, type Filter } from './filters.js';
import { Page } from './page.js';
import { Sheet, type Column } from './sheet.js';
import { SortChoice } from './sort-choice.js';
import { Waiting } from './states.js';

const PER_PAGE = 25;

interface RegisterTableProps<T> {
  readonly label: string;
  readonly route: ReadRoute;
  /** What fills the placeholders of the route. */
  readonly path?: Address['path'];
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => string;
  readonly filters?: readonly Filter[];
  /** What is asked for besides the filters. */
  readonly query?: Query;
  readonly empty?: string;
  /** Has the orders that registers of filings have. */
  readonly sortable?: boolean;
  /** What else stands in the row of the filters, such as what the colours mean. */
  readonly beside?: ReactNode;
}

/** What the address asks for of this list, and what the service answers. */
const useList = <T,>({ route, path = {}, filters = [], query }: RegisterTableProps<T>) => {
  const asked = useAsked();
  const chosen = Object.fromEntries(
    filters.flatMap(({ name }) => (asked[name] === undefined ? [] : [[name, asked[name]]])),
  );
  const page = Number(asked['page'] ?? 1);
  const sort = asked['sort'];
  const question: Query = { ...query, ...chosen, sort };
  const list = usePage<T>(route, { path, query: { ...question, page, perPage: PER_PAGE } });
  return { list, page, sort, question, isFiltered: Object.keys(chosen).length > 0 };
};

/** A list of the service: filters and page in the address, rows with the keys, what an empty one means. */
export const RegisterTable = <T,>(props: RegisterTableProps<T>) => {
  const say = useSay();
  const ask = useAsk();
  const { label, route, path = {}, columns, rowKey, filters = [], sortable = false, beside } = props;
  const { list, page, sort, question, isFiltered } = useList(props);
  const empty = isFiltered ? say('register.none') : props.empty;
  return (
    <>
      <Filters filters={filters} total={list.data?.total}>
        {beside}
        {sortable && <SortChoice sort={sort} choose={(chosen) => ask({ sort: chosen })} />}
        <Export route={route} path={path} query={question} name={route.split('/').at(-1) ?? label} />
      </Filters>
      {list.data === undefined ? (
        <Waiting error={list.error} retry={() => void list.refetch()} />
      ) : (
        <Sheet
          label={label}
          columns={columns}
          rows={list.data.items}
          rowKey={rowKey}
          {...(empty !== undefined && { empty })}
        />
      )}
      <Pagination
        hideOnSinglePage
        showSizeChanger={false}
        current={page}
        pageSize={PER_PAGE}
        total={list.data?.total ?? 0}
        onChange={(next) => ask({ page: next })}
      />
    </>
  );
};

interface RegisterProps<T> extends RegisterTableProps<T> {
  readonly about: string;
  readonly actions?: ReactNode;
  /** What stands between the head and the list, such as a form to add to it. */
  readonly children?: ReactNode;
}

/** A page that is a list. */
export const Register = <T,>({ about, actions, children, ...table }: RegisterProps<T>) => (
  <Page title={table.label} about={about} {...(actions !== undefined && { actions })}>
    {children}
    <RegisterTable {...table} />
  </Page>
);
