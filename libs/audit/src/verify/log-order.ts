import type { Cryptography } from '../crypto/cryptography.js';
import type { LogKeys } from '../pack/keys-file.js';
import type { LeafEvent } from '../pack/leaf-event.js';
import type { Manifest } from '../pack/manifest.js';
import type { Findings } from './findings.js';
import { KeysInLog } from './log-keys.js';

/**
 * Reads a whole log and finds where its events do not follow one another: positions and versions without a hole, times
 * that do not fall, all of one ledger; and whether it names the keys that the pack does.
 */
export class LogOrder {
  private position = 0;
  private recordedAt = '';
  /** The version reached by each stream. */
  private readonly versions = new Map<string, { reached: number }>();
  private events = 0;
  private readonly keys: KeysInLog;

  constructor(
    private readonly manifest: Pick<Manifest, 'ledger' | 'size'>,
    cryptography: Cryptography,
    private readonly findings: Findings,
  ) {
    this.keys = new KeysInLog(cryptography);
  }

  read(event: LeafEvent): void {
    const { position, stream, version, ledger, recordedAt } = event;
    const due = this.position + 1;
    if (position !== due) this.findings.add('POSITION', { position, field: 'position', detail: String(due) });
    if (ledger !== this.manifest.ledger) this.findings.add('LEDGER', { position, field: 'ledger' });
    if (recordedAt < this.recordedAt) this.findings.add('RECORDED_AT', { position, field: 'recordedAt' });
    const known = this.versions.get(stream);
    if (version !== (known?.reached ?? 0) + 1)
      this.findings.add('VERSION', { position, field: 'version', detail: stream });
    if (known === undefined) this.versions.set(stream, { reached: version });
    else known.reached = version;
    [this.position, this.recordedAt] = [position, recordedAt];
    this.events += 1;
    this.keys.read(event);
  }

  /** Once the last event was read, with the keys that it should tell of. */
  end(logs: readonly LogKeys[]): void {
    this.keys.compare(logs, this.findings);
    const { size } = this.manifest;
    if (size !== this.events) this.findings.add('SIZE', { position: this.events, detail: String(size) });
  }
}
