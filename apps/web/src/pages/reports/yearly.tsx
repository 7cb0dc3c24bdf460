import type { LinkageView, RegionalView, TaskDeductionsView } from '../../api/views.js';
import { ItemLink } from '../../parts/item.js';
import { useMemberColumns } from '../../parts/members.js';
import { Panel } from '../../parts/page.js';
import { Sheet, type Column } from '../../parts/sheet.js';
import { SheetPanel } from '../../parts/sheet-panel.js';
import { useCode } from '../../parts/words.js';
import { Report } from './asking.js';
import { Sums, SumSheet } from './sums.js';
import { useWords } from './words.js';

type LinkageRow = LinkageView['rows'][number];

const Assessed = ({ row: { assessment } }: { readonly row: LinkageRow }) => {
  const words = useWords();
  const code = useCode();
  if (assessment === null) return <span className="soft">—</span>;
  const { quality, taskDone } = assessment;
  return [
    `${words('water')} ${code('quality', quality.water)}`,
    `${words('air')} ${code('quality', quality.air)}`,
    `${words('taskDone')} ${words(taskDone ? 'done' : 'undone')}`,
  ].join('，');
};

const useLinkageColumns = (): readonly Column<LinkageRow>[] => {
  const words = useWords();
  const target = ({ readings }: LinkageRow): string =>
    readings.map(({ indicator, onTarget, months }) => `${indicator} ${onTarget}/${months}`).join('，') || '—';
  const granted = (name: 'granted' | 'retired') => ({
    key: name,
    title: `${words(name)} (t/a)`,
    cell: ({ withdrawals }: LinkageRow) => <Sums lines={withdrawals.lines} name={name} />,
  });
  return [
    { key: 'name', title: words('place'), cell: ({ name }) => name },
    { key: 'assessment', title: words('assessment'), cell: (row) => <Assessed row={row} /> },
    { key: 'onTarget', title: words('onTarget'), cell: target },
    { key: 'count', title: words('reductions'), figure: true, cell: ({ reductions }) => reductions.count },
    {
      key: 'creditable',
      title: `${words('creditable')} (t/a)`,
      cell: ({ reductions }) => <Sums lines={reductions.lines} name="creditable" />,
    },
    { key: 'issued', title: words('issued'), figure: true, cell: ({ withdrawals }) => withdrawals.issued },
    granted('granted'),
    granted('retired'),
  ];
};

/** 年度联动: environmental target against project reductions, place by place (第五条). */
export const Annual = () => {
  const words = useWords();
  const columns = useLinkageColumns();
  return (
    <Report<LinkageView> route="/api/v1/reports/annual/{year}" period="year">
      {({ rows, dueOn }) => (
        <SheetPanel
          title={words('annual')}
          note={words('due', { date: dueOn })}
          rows={rows}
          rowKey={({ place }) => place}
          columns={columns}
        />
      )}
    </Report>
  );
};

const DEDUCTIONS = ['creditable', 'deducted', 'countable', 'left'] as const;

const Totals = ({ report }: { readonly report: TaskDeductionsView }) => {
  const words = useWords();
  return (
    <Panel title={words('total')} note="t/a">
      <SumSheet
        label={words('total')}
        lines={report.totals}
        figures={DEDUCTIONS.map((name) => [name, words(name)])}
      />
    </Panel>
  );
};

type Deduction = TaskDeductionsView['rows'][number];

const useDeductionColumns = (): readonly Column<Deduction>[] => {
  const words = useWords();
  const code = useCode();
  return [
    {
      key: 'id',
      title: code('field', 'reductionId'),
      cell: ({ reductionId }) => <ItemLink page="/reductions" id={reductionId} />,
    },
    ...useMemberColumns<Deduction>(['place', 'status', 'facility', 'measure', 'formedOn']),
    ...DEDUCTIONS.map((name) => ({
      key: name,
      title: words(name),
      cell: ({ lines }: Deduction) => <Sums lines={lines} name={name} />,
    })),
  ];
};

/** 任务扣减清单: what projects took may not be counted for the binding task (第三条). */
export const TaskDeductions = () => {
  const words = useWords();
  const columns = useDeductionColumns();
  return (
    <Report<TaskDeductionsView> route="/api/v1/reports/task-deductions/{year}" period="year">
      {(report) => (
        <>
          <Totals report={report} />
          <Panel title={words('task-deductions')} note="t/a">
            <Sheet
              label={words('task-deductions')}
              rows={report.rows}
              rowKey={({ reductionId }) => reductionId}
              columns={columns}
            />
          </Panel>
        </>
      )}
    </Report>
  );
};

/** 长三角区域共享: credited lots of a year and task use, without private data. */
export const Regional = () => {
  const words = useWords();
  const figures = ['credited', 'available', 'withdrawn'] as const;
  return (
    <Report<RegionalView> route="/api/v1/reports/regional/{year}" period="year" everywhere>
      {({ areas, dueOn }) => (
        <SheetPanel
          title={words('regional')}
          note={words('due', { date: dueOn })}
          rows={areas}
          rowKey={({ place }) => place}
          columns={[
            { key: 'name', title: words('place'), cell: ({ name }) => name },
            { key: 'lots', title: words('lots'), figure: true, cell: ({ lots }) => lots.length },
            ...figures.map((name) => ({
              key: name,
              title: `${words(name)} (t/a)`,
              cell: ({ lotTotals }: RegionalView['areas'][number]) => <Sums lines={lotTotals} name={name} />,
            })),
            {
              key: 'taskUse',
              title: `${words('taskUse')} (t/a)`,
              cell: ({ taskUse }) => <Sums lines={taskUse} name="amount" />,
            },
          ]}
        />
      )}
    </Report>
  );
};
