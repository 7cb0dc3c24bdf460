import { Button } from 'antd';
import { useRead } from '../../api/hooks.js';
import type { AccessRowView } from '../../api/views.js';
import { speaking } from '../../messages/language.js';
import { Export } from '../../parts/export.js';
import { Filters, useAsk, useAsked } from '../../parts/filters.js';
import { Page } from '../../parts/page.js';
import { Sheet, type Column } from '../../parts/sheet.js';
import { Waiting } from '../../parts/states.js';
import { instant } from '../../parts/times.js';

const useWords = speaking({
  title: { zh: '访问日志', en: 'Access log' },
  about: {
    zh: '登录、被拒的请求、导出与管理员的操作；逐行以摘要相连，改不了也删不掉。',
    en: 'Sign-ins, refused requests, exports and administrators’ acts, each row chained to the one before.',
  },
  seq: { zh: '序号', en: 'No.' },
  at: { zh: '时间', en: 'At' },
  act: { zh: '操作', en: 'Act' },
  outcome: { zh: '结果', en: 'Outcome' },
  account: { zh: '账户', en: 'Account' },
  subject: { zh: '对象', en: 'Subject' },
  address: { zh: '来源地址', en: 'From' },
  trace: { zh: '请求编号', en: 'Request' },
  next: { zh: '往后', en: 'Later rows' },
  first: { zh: '从头', en: 'From the beginning' },
});

interface PageOfLog {
  readonly items: readonly AccessRowView[];
  readonly next: number | null;
}

const useColumns = (): readonly Column<AccessRowView>[] => {
  const words = useWords();
  return [
    { key: 'seq', title: words('seq'), cell: ({ seq }) => seq },
    { key: 'at', title: words('at'), cell: ({ at }) => instant(at) },
    { key: 'act', title: words('act'), cell: ({ act }) => <code>{act}</code> },
    { key: 'outcome', title: words('outcome'), cell: ({ outcome }) => <code>{outcome}</code> },
    { key: 'account', title: words('account'), cell: ({ account }) => account ?? '—' },
    { key: 'subject', title: words('subject'), cell: ({ subject }) => <code>{subject ?? '—'}</code> },
    { key: 'address', title: words('address'), cell: ({ address }) => address ?? '—' },
    { key: 'trace', title: words('trace'), cell: ({ traceId }) => <code>{traceId ?? '—'}</code> },
  ];
};

/** 访问日志: rows in order, forward from any of them. */
export const AccessLogPage = () => {
  const words = useWords();
  const ask = useAsk();
  const { after, act, outcome, account } = useAsked();
  const log = useRead<PageOfLog>('/api/v1/access-log', {
    query: { after, act, outcome, account, limit: 100 },
  });
  const columns = useColumns();
  const next = log.data?.next ?? null;
  return (
    <Page title={words('title')} about={words('about')}>
      <Filters filters={[{ name: 'account' }, { name: 'act' }, { name: 'outcome' }]} total={undefined}>
        <Export route="/api/v1/access-log" query={{ after, act, outcome, account }} name="access-log" />
      </Filters>
      {log.data === undefined ? (
        <Waiting error={log.error} retry={() => void log.refetch()} />
      ) : (
        <Sheet
          label={words('title')}
          rows={log.data.items}
          rowKey={({ seq }) => String(seq)}
          columns={columns}
        />
      )}
      <div className="decisions">
        <Button disabled={after === undefined} onClick={() => ask({ after: undefined })}>
          {words('first')}
        </Button>
        <Button disabled={next === null} onClick={() => ask({ after: next ?? undefined })}>
          {words('next')}
        </Button>
      </div>
    </Page>
  );
};
