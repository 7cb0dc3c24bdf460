import { Checkbox } from 'antd';
import { useState } from 'react';
import { useRead } from '../api/hooks.js';
import type { InboxView, TaskView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Page } from '../parts/page.js';
import { Sheet, type Column } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { day } from '../parts/times.js';
import { SubjectLink } from '../parts/subject-link.js';

const SOON_DAYS = 5;

const Due = ({ task }: { readonly task: TaskView }) => {
  const say = useSay();
  const { dueOn, workingDaysLeft: left, overdue } = task;
  if (dueOn === null || left === null) return <span className="soft">{say('inbox.noDue')}</span>;
  const words = overdue
    ? say('inbox.daysLate', { days: Math.abs(left) })
    : left === 0
      ? say('inbox.dueToday')
      : say('inbox.daysLeft', { days: left });
  return (
    <span className={overdue ? 'late' : left <= SOON_DAYS ? 'soon' : ''}>
      {dueOn} <small>{words}</small>
    </span>
  );
};

const useColumns = (): readonly Column<TaskView>[] => {
  const say = useSay();
  return [
    {
      key: 'title',
      title: say('inbox.task'),
      cell: ({ title, subject }) => <SubjectLink subject={subject}>{title}</SubjectLink>,
    },
    {
      key: 'subject',
      title: say('inbox.subject'),
      cell: ({ subject }) => <span className="wrap">{subject.name}</span>,
    },
    { key: 'place', title: say('word.place'), cell: ({ placeName }) => placeName },
    { key: 'since', title: say('word.since'), cell: ({ since }) => day(since) },
    { key: 'due', title: say('word.dueOn'), cell: (task) => <Due task={task} /> },
    {
      key: 'basis',
      title: say('rules.article'),
      cell: ({ basis, information }) => (
        <>
          {basis.article} {information && <span className="status">{say('inbox.information')}</span>}
        </>
      ),
    },
  ];
};

/** 我的待办: what waits for this officer. */
export const InboxPage = () => {
  const say = useSay();
  const [overdueOnly, setOverdueOnly] = useState(false);
  const columns = useColumns();
  const query = { perPage: 200, ...(overdueOnly && { overdue: 'true' }) };
  const inbox = useRead<InboxView>('/api/v1/inbox', { query });
  return (
    <Page title={say('nav.inbox')} about={say('inbox.about')}>
      {inbox.data === undefined ? (
        <Waiting error={inbox.error} retry={() => void inbox.refetch()} />
      ) : (
        <>
          <div className="filters">
            <Checkbox checked={overdueOnly} onChange={({ target }) => setOverdueOnly(target.checked)}>
              {say('inbox.overdueCount', { count: inbox.data.counts.overdue })}
            </Checkbox>
            <span className="filters-note">{say('word.total', { count: inbox.data.counts.total })}</span>
          </div>
          <Sheet
            label={say('nav.inbox')}
            columns={columns}
            rows={inbox.data.items}
            rowKey={({ id }) => id}
            empty={say('inbox.empty')}
          />
        </>
      )}
    </Page>
  );
};
