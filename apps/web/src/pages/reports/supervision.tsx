import type { FindingsView, WorkView } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { ItemLink } from '../../parts/item.js';
import { LotLink } from '../../parts/links.js';
import { useMemberColumns } from '../../parts/members.js';
import { Facts, Panel } from '../../parts/page.js';
import { SheetPanel } from '../../parts/sheet-panel.js';
import { useCode, usePlaceName } from '../../parts/words.js';
import { Report } from './asking.js';
import { Sums, SumSheet } from './sums.js';
import { useWords } from './words.js';

const FOUND = ['found', 'open', 'voided', 'accountable'] as const;
const WORKED = ['reductions', 'deposits', 'issued', 'givenUp', 'inspections'] as const;

interface CountsProps<N extends string> {
  readonly counts: Readonly<Record<N, number>>;
  readonly names: readonly N[];
}

/** How many of what there were; `open` are findings nobody has closed. */
const Counts = <N extends (typeof FOUND)[number] | (typeof WORKED)[number]>({
  counts,
  names,
}: CountsProps<N>) => {
  const words = useWords();
  return (
    <Panel title={words('counts')}>
      <Facts
        rows={names.map((name) => [words(name === 'open' ? 'stillOpen' : name), counts[name]] as const)}
      />
    </Panel>
  );
};

const Voids = ({ rows }: { readonly rows: FindingsView['voids'] }) => {
  const words = useWords();
  const say = useSay();
  const members = useMemberColumns<FindingsView['voids'][number]>([
    'place',
    'decisionNo',
    'decidedOn',
    'reason',
  ]);
  return (
    <SheetPanel
      title={words('voids')}
      note={say('word.unitNote')}
      rows={rows}
      rowKey={({ lotId }) => lotId}
      columns={[
        { key: 'lot', title: say('deposits.lot'), cell: ({ lotId }) => <LotLink id={lotId} /> },
        ...members,
        {
          key: 'writtenOff',
          title: words('writtenOff'),
          cell: ({ writtenOff }) => <Sums lines={writtenOff} name="amount" />,
        },
        {
          key: 'obligations',
          title: words('obligations'),
          cell: ({ obligations }) => <Sums lines={obligations} name="amount" />,
        },
      ]}
    />
  );
};

const Accountability = ({ rows }: { readonly rows: FindingsView['accountability'] }) => {
  const words = useWords();
  const code = useCode();
  const members = useMemberColumns<FindingsView['accountability'][number]>([
    'place',
    'violation',
    'accountable',
    'authority',
    'documentNo',
    'decidedOn',
    'status',
  ]);
  return (
    <SheetPanel
      title={words('accountability')}
      rows={rows}
      rowKey={({ recordId }) => recordId}
      columns={[
        {
          key: 'id',
          title: code('field', 'id'),
          cell: ({ recordId }) => <ItemLink page="/accountability" id={recordId} />,
        },
        ...members,
      ]}
    />
  );
};

/** 核查发现问题报告: found in the year or open from before, made void, answered for (第二十一条). */
export const Findings = () => {
  const words = useWords();
  const code = useCode();
  const members = useMemberColumns<FindingsView['findings'][number]>([
    'kind',
    'place',
    'severity',
    'violation',
    'facts',
    'foundOn',
    'dueOn',
    'status',
  ]);
  return (
    <Report<FindingsView> route="/api/v1/reports/findings/{year}" period="year">
      {({ counts, findings, voids, accountability }) => (
        <>
          <Counts counts={counts} names={FOUND} />
          <SheetPanel
            title={words('findings')}
            rows={findings}
            rowKey={({ findingId }) => findingId}
            columns={[
              {
                key: 'id',
                title: code('field', 'id'),
                cell: ({ findingId }) => <ItemLink page="/findings" id={findingId} />,
              },
              ...members,
            ]}
          />
          <Voids rows={voids} />
          <Accountability rows={accountability} />
        </>
      )}
    </Report>
  );
};

const useSplitFigures = (): readonly (readonly [string, string])[] => {
  const say = useSay();
  const names = ['gross', 'obligations', 'provincial', 'net', 'municipal', 'local'] as const;
  return names.map((name) => [name, say(`split.${name}`)] as const);
};

const Amounts = ({ report }: { readonly report: WorkView }) => {
  const words = useWords();
  const say = useSay();
  const split = useSplitFigures();
  const figures = {
    tasks: (['planned', 'plannedWan', 'counted', 'countedWan'] as const).map(
      (name) => [name, words(name)] as const,
    ),
    reductions: (['creditable', 'deducted', 'countable', 'left'] as const).map(
      (name) => [name, words(name)] as const,
    ),
    deposits: split,
    withdrawals: (['required', 'granted', 'retired'] as const).map((name) => [name, words(name)] as const),
  };
  return (['tasks', 'reductions', 'deposits', 'withdrawals'] as const).map((name) => (
    <Panel key={name} title={words(name)} note={name === 'tasks' ? '' : say('word.unitNote')}>
      <SumSheet label={words(name)} lines={report[name]} figures={figures[name]} />
    </Panel>
  ));
};

const Tiers = ({ rows }: { readonly rows: WorkView['balance'] }) => {
  const words = useWords();
  const say = useSay();
  const code = useCode();
  const figures = ['opening', 'credited', 'withdrawn', 'retired', 'writtenOff', 'closing'] as const;
  return (
    <SheetPanel
      title={words('balance')}
      note={say('word.unitNote')}
      rows={rows}
      rowKey={({ tier, pollutant }) => `${tier} ${pollutant}`}
      columns={[
        { key: 'tier', title: words('tier'), cell: ({ tier }) => code('tier', tier) },
        { key: 'pollutant', title: say('word.pollutant'), cell: ({ pollutant }) => pollutant },
        ...figures.map((name) => ({
          key: name,
          title: words(name),
          amount: (row: WorkView['balance'][number]) => row[name],
        })),
      ]}
    />
  );
};

const Assessments = ({ rows }: { readonly rows: WorkView['assessments'] }) => {
  const words = useWords();
  const code = useCode();
  const nameOf = usePlaceName();
  return (
    <SheetPanel
      title={words('assessments')}
      rows={rows}
      rowKey={({ place }) => place}
      columns={[
        { key: 'place', title: words('place'), cell: ({ place }) => nameOf(place) },
        { key: 'water', title: words('water'), cell: ({ quality }) => code('quality', quality.water) },
        { key: 'air', title: words('air'), cell: ({ quality }) => code('quality', quality.air) },
        {
          key: 'task',
          title: words('taskDone'),
          cell: ({ taskDone }) => words(taskDone ? 'done' : 'undone'),
        },
      ]}
    />
  );
};

/** 工作报告: what a province, or a part of it, tells of a year by the end of March. */
export const Work = () => {
  const words = useWords();
  return (
    <Report<WorkView> route="/api/v1/reports/work/{year}" period="year">
      {(report) => (
        <>
          <p>{words('due', { date: report.dueOn })}</p>
          <Counts counts={report.counts} names={[...WORKED, ...FOUND]} />
          <Amounts report={report} />
          <Tiers rows={report.balance} />
          <Assessments rows={report.assessments} />
        </>
      )}
    </Report>
  );
};
