import type { Cryptography } from '../crypto/cryptography.js';
import { fromUtf8 } from '../notes/encoding.js';
import { parseCheckpoints } from '../pack/checkpoints-file.js';
import { CHECKPOINTS, KEYS, PAGE, POLICIES, README } from '../pack/files.js';
import { parseKeys, type LogKeys } from '../pack/keys-file.js';
import type { Manifest } from '../pack/manifest.js';
import { openPack, PackBroken, type Pack } from '../pack/pack.js';
import type { PackSource, PackTools } from '../pack/tools.js';
import { checkCheckpoints, checkedLog, type CheckedCheckpoint, type CheckedLog } from './checkpoint-check.js';
import { Findings, type Finding } from './findings.js';

/** What an inspector brings along to hold a pack against. */
export interface KeptElsewhere {
  /** Public keys the inspector was told of elsewhere; the first key of every log has to be one of them. */
  readonly trustedKeys?: readonly string[];
  /** Notes kept from elsewhere, as of an earlier pack or a witness. */
  readonly knownNotes?: readonly string[];
}

interface FrameOptions extends KeptElsewhere {
  readonly proof?: boolean;
}

/** What stands around the events of a pack, checked. It says so in plain data, so that a thread can tell another. */
export interface CheckedFrame {
  readonly logs: readonly LogKeys[];
  readonly checkpoints: readonly CheckedCheckpoint[];
  /** `policies.json`, to be compared with what the events say. */
  readonly policies: Uint8Array;
  readonly found: readonly Finding[];
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
export class Frame implements CheckedFrame {
  logs: readonly LogKeys[] = [];
  checkpoints: readonly CheckedCheckpoint[] = [];
  policies: Uint8Array = new Uint8Array(0);
  private readonly findings = new Findings();

  get found(): readonly Finding[] {
    return this.findings.all;
  }

  /** Without `proof` the files are only read. Errors: PackBroken. */
  async read(pack: Pack, { cryptography }: PackTools, options: FrameOptions): Promise<void> {
    await textFile(pack, README);
    if (pack.has(PAGE)) await textFile(pack, PAGE);
    const logs = await logsIn(pack, cryptography);
    this.logs = logs.map(({ origin, keys, witnesses, quorum }) => ({ origin, keys, witnesses, quorum }));
    if (options.proof !== false) this.checkTrust(options);
    this.policies = await textFile(pack, POLICIES);
    const notes = parseCheckpoints(await pack.file(CHECKPOINTS));
    if (notes === undefined) throw new PackBroken('FORM', CHECKPOINTS);
    if (options.proof === false) return;
    const all = [...notes, ...(options.knownNotes ?? [])];
    this.checkpoints = checkCheckpoints(all, { logs, cryptography }, this.findings);
    this.checkCover(pack.manifest);
  }

  private checkTrust({ trustedKeys }: KeptElsewhere): void {
    if (trustedKeys === undefined) return;
    for (const { origin, keys } of this.logs)
      if (!trustedKeys.includes(keys[0]?.key ?? '')) this.findings.add('KEY_NOT_TRUSTED', { field: origin });
  }

  private checkCover({ size }: Manifest): void {
    for (const { origin } of this.logs) {
      const covers = this.checkpoints.some((one) => one.origin === origin && one.size === size);
      if (!covers) this.findings.add('CHECKPOINT_MISSING', { position: size, field: origin });
    }
  }
}

/**
 * Checks the frame of a pack for several verifications that share the work; nothing for a pack that cannot be read so
 * far, as any of them will find.
 */
export const checkedFrame = async (
  source: PackSource,
  tools: PackTools,
  kept: KeptElsewhere,
): Promise<CheckedFrame | undefined> => {
  const frame = new Frame();
  try {
    await frame.read(await openPack(source, tools), tools, kept);
  } catch (error) {
    if (error instanceof PackBroken) return undefined;
    throw error;
  }
  const { logs, checkpoints, policies, found } = frame;
  return { logs, checkpoints, policies, found };
};
