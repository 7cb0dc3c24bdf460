/** What stands in a cell of a file: the text that is stored, and what the file says it is. */
export interface RawCell {
  readonly kind: 'TEXT' | 'NUMBER' | 'DATE' | 'FLAG' | 'FORMULA' | 'ERROR';
  readonly text: string;
}

/** A range of merged cells, counted from 0, both ends in it. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A sheet as it was sent: rows and columns counted from 0, gaps included. */
export interface RawSheet {
  readonly name: string;
  readonly rows: readonly (readonly (RawCell | undefined)[])[];
  readonly merges: readonly Merge[];
}

export const MOST_ROWS = 10_050;
export const MOST_COLUMNS = 200;
