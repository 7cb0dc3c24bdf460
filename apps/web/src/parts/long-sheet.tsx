import { useQueries, type QueryKey } from '@tanstack/react-query';
import { memo, useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { LONG_PAGE } from '../api/hooks.js';
import { useSettled } from './drafts.js';
import { cellOf, isFigure, type Column } from './sheet.js';
import { Nothing } from './states.js';

const ROW_PX = 33;
/** Rows drawn beyond the edges, and how far one scrolls before others are drawn. */
const MARGIN = 8;
const STRIDE = 4;
/** Rows beyond those drawn whose page is asked for already, so that whoever scrolls on finds them there. */
const AHEAD = 60;
const SETTLE_MS = 90;

interface PageQuestion<T> {
  readonly queryKey: QueryKey;
  readonly queryFn: () => Promise<readonly T[]>;
}
interface LongSheetProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly total: number;
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
  { first, last, total }: { readonly first: number; readonly last: number; readonly total: number },
  page: LongSheetProps<T>['page'],
) => {
  const begin = Math.floor(Math.max(0, first - AHEAD) / LONG_PAGE);
  const end = Math.floor(Math.max(0, Math.min(total, last + AHEAD) - 1) / LONG_PAGE);
  // Both ends settle as one: from an old beginning to a new end may lie a thousand pages.
  const settled = useSettled(`${begin} ${end}`, SETTLE_MS);
  const [from = 0, to = 0] = settled.split(' ').map(Number);
  const queries = useMemo(() => between(from, to + 1).map(page), [from, to, page]);
  const pages = useQueries({ queries });
  return (row: number): T | undefined => pages[Math.floor(row / LONG_PAGE) - from]?.data?.[row % LONG_PAGE];
};

/** Each row is laid out by itself, so that a row that comes or goes moves none of the others. */
const layoutOf = <T,>(
  columns: readonly Column<T>[],
  rows: number,
): CSSProperties & { '--tracks': string } => ({
  height: (rows + 1) * ROW_PX + 12,
  '--tracks': columns.map(({ width = 100 }) => `minmax(${width}px, ${width}fr)`).join(' '),
});

const Head = <T,>({ columns }: { readonly columns: readonly Column<T>[] }) => (
  <thead role="rowgroup">
    <tr role="row">
      {columns.map((column) => (
        <th key={column.key} role="columnheader" className={isFigure(column) ? 'figure' : ''}>
          {column.title}
        </th>
      ))}
    </tr>
  </thead>
);

interface RowProps<T> {
  readonly row: T | undefined;
  readonly index: number;
  readonly columns: readonly Column<T>[];
}
const RowOf = <T,>({ row, index, columns }: RowProps<T>) => (
  <tr role="row" aria-rowindex={index + 2}>
    {columns.map((column) => (
      <td key={column.key} role="cell" className={isFigure(column) ? 'figure' : ''}>
        {row === undefined ? <span className="sketch-cell" /> : cellOf(column, row)}
      </td>
    ))}
  </tr>
);
/** Rows that stay in sight while others come and go are not drawn anew. */
const Row = memo(RowOf) as typeof RowOf;

/** A table of any length: only the rows in sight are drawn, and only their pages asked for. */
export const LongSheet = <T,>(props: LongSheetProps<T>) => {
  const { label, columns, total, page, rows = 14, empty } = props;
  const { box, scrolled, first, last } = useSight(total, rows);
  const rowAt = useRows({ first, last, total }, page);
  if (total === 0) return <Nothing {...(empty !== undefined && { text: empty })} />;
  return (
    <div
      className="sheet sheet-long"
      style={layoutOf(columns, Math.min(total, rows))}
      role="region"
      aria-label={label}
      tabIndex={0}
      ref={box}
      onScroll={scrolled}
    >
      <table role="table" aria-rowcount={total + 1}>
        <Head columns={columns} />
        <tbody role="rowgroup" style={{ paddingTop: first * ROW_PX, paddingBottom: (total - last) * ROW_PX }}>
          {between(first, last).map((index) => (
            <Row key={index} row={rowAt(index)} index={index} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
};
