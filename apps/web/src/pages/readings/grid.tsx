import { App, Button } from 'antd';
import { useState, type ClipboardEvent } from 'react';
import { useWrite } from '../../api/hooks.js';
import type { ProblemBody } from '../../api/problem.js';
import { draft } from '../../parts/drafts.js';
import { Panel } from '../../parts/page.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { useCode, usePlaces } from '../../parts/words.js';
import {
  BLANK,
  cellsOf,
  COLUMNS,
  faultsOf,
  isBlank,
  laidOver,
  readingOf,
  type ColumnName,
  type GridRow,
  type RowFaults,
} from './grid-rows.js';
import { useWords } from './words.js';

const DRAFT = 'readings';
const FIRST_ROWS = 3;
const fresh = (): readonly GridRow[] => Array.from({ length: FIRST_ROWS }, () => ({ ...BLANK }));

interface BulkAnswer {
  readonly items: readonly { readonly accepted: boolean; readonly problem?: ProblemBody }[];
}
/** What the ledger says to a row. */
type Verdicts = ReadonlyMap<GridRow, string | undefined>;

interface RowProps {
  readonly index: number;
  readonly row: GridRow;
  readonly faults: RowFaults;
  readonly verdict: string | undefined;
  readonly change: (name: ColumnName, value: string) => void;
  readonly paste: (column: number, event: ClipboardEvent) => void;
}

const Row = ({ index, row, faults, verdict, change, paste }: RowProps) => {
  const words = useWords();
  const code = useCode();
  return (
    <tr>
      <th scope="row" className={verdict === undefined ? '' : 'late'}>
        {index + 1}
        {verdict !== undefined && <div className="grid-verdict">{verdict}</div>}
      </th>
      {COLUMNS.map((name, column) => {
        const fault = isBlank(row) ? undefined : faults[name];
        return (
          <td key={name} className={fault === undefined ? '' : 'grid-fault'} title={fault && words(fault)}>
            <input
              aria-label={words('row', { row: index + 1, name: code('field', name) })}
              aria-invalid={fault !== undefined}
              value={row[name]}
              onChange={({ target }) => change(name, target.value)}
              onPaste={(event) => paste(column, event)}
            />
          </td>
        );
      })}
    </tr>
  );
};

/** The rows, kept in this browser until they are handed in. */
const useRows = () => {
  const [rows, setRows] = useState(() => draft.load<readonly GridRow[]>(DRAFT) ?? fresh());
  const keep = (next: readonly GridRow[]): void => {
    setRows(next);
    draft.save(DRAFT, next);
  };
  const clear = (): void => {
    setRows(fresh());
    draft.drop(DRAFT);
  };
  const paste = (row: number, column: number, event: ClipboardEvent): void => {
    const block = cellsOf(event.clipboardData.getData('text/plain'));
    if (block.length === 1 && block[0]?.length === 1) return;
    event.preventDefault();
    keep(laidOver(rows, { row, column }, block));
  };
  return { rows, keep, clear, paste };
};

const useHandIn = (filled: readonly GridRow[], keep: (rows: readonly GridRow[]) => void) => {
  const words = useWords();
  const places = usePlaces();
  const { message } = App.useApp();
  const [verdicts, setVerdicts] = useState<Verdicts>(new Map());
  const acting = useWrite<BulkAnswer, '/api/v1/readings/bulk'>('/api/v1/readings/bulk');
  const send = (dryRun: boolean): void =>
    acting.mutate(
      { body: { items: filled.map((row) => readingOf(row, places)) }, dryRun },
      {
        onSuccess: ({ items }) => {
          const said = filled.map((row, index): [GridRow, string | undefined] => [
            row,
            items[index]?.problem?.detail,
          ]);
          const refused = said.filter(([, detail]) => detail !== undefined);
          setVerdicts(new Map(said));
          if (refused.length > 0) void message.warning(words('faults', { count: refused.length }));
          else void message.success(words(dryRun ? 'checked' : 'done', { count: filled.length }));
          if (!dryRun) keep(refused.length === 0 ? fresh() : refused.map(([row]) => row));
        },
      },
    );
  return { verdicts, acting, send };
};

interface TableProps extends Pick<ReturnType<typeof useRows>, 'rows' | 'keep' | 'paste'> {
  readonly verdicts: Verdicts;
}

const Table = ({ rows, keep, paste, verdicts }: TableProps) => {
  const words = useWords();
  const code = useCode();
  const places = usePlaces();
  const changed = (row: GridRow, name: ColumnName, value: string): readonly GridRow[] =>
    rows.map((one) => (one === row ? { ...row, [name]: value } : one));
  return (
    <div className="sheet grid" role="region" aria-label={words('entry')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">#</th>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {code('field', name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row
              key={`row ${String(index)}`}
              index={index}
              row={row}
              faults={faultsOf(row, places)}
              verdict={verdicts.get(row)}
              change={(name, value) => keep(changed(row, name, value))}
              paste={(column, event) => paste(index, column, event)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** 报送月度监测 as a spreadsheet: type or paste, check all, hand in; what is refused stays to be put right. */
export const ReadingGrid = () => {
  const words = useWords();
  const places = usePlaces();
  const { rows, keep, clear, paste } = useRows();
  const filled = rows.filter((row) => !isBlank(row));
  const faulty = filled.filter((row) => Object.keys(faultsOf(row, places)).length > 0).length;
  const { verdicts, acting, send } = useHandIn(filled, keep);
  const ready = filled.length > 0 && faulty === 0;
  return (
    <Panel title={words('entry')} note={words('paste')}>
      <Table rows={rows} keep={keep} paste={paste} verdicts={verdicts} />
      {acting.error && <ProblemNotice error={acting.error} />}
      <div className="decisions">
        <Button type="primary" disabled={!ready} loading={acting.isPending} onClick={() => send(false)}>
          {words('submit', { count: filled.length })}
        </Button>
        <Button disabled={!ready} onClick={() => send(true)}>
          {words('check')}
        </Button>
        <Button onClick={() => keep([...rows, { ...BLANK }])}>{words('add')}</Button>
        <Button type="text" onClick={clear}>
          {words('clear')}
        </Button>
        {faulty > 0 && <span className="soon">{words('faults', { count: faulty })}</span>}
      </div>
    </Panel>
  );
};
