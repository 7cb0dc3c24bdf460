import { Button, Input } from 'antd';
import { useState } from 'react';
import type { TaskView } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { Panel } from '../../parts/page.js';
import { Sheet } from '../../parts/sheet.js';
import { SubjectLink } from '../../parts/subject-link.js';
import { useCode } from '../../parts/words.js';
import { usePassing, useVerdicts, type Outcome } from './together.js';
import { useWords } from './words.js';

interface StateProps {
  readonly verdict: Outcome | undefined;
  readonly outcome: Outcome | undefined;
  readonly running: boolean;
}

/** Where one of them stands: what it would come to, or what it came to. */
const State = ({ verdict, outcome, running }: StateProps) => {
  const words = useWords();
  const code = useCode();
  if (outcome?.error)
    return <span className="late wrap">{words('refused', { why: outcome.error.message })}</span>;
  if (outcome) return <span>{words('passed', { status: code('status', outcome.status) })}</span>;
  if (verdict === undefined) return <span className="soft">{words('waiting')}</span>;
  if (verdict.error)
    return <span className="late wrap">{words('mayNot', { why: verdict.error.message })}</span>;
  return <span className="soft">{words(running ? 'turn' : 'may')}</span>;
};

interface ActProps {
  readonly fit: readonly TaskView[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly running: boolean;
  readonly run: (opinion: string) => void;
  readonly close: () => void;
}

/** The one opinion, the button, and how far it has come. */
const Act = ({ fit, outcomes, running, run, close }: ActProps) => {
  const words = useWords();
  const say = useSay();
  const [opinion, setOpinion] = useState('');
  const refused = [...outcomes.values()].filter(({ error }) => error !== undefined).length;
  const begun = running || outcomes.size > 0;
  return (
    <>
      {!begun && (
        <Input.TextArea
          aria-label={say('word.opinion')}
          placeholder={say('word.opinion')}
          rows={2}
          maxLength={2000}
          value={opinion}
          onChange={({ target }) => setOpinion(target.value)}
        />
      )}
      <div className="decisions">
        {!begun && (
          <Button
            type="primary"
            disabled={fit.length === 0}
            onClick={() => run(opinion.trim() || say('deposits.agree'))}
          >
            {words('pass', { count: fit.length })}
          </Button>
        )}
        <Button onClick={close} disabled={running}>
          {say(begun ? 'word.close' : 'word.cancel')}
        </Button>
        <span role="status" className="soft">
          {running && words('progress', { done: outcomes.size, all: fit.length })}
          {begun && !running && words('finished', { passed: outcomes.size - refused, refused })}
        </span>
      </div>
    </>
  );
};

interface PassTogetherProps {
  readonly tasks: readonly TaskView[];
  readonly close: () => void;
}

/** 一并通过: several reviews with one opinion, each its own command with its own answer. */
export const PassTogether = ({ tasks, close }: PassTogetherProps) => {
  const words = useWords();
  const say = useSay();
  const { outcomes, running, run } = usePassing();
  const verdicts = useVerdicts(tasks, !running && outcomes.size === 0);
  const rows = tasks.map((task, index) => ({ task, verdict: verdicts[index] }));
  const fit = rows.filter(({ verdict }) => verdict !== undefined && !verdict.error).map(({ task }) => task);
  return (
    <Panel title={words('title')} note={say('word.total', { count: tasks.length })}>
      <p className="soft">{words('about')}</p>
      <Sheet
        label={words('title')}
        rows={rows}
        rowKey={({ task }) => task.id}
        columns={[
          {
            key: 'task',
            title: say('inbox.task'),
            cell: ({ task }) => <SubjectLink subject={task.subject}>{task.title}</SubjectLink>,
          },
          { key: 'subject', title: say('inbox.subject'), cell: ({ task }) => task.subject.name },
          {
            key: 'state',
            title: words('verdict'),
            cell: ({ task, verdict }) => (
              <State verdict={verdict} outcome={outcomes.get(task.id)} running={running} />
            ),
          },
        ]}
      />
      <Act
        fit={fit}
        outcomes={outcomes}
        running={running}
        run={(opinion) => void run(fit, opinion)}
        close={close}
      />
    </Panel>
  );
};
