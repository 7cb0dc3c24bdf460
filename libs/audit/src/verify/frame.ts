import type { Cryptography } from '../crypto/cryptography.js';
import { fromUtf8 } from '../notes/encoding.js';
import { parseCheckpoints } from '../pack/checkpoints-file.js';
import { CHECKPOINTS, KEYS, PAGE, POLICIES, README } from '../pack/files.js';
import { parseKeys, type LogKeys } from '../pack/keys-file.js';
import type { Manifest } from '../pack/manifest.js';
import { PackBroken, type Pack } from '../pack/pack.js';
import type { PackTools } from '../pack/tools.js';
import { checkCheckpoints, checkedLog, type CheckedCheckpoint, type CheckedLog } from './checkpoint-check.js';
import type { Findings } from './findings.js';

/** What an inspector brings along to hold a pack against. */
export interface KeptElsewhere {
  /** Public keys the inspector was told of elsewhere; the first key of every log has to be one of them. */
  readonly trustedKeys?: readonly string[];
  /** Notes kept from elsewhere, as of an earlier pack or a witness. */
  readonly knownNotes?: readonly string[];
}

interface FrameOptions extends KeptElsewhere {
  /** Takes what is wrong with keys and signatures; without it they are only read. */
  readonly found?: Findings | undefined;
}

/** The bytes of a file that is text. Errors: PackBroken. */
export const textFile = async (pack: Pack, path: string): Promise<Uint8Array> => {
  const bytes = await pack.file(path);
  if (fromUtf8(bytes) === undefined) throw new PackBroken('FORM', path);
  return bytes;
};

const logsIn = async (pack: Pack, cryptography: Cryptography): Promise<readonly CheckedLog[]> => {
  const logs = parseKeys(await pack.file(KEYS))?.map((log) => checkedLog(log, cryptography));
  const known = logs?.filter((log) => log !== undefined);
  if (known === undefined || known.length !== logs?.length) throw new PackBroken('FORM', KEYS);
  return known;
};

/** Checks what stands around the events: texts, keys, and the signatures of checkpoints; keeps what it saw last. */
export class Frame {
  logs: readonly LogKeys[] = [];
  checkpoints: readonly CheckedCheckpoint[] = [];
  policies: Uint8Array = new Uint8Array(0);

  /** Errors: PackBroken. */
  async read(pack: Pack, { cryptography }: PackTools, options: FrameOptions): Promise<void> {
    const { found, trustedKeys, knownNotes = [] } = options;
    await textFile(pack, README);
    if (pack.has(PAGE)) await textFile(pack, PAGE);
    const logs = await logsIn(pack, cryptography);
    this.logs = logs.map(({ origin, keys, witnesses, quorum }) => ({ origin, keys, witnesses, quorum }));
    for (const { origin, keys } of logs)
      if (trustedKeys !== undefined && !trustedKeys.includes(keys[0]?.key ?? ''))
        found?.add('KEY_NOT_TRUSTED', { field: origin });
    this.policies = await textFile(pack, POLICIES);
    const notes = parseCheckpoints(await pack.file(CHECKPOINTS));
    if (notes === undefined) throw new PackBroken('FORM', CHECKPOINTS);
    if (found === undefined) return;
    this.checkpoints = checkCheckpoints([...notes, ...knownNotes], { logs, cryptography }, found);
    this.checkCover(pack.manifest, found);
  }

  private checkCover({ size }: Manifest, found: Findings): void {
    for (const { origin } of this.logs) {
      const covers = this.checkpoints.some((one) => one.origin === origin && one.size === size);
      if (!covers) found.add('CHECKPOINT_MISSING', { position: size, field: origin });
    }
  }
}
