/** What a column of an import takes. */
export type IntakeKind = 'TEXT' | 'AMOUNT' | 'DATE' | 'MONTH' | 'FLAG' | 'CHOICE' | 'WHOLE' | 'LIST';

/** A column of a sheet that comes in; the same key as the column of a list that goes out. */
export interface IntakeColumn {
  /** Where the value goes in a request, as `unit.name` or `lines.COD.verified`. */
  readonly key: string;
  readonly header: string;
  readonly kind: IntakeKind;
  /** Other names that offices give it. */
  readonly synonyms?: readonly string[];
  readonly required?: boolean;
  /** Codes with the words that stand for them. */
  readonly choices?: Readonly<Record<string, string>>;
  readonly example: string;
  /** Amounts in t/a unless said otherwise; `null` for figures in a unit of their own. */
  readonly unit?: 't/a' | null;
  /** What an office should know about it. */
  readonly hint?: string;
}

/** 导入模板：one kind of sheet. */
export interface IntakeForm {
  readonly kind: string;
  readonly title: string;
  readonly columns: readonly IntakeColumn[];
  /** Columns that the example fills in besides those that are required. */
  readonly sample?: readonly string[];
  /** The rules it is judged by, for the page of instructions. */
  readonly instructions: readonly string[];
}

/** 示例行：what the example of a template fills in, by key. */
export const exampleOf = ({ columns, sample = [] }: IntakeForm): Readonly<Record<string, string>> =>
  Object.fromEntries(
    columns.flatMap(({ key, example, required }) =>
      required === true || sample.includes(key) ? [[key, example]] : [],
    ),
  );

/** Something wrong with one cell; rows and columns counted from 0. */
export interface CellFault {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}
