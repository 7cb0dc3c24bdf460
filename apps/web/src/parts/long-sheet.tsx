import { useQueries, type QueryKey } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import { LONG_PAGE } from '../api/hooks.js';
import { useSettled } from './drafts.js';
import { cellOf, isFigure, type Column } from './sheet.js';
import { Nothing } from './states.js';

const ROW_PX = 33;
/** Rows drawn beyond the edges, and how far one scrolls before others are drawn. */
const MARGIN = 24;
const STRIDE = 8;
const SETTLE_MS = 90;

interface PageQuestion<T> {
  readonly queryKey: QueryKey;
  readonly queryFn: () => Promise<readonly T[]>;
}
interface LongSheetProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly total: number;
  readonly rowKey: (row: T) => string;
  /** How the page of this number, counted from 0, is asked for. */
  readonly page: (page: number) => PageQuestion<T>;
  /** Rows in sight. */
  readonly rows?: number;
  readonly empty?: string;
}

const between = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);

/** The rows in sight and somewhat more; a table opens at its end, where the newest stand. */
const useSight = (total: number, rows: number) => {
  const box = useRef<HTMLDivElement>(null);
  const end = Math.max(0, Math.ceil((total - rows) / STRIDE)) * STRIDE;
  const [top, setTop] = useState(end);
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, []);
  const scrolled = (): void => {
    const row = (box.current?.scrollTop ?? 0) / ROW_PX;
    setTop(Math.floor(row / STRIDE) * STRIDE);
  };
  const first = Math.max(0, Math.min(top, total) - MARGIN);
  return { box, scrolled, first, last: Math.min(total, top + rows + MARGIN + STRIDE) };
};

/** What is known of the rows in sight. Pages are asked for once the scrolling rests on them. */
const useRows = <T,>(
  { first, last }: { readonly first: number; readonly last: number },
  page: LongSheetProps<T>['page'],
) => {
  const from = useSettled(Math.floor(first / LONG_PAGE), SETTLE_MS);
  const to = useSettled(Math.floor(Math.max(0, last - 1) / LONG_PAGE), SETTLE_MS);
  const numbers = between(from, to + 1);
  const pages = useQueries({ queries: numbers.map(page) });
  return (row: number): T | undefined =>
    pages[numbers.indexOf(Math.floor(row / LONG_PAGE))]?.data?.[row % LONG_PAGE];
};

const Head = <T,>({ columns }: { readonly columns: readonly Column<T>[] }) => (
  <>
    <colgroup>
      {columns.map(({ key, width }) => (
        <col key={key} style={{ width }} />
      ))}
    </colgroup>
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column.key} scope="col" className={isFigure(column) ? 'figure' : ''}>
            {column.title}
          </th>
        ))}
      </tr>
    </thead>
  </>
);

const Gap = ({ rows }: { readonly rows: number }) =>
  rows > 0 ? (
    <tbody aria-hidden="true">
      <tr style={{ height: rows * ROW_PX }} />
    </tbody>
  ) : null;

interface RowProps<T> {
  readonly row: T | undefined;
  readonly index: number;
  readonly columns: readonly Column<T>[];
}
const Row = <T,>({ row, index, columns }: RowProps<T>) => (
  <tr aria-rowindex={index + 2}>
    {columns.map((column) => (
      <td key={column.key} className={isFigure(column) ? 'figure' : ''}>
        {row === undefined ? <span className="sketch-cell" /> : cellOf(column, row)}
      </td>
    ))}
  </tr>
);

/** A table of any length: only the rows in sight are drawn, and only their pages asked for. */
export const LongSheet = <T,>(props: LongSheetProps<T>) => {
  const { label, columns, total, rowKey, page, rows = 14, empty } = props;
  const { box, scrolled, first, last } = useSight(total, rows);
  const rowAt = useRows({ first, last }, page);
  if (total === 0) return <Nothing {...(empty !== undefined && { text: empty })} />;
  return (
    <div
      className="sheet sheet-long"
      style={{ height: Math.min(total, rows) * ROW_PX + ROW_PX + 12 }}
      role="region"
      aria-label={label}
      tabIndex={0}
      ref={box}
      onScroll={scrolled}
    >
      <table aria-rowcount={total + 1}>
        <Head columns={columns} />
        <Gap rows={first} />
        <tbody>
          {between(first, last).map((index) => {
            const row = rowAt(index);
            const key = row === undefined ? `coming ${index}` : rowKey(row);
            return <Row key={key} row={row} index={index} columns={columns} />;
          })}
        </tbody>
        <Gap rows={total - last} />
      </table>
    </div>
  );
};
