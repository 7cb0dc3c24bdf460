import { prefixOf, type Fold, type ItemView, type LoggedEvent } from '#kernel';
import type { Folded, Projection, Row } from './projection.js';

export interface RegisterSpec<S> {
  readonly name: string;
  readonly revision: number;
  readonly fold: Fold<S>;
  /** What the API shows of one item, nothing for a stream that is no item yet. */
  readonly view: (state: S) => ItemView | null;
}

const rowOf = <S>(ledger: string, spec: RegisterSpec<S>, folded: Folded<S>): Row | null => {
  const view = spec.view(folded.state);
  return (
    view && {
      ledger,
      id: view.id,
      place: view.place,
      status: view.status,
      version: folded.version,
      position: folded.last.position,
      filed_at: folded.first.recordedAt,
      filed_position: folded.first.position,
      updated_at: folded.last.recordedAt,
      doc: view,
    }
  );
};

/** 台账：a register keeps one row per stream, its document being the folded stream as the API shows it. */
export const registerProjection = <S>(spec: RegisterSpec<S>): Projection => ({
  name: spec.name,
  revision: spec.revision,
  tables: [spec.name],
  async apply(events: readonly LoggedEvent[], out) {
    const touched = [...new Set(events.map(({ stream }) => stream))].filter(
      (stream) => prefixOf(stream) === spec.fold.prefix,
    );
    if (touched.length === 0) return;
    const folded = await out.fold(spec.fold, touched);
    const rows = [...folded.values()]
      .map((one) => rowOf(out.ledger, spec, one))
      .filter((row) => row !== null);
    if (rows.length > 0) await out.put(spec.name, ['ledger', 'id'], rows);
  },
});

/** The table behind a register. */
export const registerTable = (name: string): readonly string[] => [
  `CREATE TABLE read.${name} (
     ledger text NOT NULL, id text NOT NULL, place text NOT NULL, status text NOT NULL,
     version int NOT NULL, position bigint NOT NULL, filed_at text NOT NULL, filed_position bigint NOT NULL,
     updated_at text NOT NULL, doc json NOT NULL,
     PRIMARY KEY (ledger, id))`,
  `CREATE INDEX ON read.${name} (ledger, place, filed_position)`,
  `CREATE INDEX ON read.${name} (ledger, filed_position)`,
];
