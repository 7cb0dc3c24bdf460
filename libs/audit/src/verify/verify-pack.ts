import type { LoggedEvent } from '#kernel';
import type { Unhashed } from '#contract/event-store';
import { policyFold } from '#libs/policy';
import { ATTACHMENTS, tilesFile } from '../pack/files.js';
import type { Manifest } from '../pack/manifest.js';
import { eventFilesOf, openPack, PackBroken, type Pack } from '../pack/pack.js';
import { proofsIn, recordsIn, type PackedEvent } from '../pack/records.js';
import type { PackSource, PackTools } from '../pack/tools.js';
import { AttachmentsInLog } from './attachments-in-log.js';
import { Findings, inOrder } from './findings.js';
import { Frame, textFile, type KeptElsewhere } from './frame.js';
import { LogHashes } from './log-hashes.js';
import { LogOrder } from './log-order.js';
import { ALL_PARTS, type Part } from './parts.js';
import { PlaceProof } from './place-proof.js';
import { checkPolicies } from './policy-check.js';
import { verdictOf, type PackReport } from './report.js';
import { RuleAudit, type RuleCounts } from './rule-audit.js';
import { shareOf } from './share.js';

/** What to hold a pack against, and who is told what is read on the way. */
export interface VerifyOptions extends KeptElsewhere {
  /** All of them unless others do the rest (`joined`); of a place only what it proves. */
  readonly parts?: readonly Part[];
  /** Each event in order, decoded where it can be. */
  readonly onEvent?: (stored: Unhashed, event: LoggedEvent | undefined) => void;
  /** After each file of events: how many events were read. */
  readonly onProgress?: (events: number) => void | Promise<void>;
}

/** Everything a verification gathers while it reads. */
class Verification {
  readonly proof = new Findings();
  readonly rules = new Findings();
  readonly frame = new Frame();
  manifest: Manifest | null = null;
  events = 0;
  private readonly parts: readonly Part[];
  private readonly attachments: AttachmentsInLog | undefined;

  constructor(
    private readonly tools: PackTools,
    private readonly options: VerifyOptions,
  ) {
    this.parts = options.parts ?? ALL_PARTS;
    if (this.parts.includes('ORDER')) this.attachments = new AttachmentsInLog();
  }

  /** Errors: PackBroken. */
  async read(pack: Pack): Promise<RuleCounts | null> {
    this.manifest = pack.manifest;
    const found = this.parts.includes('HASHES') ? this.proof : undefined;
    await this.frame.read(pack, this.tools, { ...this.options, found });
    const isWhole = pack.manifest.scope.scope === 'LEDGER';
    const decided = isWhole ? await this.readLedger(pack) : await this.readPlace(pack);
    if (pack.has(ATTACHMENTS)) {
      const listed = await textFile(pack, ATTACHMENTS);
      if (this.attachments?.areListedBy(listed) === false)
        this.proof.add('ATTACHMENTS', { field: ATTACHMENTS });
    }
    return decided;
  }

  private async readLedger(pack: Pack): Promise<RuleCounts | null> {
    const [hashes, order] = [this.hashesOf(pack), this.orderOf(pack)];
    const share = shareOf(this.parts);
    const audit = share && new RuleAudit(this.rules, share);
    // What is no text ends the reading of whoever proves, and what others find from there on is not heard.
    const isText = hashes && this.tools.isText;
    let last: Unhashed | undefined;
    for await (const { path, events, isLast, tiles = '' } of eventFilesOf(pack)) {
      for (const packed of recordsIn(events, isText)) {
        if (packed === undefined) throw new PackBroken('FORM', path);
        hashes?.read(packed);
        order?.read(packed.event);
        this.attachments?.read(packed.event);
        const event = audit?.read(packed.event);
        this.options.onEvent?.(packed.event, event);
        last = packed.event;
        this.events += 1;
      }
      this.tools.discard(events);
      if (pack.has(tiles)) hashes?.compareTiles(tiles, await pack.file(tiles), isLast);
      await this.options.onProgress?.(this.events);
    }
    hashes?.end();
    order?.end(this.frame.logs);
    if (audit === undefined) return null;
    audit.end();
    if (share?.names === true && last !== undefined) {
      const state = audit.states.of(policyFold, policyFold.prefix);
      const { policies, logs } = this.frame;
      checkPolicies(state, last.recordedAt, { policies, logs, found: this.rules });
    }
    return audit.counts;
  }

  private hashesOf(pack: Pack): LogHashes | undefined {
    if (!this.parts.includes('HASHES')) return undefined;
    const { logs, checkpoints } = this.frame;
    const origins = logs.map(({ origin }) => origin);
    const claims = { origins, checkpoints, tiles: pack.has(tilesFile(1)) };
    return new LogHashes(claims, this.tools.cryptography, this.proof);
  }

  private orderOf({ manifest }: Pack): LogOrder | undefined {
    if (!this.parts.includes('ORDER')) return undefined;
    return new LogOrder(manifest, this.tools.cryptography, this.proof);
  }

  private async readPlace(pack: Pack): Promise<null> {
    const { ledger, size } = pack.manifest;
    const { logs, checkpoints } = this.frame;
    const origin = logs[0]?.origin;
    const checkpoint = checkpoints.find((one) => one.origin === origin && one.size === size);
    const proof = new PlaceProof({ ledger, checkpoint }, this.tools.cryptography, this.proof);
    for await (const { path, events, proofs = new Uint8Array(0) } of eventFilesOf(pack)) {
      const inclusions = proofsIn(proofs);
      const packed = [...recordsIn(events, this.tools.isText)];
      const records = packed.filter((record): record is PackedEvent => record !== undefined);
      if (records.length !== packed.length || inclusions?.length !== records.length)
        throw new PackBroken('FORM', path);
      for (const [index, record] of records.entries()) {
        if (this.parts.includes('HASHES')) proof.read(record, inclusions[index] ?? []);
        this.attachments?.read(record.event);
        this.options.onEvent?.(record.event, undefined);
      }
      this.events += records.length;
      await this.options.onProgress?.(this.events);
    }
    return null;
  }
}

/** `verifyPack` of a pack that is opened in some other way. */
export const verifyOpened = async (
  open: () => Promise<Pack>,
  tools: PackTools,
  options: VerifyOptions = {},
): Promise<PackReport> => {
  const verification = new Verification(tools, options);
  let decided: RuleCounts | null = null;
  try {
    decided = await verification.read(await open());
  } catch (error) {
    if (!(error instanceof PackBroken)) throw error;
    verification.proof.add(error.fault, { field: error.place });
  }
  const { rules, manifest, events, frame } = verification;
  const proof = inOrder(verification.proof.all);
  return {
    verdict: verdictOf(proof, rules.all),
    manifest,
    events,
    logs: frame.logs,
    checkpoints: frame.checkpoints.map(({ origin, size, note, witnesses }) => ({
      origin,
      size,
      note,
      witnesses,
    })),
    proof,
    rules: inOrder(rules.all),
    decided,
  };
};

/**
 * 核验：verifies a pack from its bytes alone and, of a whole ledger, decides every command again. Never throws for what
 * an enemy may have written: whatever is wrong with it is a finding.
 */
export const verifyPack = (
  source: PackSource,
  tools: PackTools,
  options: VerifyOptions = {},
): Promise<PackReport> => {
  const proves = (options.parts ?? ALL_PARTS).includes('HASHES');
  return verifyOpened(() => openPack(source, tools, proves), tools, options);
};
