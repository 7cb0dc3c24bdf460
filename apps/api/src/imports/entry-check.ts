import { setImmediate as othersFirst } from 'node:timers/promises';
import { refusalEntry, sha256Hex, wordsFor, type JsonObject, type RuleOutcome } from '#kernel';
import type { CellFault, TakenSheet } from '#libs/documents';
import type { Outcome } from '#libs/event-store';
import { problemOf, RefusalException } from '#libs/platform';
import type { Entry, EntryCell, EntryOrders, ImportKind } from './import-kind.js';

/** An entry ready to be asked of the ledger, or what is wrong with it. */
export interface CheckedEntry {
  readonly entry: Entry;
  readonly orders: EntryOrders | null;
  /** Of what it asks; the same row gives the same one, in whichever file. */
  readonly digest: string;
  readonly faults: readonly CellFault[];
}

/** So long entries are checked before others have their turn. */
const SLICE_MS = 10;
const WORDING = { language: 'zh-CN', traceId: '' } as const;

/** The place of a fault in the sheet. */
const placed = (sheet: TakenSheet, { row, key }: EntryCell, text: string): CellFault => ({
  row,
  column: (key === undefined ? undefined : sheet.columns.get(key)) ?? 0,
  text,
});

/** The column a rule speaks about: as the kind says, of its pollutant, or one that its inputs name. */
const columnOfRule = (kind: ImportKind, sheet: TakenSheet, rule: RuleOutcome): string | undefined => {
  const keys = [...sheet.columns.keys()];
  const { pollutant, ...inputs } = rule.inputs;
  const about = typeof pollutant === 'string' ? pollutant : '';
  const stated = kind.ruleColumns?.[rule.code]?.replace('{pollutant}', about);
  const known = keys.find((key) => key === stated);
  const ofPollutant = keys.find((key) => about !== '' && key.includes(`.${about}.`));
  const named = keys.find((key) => (key.split('.').at(-1) ?? key) in inputs);
  return known ?? ofPollutant ?? named;
};

/** Every ground of a refusal on the cell it is about, with its code and article. */
export const refusalFaults = (
  kind: ImportKind,
  sheet: TakenSheet,
  { entry, refused }: { readonly entry: Entry; readonly refused: RefusalException },
): readonly CellFault[] => {
  const { refusal } = refused;
  const { detail, errors = [] } = problemOf(refused, WORDING) as {
    readonly detail?: string;
    readonly errors?: readonly { readonly field: string; readonly message: string }[];
  };
  const row = entry.rows[0] ?? 0;
  if (errors.length > 0) {
    return errors.flatMap(({ field, message }) =>
      entry.cellsOf(field).map((cell) => {
        const { header = field } = kind.form.columns.find(({ key }) => key === cell.key) ?? {};
        return placed(sheet, cell, `${header}：${message}`);
      }),
    );
  }
  const failing = refusal.rules.filter(({ outcome }) => outcome === 'FAIL' || outcome === 'NEEDS_RULING');
  if (failing.length === 0) {
    const text = `${refusal.code} ${detail ?? ''}（${refusalEntry(refusal.code).article}）`;
    return [placed(sheet, { row, key: kind.ruleColumns?.[refusal.code] }, text)];
  }
  return failing.map((rule) => {
    const { title, detail: grounds } = wordsFor(rule.code, rule.inputs, 'zh-CN');
    const text = `${rule.code} ${title}：${grounds}（${rule.article}）`;
    return placed(sheet, { row, key: columnOfRule(kind, sheet, rule) }, text);
  });
};

const checked = async (
  kind: ImportKind,
  sheet: TakenSheet,
  { entry, own }: { readonly entry: Entry; readonly own: readonly CellFault[] },
): Promise<CheckedEntry> => {
  if (own.length > 0) return { entry, orders: null, digest: '', faults: own };
  try {
    const orders = await kind.orders(entry.body);
    return { entry, orders, digest: digestOf(kind, entry.body), faults: [] };
  } catch (error) {
    if (!(error instanceof RefusalException)) throw error;
    const faults = refusalFaults(kind, sheet, { entry, refused: error });
    return { entry, orders: null, digest: '', faults };
  }
};

const digestOf = ({ form }: ImportKind, body: JsonObject): string =>
  sha256Hex(`${form.kind}\n${JSON.stringify(body)}`);

/** Lets others have their turn whenever a slice of time is used up. */
const slices = (): (() => Promise<void>) => {
  let since = performance.now();
  return async () => {
    if (performance.now() - since <= SLICE_MS) return;
    await othersFirst();
    since = performance.now();
  };
};

/**
 * Checks the entries of a sheet for form and meaning, some at a time: what a whole sheet asks would be several times
 * the sheet. Two entries of the same cannot both be meant.
 */
export class EntryCheck {
  private readonly faults: ReadonlyMap<number, readonly CellFault[]>;
  /** The first row of every entry by its digest. */
  private readonly seen = new Map<string, number>();

  private constructor(
    private readonly kind: ImportKind,
    private readonly sheet: TakenSheet,
    readonly entries: readonly Entry[],
  ) {
    const faulty = sheet.rows.filter(({ faults }) => faults.length > 0);
    this.faults = new Map(faulty.map(({ row, faults }) => [row, faults]));
  }

  static async of(kind: ImportKind, sheet: TakenSheet): Promise<EntryCheck> {
    const entries: Entry[] = [];
    const pause = slices();
    for (const entry of kind.entries(sheet.rows)) {
      await pause();
      entries.push(entry);
    }
    return new EntryCheck(kind, sheet, entries);
  }

  /** Some entries in their order. */
  async some(from: number, count: number): Promise<readonly CheckedEntry[]> {
    const found: CheckedEntry[] = [];
    const pause = slices();
    for (const entry of this.entries.slice(from, from + count)) {
      await pause();
      const own = entry.rows.flatMap((row) => this.faults.get(row) ?? []);
      found.push(this.once(await checked(this.kind, this.sheet, { entry, own })));
    }
    return found;
  }

  private once(one: CheckedEntry): CheckedEntry {
    if (one.orders === null) return one;
    const row = one.entry.rows[0] ?? 0;
    const before = this.seen.get(one.digest) ?? row;
    this.seen.set(one.digest, before);
    if (before === row) return one;
    const text = `与第 ${before + 1} 行完全相同，只能导入一次`;
    return { ...one, orders: null, faults: [{ row, column: 0, text }] };
  }
}

/** The idempotency key of an entry: no header can hold a space, so no other request can have it. */
export const entryKey = (digest: string, attempt: number): string =>
  attempt === 0 ? `import ${digest}` : `import ${digest} ${attempt}`;

/** What the ledger refused, as what is wrong with the entry's cells. */
export const outcomeFaults = (
  kind: ImportKind,
  sheet: TakenSheet,
  { entry, outcome }: { readonly entry: Entry; readonly outcome: Outcome },
): readonly CellFault[] =>
  outcome.ok ? [] : refusalFaults(kind, sheet, { entry, refused: new RefusalException(outcome.refusal) });
