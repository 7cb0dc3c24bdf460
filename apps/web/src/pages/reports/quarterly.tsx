import { Button } from 'antd';
import { useRead, useWrite } from '../../api/hooks.js';
import type { CancellationView, QuarterlyView, ReturnStatusView } from '../../api/views.js';
import { ItemLink } from '../../parts/item.js';
import { VoucherLink, WithdrawalLink } from '../../parts/links.js';
import { Panel } from '../../parts/page.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { SheetPanel } from '../../parts/sheet-panel.js';
import { useCode, usePlaceName } from '../../parts/words.js';
import { useMay } from '../../session/me.js';
import { Report, useQuestion } from './asking.js';
import { useWords } from './words.js';

type Props = { readonly report: QuarterlyView };
const ROUTE = '/api/v1/reports/quarterly/{quarter}/submission';

const Submission = () => {
  const words = useWords();
  const may = useMay();
  const { value: quarter, place } = useQuestion('quarter');
  const status = useRead<ReturnStatusView>(ROUTE, { path: { quarter }, query: { place } });
  const acting = useWrite<unknown, typeof ROUTE>(ROUTE);
  if (status.data === undefined) return null;
  const { dueOn, submissions } = status.data;
  return (
    <Panel
      title={words(submissions.length === 0 ? 'open' : 'submitted')}
      note={words('due', { date: dueOn })}
    >
      <ol className="signed">
        {submissions.map(({ submittedOn, digest }) => (
          <li key={digest}>
            {words('submittedOn')} {submittedOn} <code>{digest.slice(0, 16)}…</code>
          </li>
        ))}
      </ol>
      {acting.error && <ProblemNotice error={acting.error} />}
      {may('return:submit') && (
        <Button
          type="primary"
          loading={acting.isPending}
          onClick={() => acting.mutate({ path: { quarter }, body: { place } })}
        >
          {words('submit')}
        </Button>
      )}
    </Panel>
  );
};

const Places = ({ report }: Props) => {
  const words = useWords();
  const figures = ['approvals', 'cancellations', 'registrations', 'missing'] as const;
  return (
    <SheetPanel
      title={words('byPlace')}
      rows={report.places}
      rowKey={({ place }) => place}
      columns={[
        { key: 'name', title: words('place'), cell: ({ name }) => name },
        ...figures.map((name) => ({
          key: name,
          title: words(name),
          figure: true,
          cell: (row: QuarterlyView['places'][number]) => (
            <span className={name === 'missing' && row.missing > 0 ? 'late' : ''}>{row[name]}</span>
          ),
        })),
      ]}
    />
  );
};

const Approvals = ({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: QuarterlyView['approvals'];
}) => {
  const words = useWords();
  const code = useCode();
  const nameOf = usePlaceName();
  return (
    <SheetPanel
      title={title}
      rows={rows}
      rowKey={({ approvalNo }) => approvalNo}
      columns={[
        { key: 'no', title: code('field', 'approvalNo'), cell: ({ approvalNo }) => approvalNo },
        { key: 'on', title: code('field', 'approvedOn'), cell: ({ approvedOn }) => approvedOn },
        { key: 'place', title: words('place'), cell: ({ place }) => nameOf(place) },
        { key: 'project', title: code('field', 'projectCode'), cell: ({ projectCode }) => projectCode },
        {
          key: 'matched',
          title: words('voucher'),
          cell: ({ matched, findingId }) => (
            <span className={matched ? '' : 'late'}>
              {words(matched ? 'matched' : 'unmatched')}{' '}
              {findingId !== null && <ItemLink page="/findings" id={findingId} />}
            </span>
          ),
        },
      ]}
    />
  );
};

const Cancellations = ({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly CancellationView[];
}) => {
  const words = useWords();
  const code = useCode();
  const nameOf = usePlaceName();
  return (
    <SheetPanel
      title={title}
      rows={rows}
      rowKey={({ permitNo }) => permitNo}
      columns={[
        { key: 'permitNo', title: code('field', 'permitNo'), cell: ({ permitNo }) => permitNo },
        { key: 'unit', title: code('field', 'name'), cell: ({ unit }) => unit.name },
        { key: 'place', title: words('place'), cell: ({ place }) => nameOf(place) },
        { key: 'on', title: code('field', 'cancelledOn'), cell: ({ cancelledOn }) => cancelledOn },
        { key: 'dueOn', title: code('field', 'dueOn'), cell: ({ dueOn }) => dueOn },
      ]}
    />
  );
};

const Registrations = ({ report }: Props) => {
  const words = useWords();
  const code = useCode();
  const nameOf = usePlaceName();
  return (
    <SheetPanel
      title={words('registrations')}
      rows={report.registrations}
      rowKey={({ withdrawalId }) => withdrawalId}
      columns={[
        {
          key: 'id',
          title: code('field', 'id'),
          cell: ({ withdrawalId }) => <WithdrawalLink id={withdrawalId} />,
        },
        { key: 'project', title: words('project'), cell: ({ projectName }) => projectName },
        { key: 'place', title: words('place'), cell: ({ place }) => nameOf(place) },
        { key: 'eia', title: code('field', 'approvalNo'), cell: ({ eiaApprovalNo }) => eiaApprovalNo },
        {
          key: 'voucher',
          title: words('voucher'),
          cell: ({ voucherNo }) => <VoucherLink no={voucherNo} />,
        },
      ]}
    />
  );
};

/** 季度调度: three feeds and what is missing (总则第四条). */
export const Quarterly = () => {
  const words = useWords();
  return (
    <Report<QuarterlyView> route="/api/v1/reports/quarterly/{quarter}" period="quarter">
      {(report) => (
        <>
          <Submission />
          <Places report={report} />
          <Approvals title={words('noVoucher')} rows={report.missing.approvalsWithoutVoucher} />
          <Cancellations title={words('noFiling')} rows={report.missing.cancellationsWithoutFiling} />
          <Approvals title={words('approvals')} rows={report.approvals} />
          <Cancellations title={words('cancellations')} rows={report.cancellations} />
          <Registrations report={report} />
        </>
      )}
    </Report>
  );
};
