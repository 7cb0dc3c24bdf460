import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { readFile, upload } from '../../api/client.js';
import { useRead } from '../../api/hooks.js';
import type { ImportsView, ImportView } from '../../api/views.js';
import { useLanguage } from '../../messages/language.js';
import { useAsk, useAsked } from '../../parts/filters.js';
import { ItemLink } from '../../parts/item.js';
import { Page } from '../../parts/page.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { saveFile } from '../../parts/save-file.js';
import { SheetPanel } from '../../parts/sheet-panel.js';
import { Waiting } from '../../parts/states.js';
import { instant } from '../../parts/times.js';
import { useMay } from '../../session/me.js';
import { useWords } from './words.js';

const TEMPLATE = '/api/v1/imports/templates/{kind}';

/** Takes a file of the chosen kind and goes on to what came of it. */
const Upload = ({ kind }: { readonly kind: string }) => {
  const words = useWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const sending = useMutation({
    mutationFn: (file: File) =>
      upload<ImportView>('/api/v1/imports/{id}', { path: { id: kind }, file }, language),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries();
      await navigate({ to: `/imports/${id}` });
    },
  });
  const take = (input: HTMLInputElement): void => {
    const file = input.files?.[0];
    input.value = '';
    if (file !== undefined) sending.mutate(file);
  };
  return (
    <>
      <label className="file-digest">
        {words('upload')}
        <input
          type="file"
          accept=".xlsx,.csv"
          disabled={sending.isPending}
          onChange={({ target }) => take(target)}
        />
      </label>
      {sending.error && <ProblemNotice error={sending.error} />}
    </>
  );
};

/** 导入模板. */
const Template = ({ kind }: { readonly kind: string }) => {
  const words = useWords();
  const { language } = useLanguage();
  const making = useMutation({
    mutationFn: () => readFile(TEMPLATE, { path: { kind } }, { language }),
    onSuccess: (file) => file && saveFile(file, `${kind}.xlsx`),
  });
  return (
    <>
      <Button loading={making.isPending} onClick={() => making.mutate()}>
        {words('template')}
      </Button>
      {making.error && <ProblemNotice error={making.error} />}
    </>
  );
};

const Choosing = ({ kinds }: Pick<ImportsView, 'kinds'>) => {
  const words = useWords();
  const ask = useAsk();
  const may = useMay();
  const kind = useAsked()['kind'] ?? kinds[0]?.kind ?? '';
  return (
    <div className="filters">
      <Select
        className="filter"
        aria-label={words('kind')}
        value={kind}
        options={kinds.map(({ kind: value, title: label }) => ({ value, label }))}
        onChange={(chosen: string) => ask({ kind: chosen })}
      />
      <Template kind={kind} />
      {may('import:use') && <Upload kind={kind} />}
    </div>
  );
};

/** 表格导入：which sheets an officer may send, and what became of those sent. */
export const ImportsPage = () => {
  const words = useWords();
  const read = useRead<ImportsView>('/api/v1/imports');
  if (read.data === undefined) return <Waiting error={read.error} retry={() => void read.refetch()} />;
  const { kinds, items } = read.data;
  const titleOf = (kind: string): string => kinds.find((one) => one.kind === kind)?.title ?? kind;
  return (
    <Page title={words('title')} about={words('about')}>
      <Choosing kinds={kinds} />
      <SheetPanel<ImportView>
        title={words('own')}
        rows={items}
        rowKey={({ id }) => id}
        empty={words('none')}
        columns={[
          {
            key: 'uploadedAt',
            title: words('uploadedAt'),
            cell: ({ id, uploadedAt }) => (
              <ItemLink page="/imports" id={id}>
                {instant(uploadedAt)}
              </ItemLink>
            ),
          },
          { key: 'kind', title: words('kind'), cell: ({ kind }) => titleOf(kind) },
          { key: 'state', title: words('state'), cell: ({ state }) => words(state) },
          { key: 'entries', title: words('entries'), cell: ({ entries }) => entries, figure: true },
          { key: 'faulty', title: words('faulty'), cell: ({ faulty }) => faulty, figure: true },
          { key: 'written', title: words('written'), cell: ({ written }) => written, figure: true },
          { key: 'already', title: words('already'), cell: ({ already }) => already, figure: true },
        ]}
      />
    </Page>
  );
};
