import { Tabs } from 'antd';
import { useAsk, useAsked } from '../../parts/filters.js';
import { Page } from '../../parts/page.js';
import { PrintButton, Signatures } from '../../parts/paper.js';
import { Quarterly } from './quarterly.js';
import { InspectionRecord } from './inspection-record.js';
import { Reconciliation } from './reconciliation.js';
import { Statement } from './statement.js';
import { Findings, Work } from './supervision.js';
import { useWords } from './words.js';
import { Annual, Regional, TaskDeductions } from './yearly.js';

const REPORTS = {
  quarterly: Quarterly,
  annual: Annual,
  'task-deductions': TaskDeductions,
  reconciliation: Reconciliation,
  regional: Regional,
  statement: Statement,
  work: Work,
  findings: Findings,
  inspection: InspectionRecord,
} as const;
type Name = keyof typeof REPORTS;

/** 报表: one at a time; which one, of when and of where stands in the address. */
export const ReportsPage = () => {
  const words = useWords();
  const ask = useAsk();
  const { report = 'quarterly' } = useAsked();
  const names = Object.keys(REPORTS) as Name[];
  const chosen = names.find((name) => name === report) ?? 'quarterly';
  const Shown = REPORTS[chosen];
  return (
    <Page title={words('title')} about={words('about')} actions={<PrintButton />}>
      <Tabs
        activeKey={chosen}
        onChange={(name) => ask({ report: name })}
        items={names.map((name) => ({
          key: name,
          label: words(name),
          children: name === chosen && <Shown />,
        }))}
      />
      <Signatures />
    </Page>
  );
};
