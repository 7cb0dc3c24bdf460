const INSTANT = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

/** An instant as `2026-03-31 09:00`, Asia/Shanghai. */
export const instant = (iso: string | null | undefined): string =>
  iso === null || iso === undefined ? '—' : INSTANT.format(new Date(iso));

/** The civil date of an instant in Asia/Shanghai. */
export const day = (iso: string | null | undefined): string =>
  iso === null || iso === undefined ? '—' : DAY.format(new Date(iso));

/** Today in Asia/Shanghai, `2026-03-31`. */
export const today = (): string => DAY.format(new Date());
