import type { OfflineNote, OfflineNotesFile } from '#contract/inspection';
import type { PackReport } from '#libs/audit';
import { button, element, tableOf, type Child } from './dom.js';
import type { Word } from './words.js';

const MOST_FINDINGS = 1_000;

/** 离线记录：what an inspector wrote down while reading, to be taken back as a JSON file. */
export class Notes {
  private readonly taken: OfflineNote[] = [];
  private place: HTMLElement | undefined;
  private report: PackReport | undefined;

  constructor(private readonly say: (word: Word) => string) {}

  show(place: HTMLElement, report: PackReport): void {
    [this.place, this.report] = [place, report];
    this.refresh();
  }

  /** Where a note is written, about one event or about the whole. */
  form(position: number | null): readonly Child[] {
    const input = element('textarea', {
      class: 'note',
      rows: '2',
      maxlength: '2000',
      'aria-label': this.say('note'),
    });
    const add = button(this.say('addNote'), () => {
      const text = input.value.normalize('NFC').trim();
      if (text === '') return;
      this.taken.push({ position, text, takenAt: new Date().toISOString() });
      input.value = '';
      this.refresh();
    });
    return [element('p', {}, [input, add])];
  }

  private refresh(): void {
    this.place?.replaceChildren(
      element('h2', {}, [this.say('notes')]),
      ...this.form(null),
      tableOf(
        [this.say('position'), this.say('note'), this.say('recordedAt')],
        this.taken.map(({ position, text, takenAt }) => [
          position === null ? '' : `@${position}`,
          text,
          takenAt,
        ]),
      ),
      button(this.say('exportNotes'), () => this.save(), 'save'),
    );
  }

  private save(): void {
    const { manifest, checkpoints, verdict = null, proof = [], rules = [] } = this.report ?? {};
    const found = [...proof, ...rules].slice(0, MOST_FINDINGS);
    const file: OfflineNotesFile = {
      format: 'reserve-pool/offline-notes/1',
      ledger: manifest?.ledger ?? null,
      size: manifest?.size ?? null,
      madeAt: manifest?.madeAt ?? null,
      madeBy: manifest?.madeBy ?? null,
      checkpoint: checkpoints?.at(-1)?.note ?? null,
      verdict,
      findings: found.map(({ code, position, field }) => ({ code, position, field })),
      notes: this.taken,
    };
    const blob = new Blob([`${JSON.stringify(file, null, 1)}\n`], { type: 'application/json' });
    const link = element('a', { href: URL.createObjectURL(blob), download: 'offline-notes.json' });
    link.click();
    URL.revokeObjectURL(link.href);
  }
}
