import type { STYLES } from './parts.js';

/** One cell: a text, or the text of a number that shall be one. */
export interface Cell {
  readonly text: string;
  readonly look?: keyof typeof STYLES;
  readonly number?: boolean;
}

/** 批注：what is said about a cell; rows and columns count from 0. */
export interface Comment {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** 下拉：the cells of a column below the header that are chosen from a range of another sheet. */
export interface Choice {
  readonly column: number;
  readonly rows: number;
  readonly from: string;
}

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  /** Rows at the top that stay in view. */
  readonly frozen?: number;
  /** The last row that may be filtered; nothing for a sheet without filters. */
  readonly filterTo?: number;
  readonly comments?: readonly Comment[];
  readonly choices?: readonly Choice[];
}
