/** What the texts of a column mean: how a sheet writes them, and whether they may be added up. */
export type CellKind = 'TEXT' | 'AMOUNT' | 'FIGURE' | 'WHOLE' | 'FLAG';

/** One column of a list: every file made of the list says it the same way. */
export interface Column {
  /** Where its values lie in an item, as `unit.name` or `lines.COD.verified`. */
  readonly key: string;
  /** In Chinese, with the unit behind it. */
  readonly header: string;
  readonly unit: string | null;
  readonly kind: CellKind;
}

/** A list as rows of texts; an empty text is a cell with nothing in it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** 合计：rows of sums below the list, never across pollutants. */
  readonly totals: readonly (readonly string[])[];
}

/** A line of what a file says about itself. */
export type Note = readonly [name: string, text: string];

/** What the first cell of a row of sums says. */
export const TOTAL = '合计';
/** The sheet on which a file says where it comes from. */
export const NOTES_SHEET = '说明';
