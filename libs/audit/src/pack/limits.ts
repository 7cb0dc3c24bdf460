/** What a reader takes at most, so that no pack can exhaust it. */
export const LIMITS = {
  packBytes: 2 ** 32 - 1,
  entries: 10_000,
  /** Of one file, unpacked. */
  fileBytes: 32 * 2 ** 20,
  /** Of the directory. */
  directoryBytes: 4 * 2 ** 20,
  /** How many times larger a file may be unpacked than packed; small ones are free. */
  ratio: 200,
  freeBytes: 64 * 2 ** 10,
} as const;

/** A file of events ends before it would have more than this. */
export const EVENTS_IN_FILE = 5_000;
export const EVENT_FILE_BYTES = 8 * 2 ** 20;
