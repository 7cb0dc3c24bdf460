import type { ReactNode } from 'react';
import { Amount } from './amount.js';
import { Nothing } from './states.js';

interface AnyColumn {
  readonly key: string;
  readonly title: ReactNode;
  /** In pixels, for tables whose columns must not move while rows come and go. */
  readonly width?: number;
}
interface CellColumn<T> extends AnyColumn {
  readonly cell: (row: T) => ReactNode;
  readonly figure?: boolean;
}
interface AmountColumn<T> extends AnyColumn {
  readonly amount: (row: T) => string | null | undefined;
}
/** A column of a sheet: words stand left, figures and amounts right. */
export type Column<T> = CellColumn<T> | AmountColumn<T>;

export const isFigure = <T,>(column: Column<T>): boolean => 'amount' in column || column.figure === true;
export const cellOf = <T,>(column: Column<T>, row: T): ReactNode =>
  'amount' in column ? <Amount value={column.amount(row)} /> : column.cell(row);

interface SheetProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly empty?: string;
  readonly foot?: ReactNode;
}

/** A dense table: sticky head and first column, amounts to the right. */
export const Sheet = <T,>({ label, columns, rows, rowKey, empty, foot }: SheetProps<T>) => {
  if (rows.length === 0) return <Nothing {...(empty !== undefined && { text: empty })} />;
  return (
    <div className="sheet" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={isFigure(column) ? 'figure' : ''}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} className={isFigure(column) ? 'figure' : ''}>
                  {cellOf(column, row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot !== undefined && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
};
