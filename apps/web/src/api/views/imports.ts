/** Sheets that were uploaded. */

export interface ImportView {
  readonly id: string;
  readonly kind: string;
  readonly uploadedAt: string;
  readonly state: 'CHECKING' | 'CHECKED' | 'WRITING' | 'DONE' | 'CANCELLED' | 'FAILED';
  readonly entries: number;
  /** Gone through in this state. */
  readonly done: number;
  readonly written: number;
  readonly already: number;
  /** Rows with something wrong in them. */
  readonly faulty: number;
  /** How far the log came with what it wrote. */
  readonly position: number;
  readonly ignored: readonly string[];
  /** Rows and columns counted from 1. */
  readonly errors: readonly { readonly row: number; readonly column: number; readonly message: string }[];
}

/** The kinds of sheets this officer may send, and what became of those sent. */
export interface ImportsView {
  readonly kinds: readonly { readonly kind: string; readonly title: string }[];
  readonly items: readonly ImportView[];
}
