import { DataSource } from 'typeorm';
import { must } from '#kernel';
import { parseCheckpoint, parseNote, type Checkpoint, type LogLine } from '#libs/audit';
import { dataSourceOptions, type Config } from '#libs/platform';
import { CheckpointStore } from './checkpoint-store.js';
import { linesKept } from './log-line.js';
import { RememberedCheckpoints } from './remembered.js';

/** Every checkpoint of one log that this installation knows of, in the database and beside it. */
export interface ProofRecord {
  readonly line: LogLine;
  readonly checkpoints: readonly Checkpoint[];
}

/** What `doctor` holds the log against. */
export const proofRecords = async (url: string, config: Config): Promise<readonly ProofRecord[]> => {
  const dataSource = new DataSource(dataSourceOptions({ url, entities: [], migrations: [] }));
  await dataSource.initialize();
  try {
    const records: ProofRecord[] = [];
    for (const line of linesKept(config)) {
      const stored = await new CheckpointStore(dataSource, line.suite).all();
      const kept = await new RememberedCheckpoints(config, line.suite).read();
      const beside = kept.map(({ note }) =>
        must(parseCheckpoint(parseNote(note)?.text ?? ''), 'a kept checkpoint'),
      );
      records.push({ line, checkpoints: [...beside, ...stored] });
    }
    return records;
  } finally {
    await dataSource.destroy();
  }
};
