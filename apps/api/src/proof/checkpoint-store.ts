import { DataSource } from 'typeorm';
import { noteOf, parseCheckpoint, parseNote, type Checkpoint, type Suite } from '#libs/audit';
import { must } from '#kernel';
import { LEDGER } from '../ledger/ledger.constants.js';

/** A checkpoint that was given out. */
export interface IssuedCheckpoint extends Checkpoint {
  /** The chain value of the last event it covers. */
  readonly chain: string;
  /** What was signed. */
  readonly text: string;
  /** Text and the log's signature, without witnesses. */
  readonly note: string;
  readonly issuedAt: string;
  readonly cosignatures: readonly Cosignature[];
}

/** A checkpoint as it is when it is signed. */
export type NewCheckpoint = Pick<IssuedCheckpoint, 'size' | 'chain' | 'note' | 'issuedAt'>;

export interface Cosignature {
  /** The witness's public key. */
  readonly witness: string;
  readonly line: string;
  /** Seconds since 1970. */
  readonly seenAt: number;
}

interface CheckpointRow {
  readonly size: string;
  readonly chain: string;
  readonly note: string;
  readonly issued_at: string;
  readonly cosignatures: readonly Cosignature[];
}

const issuedIn = ({ chain, note, issued_at: issuedAt, cosignatures }: CheckpointRow): IssuedCheckpoint => {
  const { text } = must(parseNote(note), 'a stored note');
  return { ...must(parseCheckpoint(text), 'a stored checkpoint'), chain, text, note, issuedAt, cosignatures };
};

/** The note with the log's signature first and its witnesses' after it. */
export const wholeNote = ({
  text,
  note,
  cosignatures,
}: Pick<IssuedCheckpoint, 'text' | 'note' | 'cosignatures'>): string =>
  noteOf(text, [
    ...must(parseNote(note), 'a stored note').signatures.map(({ line }) => line),
    ...cosignatures.map(({ line }) => line),
  ]);

const SELECT = `SELECT c.size, c.chain, c.note, c.issued_at, coalesce(
    (SELECT json_agg(
       json_build_object('witness', w.witness, 'line', w.line, 'seenAt', w.seen_at) ORDER BY w.witness)
     FROM ledger.cosignature w
     WHERE w.ledger = c.ledger AND w.suite = c.suite AND w.size = c.size), '[]') AS cosignatures
  FROM ledger.checkpoint c WHERE c.ledger = $1 AND c.suite = $2`;

/** The checkpoints of one log, as they were given out; only ever added to. */
export class CheckpointStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly suite: Suite,
  ) {}

  async latest(): Promise<IssuedCheckpoint | undefined> {
    const rows: CheckpointRow[] = await this.dataSource.query(`${SELECT} ORDER BY c.size DESC LIMIT 1`, [
      LEDGER,
      this.suite,
    ]);
    return rows[0] && issuedIn(rows[0]);
  }

  /** The smallest that covers a position. */
  async firstCovering(position: number): Promise<IssuedCheckpoint | undefined> {
    const rows: CheckpointRow[] = await this.dataSource.query(
      `${SELECT} AND c.size >= $3 ORDER BY c.size LIMIT 1`,
      [LEDGER, this.suite, position],
    );
    return rows[0] && issuedIn(rows[0]);
  }

  /** Every checkpoint that was given out, smallest first. */
  async all(): Promise<readonly IssuedCheckpoint[]> {
    const rows: CheckpointRow[] = await this.dataSource.query(`${SELECT} ORDER BY c.size`, [
      LEDGER,
      this.suite,
    ]);
    return rows.map(issuedIn);
  }

  /** The newest that at least so many witnesses have signed. */
  async latestWitnessed(quorum: number): Promise<IssuedCheckpoint | undefined> {
    const rows: CheckpointRow[] = await this.dataSource.query(
      `${SELECT} AND c.size = (
         SELECT max(size) FROM (
           SELECT size FROM ledger.cosignature WHERE ledger = $1 AND suite = $2
           GROUP BY size HAVING count(*) >= $3) witnessed)`,
      [LEDGER, this.suite, quorum],
    );
    return rows[0] && issuedIn(rows[0]);
  }

  /** Keeps a checkpoint; answers the one that is kept for its size, which may be another process's. */
  async add({ size, chain, note, issuedAt }: NewCheckpoint): Promise<IssuedCheckpoint> {
    await this.dataSource.query(
      'INSERT INTO ledger.checkpoint VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING',
      [LEDGER, this.suite, size, chain, note, issuedAt],
    );
    const rows: CheckpointRow[] = await this.dataSource.query(`${SELECT} AND c.size = $3`, [
      LEDGER,
      this.suite,
      size,
    ]);
    return issuedIn(must(rows[0], `checkpoint ${size}`));
  }

  async addCosignature(size: number, { witness, line, seenAt }: Cosignature): Promise<void> {
    await this.dataSource.query(
      'INSERT INTO ledger.cosignature VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING',
      [LEDGER, this.suite, size, witness, line, seenAt],
    );
  }
}
