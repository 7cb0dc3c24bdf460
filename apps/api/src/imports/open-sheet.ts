import type { Actor } from '#kernel';
import type { CellFault, TakenSheet } from '#libs/documents';
import type { Outcome } from '#libs/event-store';
import { EntryCheck, outcomeFaults, type CheckedEntry } from './entry-check.js';
import type { ImportJob } from './import-job.js';
import type { ImportKind } from './import-kind.js';
import type { ImportLedger } from './import-ledger.js';

/** A sheet with more faults is no sheet with faults; the rest shows when these are mended. */
const MOST_FAULTS = 5_000;

interface Parts {
  readonly kind: ImportKind;
  readonly sheet: TakenSheet;
  readonly ledger: ImportLedger;
  readonly actor: Actor;
}

/** What came of one entry. */
interface Turn {
  readonly faults: readonly CellFault[];
  readonly written: boolean;
  readonly already: boolean;
  readonly position: number;
}

const WRONG = (faults: readonly CellFault[]): Turn => ({
  faults,
  written: false,
  already: false,
  position: 0,
});

/** An uploaded sheet while it is gone through. */
export class OpenSheet {
  private constructor(
    private readonly parts: Parts,
    private readonly check: EntryCheck,
  ) {}

  static async of(parts: Parts): Promise<OpenSheet> {
    return new OpenSheet(parts, await EntryCheck.of(parts.kind, parts.sheet));
  }

  /** How many entries it has. */
  get length(): number {
    return this.check.entries.length;
  }

  /** Takes some entries further, as the state of the job says, and tells how far it has come. */
  async step(job: ImportJob, from: number, count: number): Promise<ImportJob> {
    const entries = await this.check.some(from, count);
    const turns = job.state === 'WRITING' ? await this.write(job, entries) : await this.tryOut(entries);
    // What was found while checking stays on its cells while the good rows are written.
    const found = turns.flatMap((turn) => turn.faults);
    const faults = [...job.faults, ...found].slice(0, MOST_FAULTS);
    return {
      ...job,
      done: from + entries.length,
      written: job.written + turns.filter(({ written }) => written).length,
      already: job.already + turns.filter(({ already }) => already).length,
      faults,
      faultyRows: [...new Set([...job.faultyRows, ...found.map(({ row }) => row)])],
      position: Math.max(job.position, ...turns.map(({ position }) => position)),
    };
  }

  private async tryOut(entries: readonly CheckedEntry[]): Promise<readonly Turn[]> {
    const { ledger, actor } = this.parts;
    const known = await ledger.standings(digestsOf(entries), actor);
    return Promise.all(
      entries.map(async (one): Promise<Turn> => {
        if (one.orders === null) return WRONG(one.faults);
        if (known.get(one.digest)?.written === true)
          return { faults: [], written: false, already: true, position: 0 };
        return this.turnOf(one, await ledger.tryOut(one, actor));
      }),
    );
  }

  private async write(job: ImportJob, entries: readonly CheckedEntry[]): Promise<readonly Turn[]> {
    const { ledger, actor } = this.parts;
    const faulty = new Set(job.faultyRows);
    const good = entries.filter(
      ({ orders, entry }) => orders !== null && entry.rows.every((row) => !faulty.has(row)),
    );
    const known = await ledger.standings(digestsOf(good), actor);
    return Promise.all(
      good.map(async (one) =>
        this.turnOf(one, await ledger.write(one, actor, known.get(one.digest)?.attempt ?? 0)),
      ),
    );
  }

  private turnOf({ entry }: CheckedEntry, outcome: Outcome): Turn {
    const { kind, sheet } = this.parts;
    if (!outcome.ok) return WRONG(outcomeFaults(kind, sheet, { entry, outcome }));
    const { replayed, dryRun, position } = outcome;
    return { faults: [], written: !dryRun && !replayed, already: replayed, position: dryRun ? 0 : position };
  }
}

const digestsOf = (entries: readonly CheckedEntry[]): readonly string[] =>
  entries.flatMap(({ orders, digest }) => (orders === null ? [] : [digest]));
