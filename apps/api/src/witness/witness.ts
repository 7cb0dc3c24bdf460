import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '#kernel';
import {
  cosignatureLine,
  judgeCheckpoint,
  noteOf,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type Checkpoint,
  type SignerKey,
  type VerifierKey,
} from '#libs/audit';
import type { Config } from '#libs/platform';
import { readIfThere, replaceFile } from '../proof/durable-file.js';
import { freshKey, loadKeys } from '../proof/key-ring.js';
import { nodeCryptography } from '#module/audit';

/** What a witness answers to one request. */
export interface WitnessAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** A log named to a witness whose key cannot be read. */
export class WitnessSetupError extends Error {
  override readonly name = 'WitnessSetupError';
}

const logsIn = ({ witnessLogs }: Pick<Config, 'witnessLogs'>): readonly VerifierKey[] => {
  if (witnessLogs.length === 0)
    throw new WitnessSetupError('WITNESS_LOGS：未指明台账公钥 / no log is named to watch');
  return witnessLogs.map((text) => {
    const key = parseVerifierKey(text, nodeCryptography);
    if (key?.use !== 'NOTE')
      throw new WitnessSetupError(`WITNESS_LOGS：不是台账公钥 / no log's key: ${text}`);
    return key;
  });
};

const keysFor = ({ witnessName: name }: Pick<Config, 'witnessName'>): readonly SignerKey[] => [
  freshKey({ name, algorithm: 'ed25519', use: 'COSIGNATURE' }),
  freshKey({ name, algorithm: 'sm2', use: 'COSIGNATURE' }),
];

/**
 * 见证方：keeps the last checkpoint of each log it watches in a file, and co-signs only what continues it. One request
 * after another, so that two cannot roll each other back.
 */
export class Witness {
  private readonly last = new Map<string, Checkpoint>();
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly folder: string,
    private readonly keys: readonly SignerKey[],
    private readonly logs: readonly VerifierKey[],
  ) {}

  /** Errors: WitnessSetupError, SigningKeyError. */
  static async open(config: Config): Promise<Witness> {
    const logs = logsIn(config);
    const { signingKeyFile, dataDir } = config;
    const make = signingKeyFile === undefined ? () => keysFor(config) : undefined;
    const keys = await loadKeys(signingKeyFile ?? join(dataDir, 'witness-key'), make);
    const witness = new Witness(join(dataDir, 'witness'), keys, logs);
    await mkdir(witness.folder, { recursive: true });
    for (const { name } of logs) await witness.recall(name);
    return witness;
  }

  /** Its public keys, for the `WITNESSES` of the logs. */
  get publicKeys(): readonly string[] {
    return this.keys.map(({ verifier }) => verifier.text);
  }

  /** `add-checkpoint` of C2SP tlog-witness; `now` in seconds since 1970. */
  addCheckpoint(body: string, now: number): Promise<WitnessAnswer> {
    const answer = this.turn.then(() => this.judge(body, now));
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  private async judge(body: string, now: number): Promise<WitnessAnswer> {
    const knowledge = { logs: this.logs, last: (origin: string) => this.last.get(origin) };
    const verdict = judgeCheckpoint(body, knowledge, nodeCryptography);
    if (!verdict.ok) {
      const type = verdict.status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8';
      return { status: verdict.status, type, body: verdict.body };
    }
    const { text, checkpoint } = verdict;
    const log = must(
      this.logs.find(({ name }) => name === checkpoint.origin),
      checkpoint.origin,
    );
    const lines = this.keys
      .filter(({ verifier }) => verifier.algorithm === log.algorithm)
      .map((key) => cosignatureLine(text, { key, seenAt: now }, nodeCryptography));
    // Durable before anybody hears of it: a witness that forgets could be made to sign another past.
    await replaceFile(this.fileOf(checkpoint.origin), noteOf(text, lines));
    this.last.set(checkpoint.origin, checkpoint);
    return {
      status: 200,
      type: 'text/plain; charset=utf-8',
      body: lines.map((line) => `${line}\n`).join(''),
    };
  }

  private async recall(origin: string): Promise<void> {
    const note = await readIfThere(this.fileOf(origin));
    if (note === undefined) return;
    const text = parseNote(note)?.text;
    const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
    if (checkpoint?.origin !== origin)
      throw new WitnessSetupError(`见证记录不可读 / the record cannot be read: ${this.fileOf(origin)}`);
    this.last.set(origin, checkpoint);
  }

  private fileOf(origin: string): string {
    return join(this.folder, `${createHash('sha256').update(origin).digest('hex').slice(0, 16)}.note`);
  }
}
