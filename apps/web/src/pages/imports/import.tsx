import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { read, readFile, sawPosition } from '../../api/client.js';
import { useRead, useWrite } from '../../api/hooks.js';
import type { ImportsView, ImportView } from '../../api/views.js';
import { useLanguage } from '../../messages/language.js';
import { useItemId } from '../../parts/item.js';
import { Facts, Page, Panel } from '../../parts/page.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { saveFile } from '../../parts/save-file.js';
import { Sheet } from '../../parts/sheet.js';
import { Waiting } from '../../parts/states.js';
import { instant } from '../../parts/times.js';
import { useMay } from '../../session/me.js';
import { useWords } from './words.js';

const ROUTE = '/api/v1/imports/{id}';
const LOOK_MS = 700;
const PERCENT = 100;
const LETTERS = 26;

type Job = { readonly job: ImportView };

const isUnderWay = ({ state }: ImportView): boolean => state === 'CHECKING' || state === 'WRITING';

/** A cell as spreadsheets name it: column 28 of row 3 is AB3. */
const cellName = (row: number, column: number): string => {
  const letters = (rest: number): string =>
    rest <= 0
      ? ''
      : letters(Math.floor((rest - 1) / LETTERS)) + String.fromCharCode(65 + ((rest - 1) % LETTERS));
  return `${letters(column)}${row}`;
};

/** What was sent, with what is wrong as comments on its cells. */
const Marked = ({ job: { id, kind } }: Job) => {
  const words = useWords();
  const { language } = useLanguage();
  const making = useMutation({
    mutationFn: () => readFile(ROUTE, { path: { id } }, { language, kind: 'xlsx' }),
    onSuccess: (file) => file && saveFile(file, `${kind}-${id}.xlsx`),
  });
  return (
    <>
      <Button loading={making.isPending} onClick={() => making.mutate()}>
        {words('marked')}
      </Button>
      {making.error && <ProblemNotice error={making.error} />}
    </>
  );
};

/** 写入或取消. */
const Deciding = ({ job }: Job) => {
  const words = useWords();
  const may = useMay();
  const commit = useWrite<ImportView, '/api/v1/imports/{id}/commit'>('/api/v1/imports/{id}/commit');
  const cancel = useWrite<ImportView, '/api/v1/imports/{id}/cancellation'>(
    '/api/v1/imports/{id}/cancellation',
  );
  const path = { id: job.id };
  const error = commit.error ?? cancel.error;
  const good = job.faulty === 0;
  const open = (job.state === 'CHECKED' || job.state === 'CANCELLED') && job.entries > 0;
  return (
    <div className="filters">
      {may('import:use') && open && (
        <Button
          type="primary"
          loading={commit.isPending}
          onClick={() => commit.mutate({ path, body: { mode: good ? 'ALL_OR_NOTHING' : 'GOOD_ROWS' } })}
        >
          {good ? words('commitAll', { rows: job.entries }) : words('commitGood')}
        </Button>
      )}
      {may('import:use') && isUnderWay(job) && (
        <Button loading={cancel.isPending} onClick={() => cancel.mutate({ path, body: {} })}>
          {words('cancel')}
        </Button>
      )}
      <Marked job={job} />
      {error && <ProblemNotice error={error} />}
    </div>
  );
};

const Faults = ({ job: { errors, faulty } }: Job) => {
  const words = useWords();
  const note = errors.length < faulty ? words('someFaults', { shown: errors.length }) : undefined;
  return (
    <Panel title={words('faults')} {...(note !== undefined && { note })}>
      <Sheet
        label={words('faults')}
        rows={errors}
        rowKey={({ row, column, message }) => `${row} ${column} ${message}`}
        empty={words('faultless')}
        columns={[
          { key: 'cell', title: words('cell'), cell: ({ row, column }) => cellName(row, column) },
          { key: 'what', title: words('what'), cell: ({ message }) => message },
        ]}
      />
    </Panel>
  );
};

/** 导入预览：how far a sheet has come, what is wrong on which cell, and whether to write it. */
export const ImportPage = () => {
  const words = useWords();
  const { language } = useLanguage();
  const id = useItemId();
  const kinds = useRead<ImportsView>('/api/v1/imports').data?.kinds ?? [];
  const reading = useQuery({
    queryKey: [ROUTE, { path: { id } }, language],
    queryFn: async () => {
      const found = await read<ImportView>(ROUTE, { path: { id } }, language);
      sawPosition(found.position);
      return found;
    },
    refetchInterval: ({ state: { data } }) => (data !== undefined && isUnderWay(data) ? LOOK_MS : false),
  });
  const { data: job, error } = reading;
  if (job === undefined) return <Waiting error={error} retry={() => void reading.refetch()} />;
  const { kind, state, entries, done, faulty, written, already, ignored, uploadedAt } = job;
  const title = kinds.find((one) => one.kind === kind)?.title ?? kind;
  return (
    <Page title={words('one', { kind: title })} about={words(state)}>
      <Progress
        percent={entries === 0 ? PERCENT : Math.floor((done * PERCENT) / entries)}
        aria-label={words('through', { done, entries })}
      />
      <Facts
        rows={[
          [words('uploadedAt'), instant(uploadedAt)],
          [words('entries'), entries],
          [words('faulty'), faulty],
          [words('written'), written],
          [words('already'), already],
          [words('ignored'), ignored.length === 0 ? '—' : ignored.join('、')],
        ]}
      />
      <Deciding job={job} />
      <Faults job={job} />
    </Page>
  );
};
