import type { ReconciliationView } from '../../api/views.js';
import { Panel } from '../../parts/page.js';
import { PollutantSheet } from '../../parts/pollutant-sheet.js';
import { Nothing } from '../../parts/states.js';
import { useCode } from '../../parts/words.js';
import { Report } from './asking.js';
import { useWords } from './words.js';

/** 交易对账: sold against bought, as the monthly reports state them (第八条). */
export const Reconciliation = () => {
  const words = useWords();
  const code = useCode();
  return (
    <Report<ReconciliationView> route="/api/v1/reports/reconciliation/{month}" period="month" everywhere>
      {({ reports }) =>
        reports.length === 0 ? (
          <Nothing text={words('noReports')} />
        ) : (
          reports.map(({ source, importedOn, lines }) => (
            <Panel key={source} title={`${words('source')} ${source}`} note={importedOn}>
              <PollutantSheet
                label={source}
                lines={lines}
                columns={[
                  { key: 'sold', title: words('sold'), amount: ({ sold }) => sold },
                  { key: 'bought', title: words('bought'), amount: ({ bought }) => bought },
                  { key: 'difference', title: words('difference'), amount: ({ difference }) => difference },
                  {
                    key: 'status',
                    title: code('field', 'status'),
                    cell: ({ status }) => (
                      <span className={status === 'DIFFERS' ? 'late' : ''}>{code('reconciled', status)}</span>
                    ),
                  },
                ]}
              />
            </Panel>
          ))
        )
      }
    </Report>
  );
};
