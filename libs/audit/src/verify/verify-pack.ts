import type { LoggedEvent } from '#kernel';
import type { Unhashed } from '#contract/event-store';
import { policyFold } from '#libs/policy';
import { sameBytes } from '../tree/hasher.js';
import { utf8 } from '../notes/encoding.js';
import { attachmentLines, mayNameFile } from '../pack/attachments-file.js';
import { ATTACHMENTS, tilesFile } from '../pack/files.js';
import type { LeafEvent } from '../pack/leaf-event.js';
import type { Manifest } from '../pack/manifest.js';
import { eventFilesOf, openPack, PackBroken, type Pack } from '../pack/pack.js';
import { proofsIn, recordsIn, type PackedEvent } from '../pack/records.js';
import type { PackSource, PackTools } from '../pack/tools.js';
import { Findings, inOrder } from './findings.js';
import { Frame, textFile, type CheckedFrame, type KeptElsewhere } from './frame.js';
import { LogProof } from './log-proof.js';
import { PlaceProof } from './place-proof.js';
import { checkPolicies } from './policy-check.js';
import { verdictOf, type PackReport } from './report.js';
import { RuleAudit, type RuleCounts } from './rule-audit.js';
import { FILES, POOLS, WHOLE, type Share } from './share.js';

const SHARES = { FILES, POOLS } as const;
const shareOf = (rules: VerifyOptions['rules'] = true): Share | undefined => {
  if (typeof rules === 'string') return SHARES[rules];
  return rules ? WHOLE : undefined;
};

/** What to hold a pack against, and who is told what is read on the way. */
export interface VerifyOptions extends KeptElsewhere {
  /** What stands around the events, if somebody checked that already. */
  readonly frame?: CheckedFrame | undefined;
  /** Whether every command is decided again, or whose side of them (`joined`); only of a whole ledger. */
  readonly rules?: boolean | keyof typeof SHARES;
  /** Whether bytes, chain, trees and signatures are proved; without it, somebody else proves them (`joined`). */
  readonly proof?: boolean;
  /** Each event in order, decoded where it can be. */
  readonly onEvent?: (stored: Unhashed, event: LoggedEvent | undefined) => void;
  /** After each file of events: how many events were read. */
  readonly onProgress?: (events: number) => void | Promise<void>;
}

/** Everything a verification gathers while it reads. */
class Verification {
  readonly proof = new Findings();
  readonly rules = new Findings();
  manifest: Manifest | null = null;
  events = 0;
  private attachments = '';
  private readonly ownFrame = new Frame();

  constructor(
    private readonly tools: PackTools,
    private readonly options: VerifyOptions,
  ) {}

  get frame(): CheckedFrame {
    return this.options.frame ?? this.ownFrame;
  }

  /** Errors: PackBroken. */
  async read(source: PackSource): Promise<RuleCounts | null> {
    const pack = await openPack(source, this.tools, this.options.proof);
    this.manifest = pack.manifest;
    if (this.options.frame === undefined) await this.ownFrame.read(pack, this.tools, this.options);
    const isWhole = pack.manifest.scope.scope === 'LEDGER';
    const decided = isWhole ? await this.readLedger(pack) : await this.readPlace(pack);
    if (pack.has(ATTACHMENTS)) await this.checkAttachments(pack);
    return decided;
  }

  private noteAttachments(event: LeafEvent): void {
    if (mayNameFile(event.bodyBytes)) this.attachments += attachmentLines(event);
  }

  private async checkAttachments(pack: Pack): Promise<void> {
    const listed = await textFile(pack, ATTACHMENTS);
    if (this.options.proof !== false && !sameBytes(listed, utf8(this.attachments)))
      this.proof.add('ATTACHMENTS', { field: ATTACHMENTS });
  }

  private async readLedger(pack: Pack): Promise<RuleCounts | null> {
    const proof = this.options.proof === false ? undefined : this.proofOf(pack);
    const share = shareOf(this.options.rules);
    const audit = share && new RuleAudit(this.rules, share);
    // What is no text ends the reading of whoever proves, and what others find from there on is not heard.
    const isText = proof === undefined ? () => true : this.tools.isText;
    let last: Unhashed | undefined;
    for await (const { path, events, isLast, tiles = '' } of eventFilesOf(pack)) {
      let count = this.events;
      for (const packed of recordsIn(events, isText)) {
        if (packed === undefined) throw new PackBroken('FORM', path);
        proof?.read(packed);
        if (proof !== undefined) this.noteAttachments(packed.event);
        const event = audit?.read(packed);
        this.options.onEvent?.(packed.event, event);
        last = packed.event;
        count += 1;
      }
      this.events = count;
      this.tools.discard(events);
      if (pack.has(tiles)) proof?.compareTiles(tiles, await pack.file(tiles), isLast);
      await this.options.onProgress?.(count);
    }
    proof?.end(pack.manifest.size, this.frame.logs);
    if (audit === undefined) return null;
    audit.end();
    if (share?.names === true && last !== undefined) {
      const state = audit.states.of(policyFold, policyFold.prefix);
      const { policies, logs } = this.frame;
      checkPolicies(state, last.recordedAt, { policies, logs, found: this.rules });
    }
    return audit.counts;
  }

  private proofOf(pack: Pack): LogProof {
    const { ledger } = pack.manifest;
    const { logs, checkpoints } = this.frame;
    const origins = logs.map(({ origin }) => origin);
    const claims = { ledger, origins, checkpoints, tiles: pack.has(tilesFile(1)) };
    return new LogProof(claims, this.tools.cryptography, this.proof);
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
        if (this.options.proof !== false) {
          proof.read(record, inclusions[index] ?? []);
          this.noteAttachments(record.event);
        }
        this.options.onEvent?.(record.event, undefined);
      }
      this.events += records.length;
      await this.options.onProgress?.(this.events);
    }
    return null;
  }
}

/**
 * 核验：verifies a pack from its bytes alone and, of a whole ledger, decides every command again. Never throws for what
 * an enemy may have written: whatever is wrong with it is a finding.
 */
export const verifyPack = async (
  source: PackSource,
  tools: PackTools,
  options: VerifyOptions = {},
): Promise<PackReport> => {
  const verification = new Verification(tools, options);
  let decided: RuleCounts | null = null;
  try {
    decided = await verification.read(source);
  } catch (error) {
    if (!(error instanceof PackBroken)) throw error;
    verification.proof.add(error.fault, { field: error.place });
  }
  const { rules, manifest, events, frame } = verification;
  const proof = [...frame.found, ...verification.proof.all];
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
