import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useRead } from '../../api/hooks.js';
import { isPast, useMoment } from '../../api/moment.js';
import type { InboxView, TaskView } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { Export } from '../../parts/export.js';
import { Page } from '../../parts/page.js';
import { Sheet, type Column } from '../../parts/sheet.js';
import { Waiting } from '../../parts/states.js';
import { day } from '../../parts/times.js';
import { SubjectLink } from '../../parts/subject-link.js';
import { useMay } from '../../session/me.js';
import { PassTogether } from './pass-together.js';
import { mayGoTogether } from './together.js';
import { useWords } from './words.js';

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

interface Chosen {
  readonly tasks: readonly TaskView[];
  readonly choose: (tasks: readonly TaskView[]) => void;
}

/** A box for each task that may be passed together with others, where there are several. */
const useChoiceColumn = (
  all: readonly TaskView[],
  { tasks, choose }: Chosen,
): readonly Column<TaskView>[] => {
  const words = useWords();
  const past = isPast(useMoment());
  const open = past ? [] : all.filter(mayGoTogether);
  if (open.length < 2) return [];
  const isChosen = ({ id }: TaskView): boolean => tasks.some((one) => one.id === id);
  const box = (task: TaskView) => (
    <Checkbox
      aria-label={words('choose', { title: task.title, name: task.subject.name })}
      checked={isChosen(task)}
      onChange={({ target }) =>
        choose(target.checked ? [...tasks, task] : tasks.filter(({ id }) => id !== task.id))
      }
    />
  );
  const every = (
    <Checkbox
      aria-label={words('chooseAll')}
      checked={open.every(isChosen)}
      indeterminate={open.some(isChosen) && !open.every(isChosen)}
      onChange={({ target }) => choose(target.checked ? open : [])}
    />
  );
  return [{ key: 'choice', title: every, cell: (task) => mayGoTogether(task) && box(task) }];
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

interface TasksProps {
  readonly inbox: InboxView;
  readonly overdueOnly: boolean;
  readonly setOverdueOnly: (only: boolean) => void;
}

const Tasks = ({ inbox, overdueOnly, setOverdueOnly }: TasksProps) => {
  const say = useSay();
  const words = useWords();
  const [tasks, choose] = useState<readonly TaskView[]>([]);
  const [together, setTogether] = useState<readonly TaskView[]>();
  const columns = [...useChoiceColumn(inbox.items, { tasks, choose }), ...useColumns()];
  const close = (): void => {
    setTogether(undefined);
    choose([]);
  };
  if (together !== undefined) return <PassTogether tasks={together} close={close} />;
  return (
    <>
      <div className="filters">
        <Checkbox checked={overdueOnly} onChange={({ target }) => setOverdueOnly(target.checked)}>
          {say('inbox.overdueCount', { count: inbox.counts.overdue })}
        </Checkbox>
        {tasks.length > 0 && (
          <Button type="primary" size="small" onClick={() => setTogether(tasks)}>
            {words('start', { count: tasks.length })}
          </Button>
        )}
        <span className="filters-note">{say('word.total', { count: inbox.counts.total })}</span>
        <Export route="/api/v1/inbox" query={overdueOnly ? { overdue: 'true' } : {}} name="inbox" />
      </div>
      <Sheet
        label={say('nav.inbox')}
        columns={columns}
        rows={inbox.items}
        rowKey={({ id }) => id}
        empty={say('inbox.empty')}
      />
    </>
  );
};

/** What somebody may begin without waiting for a task. */
const Beginnings = () => {
  const say = useSay();
  const may = useMay();
  return (
    <>
      {may('deposit:file') && (
        <Link className="button" to="/deposits/new">
          {say('deposits.new')}
        </Link>
      )}
      {may('withdrawal:file') && (
        <Link className="button" to="/withdrawals/new">
          {say('withdrawals.new')}
        </Link>
      )}
    </>
  );
};

/** 我的待办: what waits for this officer. */
export const InboxPage = () => {
  const say = useSay();
  const [overdueOnly, setOverdueOnly] = useState(false);
  const query = { perPage: 200, ...(overdueOnly && { overdue: 'true' }) };
  const inbox = useRead<InboxView>('/api/v1/inbox', { query });
  return (
    <Page title={say('nav.inbox')} about={say('inbox.about')} actions={<Beginnings />}>
      {inbox.data === undefined ? (
        <Waiting error={inbox.error} retry={() => void inbox.refetch()} />
      ) : (
        <Tasks inbox={inbox.data} overdueOnly={overdueOnly} setOverdueOnly={setOverdueOnly} />
      )}
    </Page>
  );
};
