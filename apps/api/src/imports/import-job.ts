import type { Actor, JsonObject } from '#kernel';
import type { CellFault } from '#libs/documents';

export const IMPORT_MODES = ['GOOD_ROWS', 'ALL_OR_NOTHING'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** CHECKING, then CHECKED; WRITING, then DONE; CANCELLED from either; FAILED when it could not go on. */
export type ImportState = 'CHECKING' | 'CHECKED' | 'WRITING' | 'DONE' | 'CANCELLED' | 'FAILED';

/** 导入：what became of one uploaded sheet; kept as a file, so that it outlives a restart. */
export interface ImportJob {
  readonly id: string;
  readonly kind: string;
  /** Who sent it, as the ledger knows them: whatever is written is written in this name. */
  readonly actor: Actor;
  readonly uploadedAt: string;
  readonly sha256: string;
  readonly state: ImportState;
  readonly mode: ImportMode | null;
  readonly entries: number;
  /** Entries gone through in this state. */
  readonly done: number;
  readonly written: number;
  /** Entries that an earlier import, or this one before a restart, had written. */
  readonly already: number;
  readonly ignored: readonly string[];
  readonly faults: readonly CellFault[];
  /** Rows, counted from 0, with something wrong in them. */
  readonly faultyRows: readonly number[];
  readonly position: number;
}

const MOST_SHOWN = 500;

/** As the interface shows it; rows and columns counted from 1, as spreadsheets do. */
export const jobView = (job: ImportJob): JsonObject => {
  const { actor: _, faults, faultyRows, ...rest } = job;
  return {
    ...rest,
    faulty: faultyRows.length,
    errors: faults
      .slice(0, MOST_SHOWN)
      .map(({ row, column, text }) => ({ row: row + 1, column: column + 1, message: text })),
  };
};
