import { App, Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useWrite } from '../api/hooks.js';
import type { BodyOf, WriteRoute } from '../api/routes.js';
import type { ReviewView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Panel } from './page.js';
import { ProblemNotice } from './problem-notice.js';
import { instant } from './times.js';
import { useCode } from './words.js';

export type Decision = 'PASS' | 'RETURN' | 'REJECT';
const DECISIONS: readonly Decision[] = ['PASS', 'RETURN', 'REJECT'];

/** A step somebody takes on an item: where it goes and what it says. */
export interface ReviewStep<P extends WriteRoute> {
  readonly name: string;
  readonly route: P;
  readonly body: (decision: Decision, opinion: string) => BodyOf<P>;
}

interface ReviewBoxProps<P extends WriteRoute> {
  readonly step: ReviewStep<P>;
  readonly id: string;
  /** The ledger would refuse to let it pass. */
  readonly blocked: boolean;
}

interface DecideProps {
  readonly decision: Decision;
  readonly disabled: boolean;
  readonly pending: boolean;
  readonly act: () => void;
}
const Decide = ({ decision, disabled, pending, act }: DecideProps) => {
  const say = useSay();
  const word = useCode()('decision', decision);
  return (
    <Popconfirm
      title={say('deposits.ask', { decision: word })}
      okText={say('word.confirm')}
      cancelText={say('word.cancel')}
      onConfirm={act}
      disabled={disabled}
    >
      <Button
        type={decision === 'PASS' ? 'primary' : 'default'}
        danger={decision === 'REJECT'}
        disabled={disabled}
        loading={pending}
      >
        {word}
      </Button>
    </Popconfirm>
  );
};

const useAct = <P extends WriteRoute>({ route, body }: ReviewStep<P>, id: string) => {
  const say = useSay();
  const code = useCode();
  const { message } = App.useApp();
  const acting = useWrite<{ readonly status?: string }, P>(route);
  const act = (decision: Decision, opinion: string): void =>
    acting.mutate(
      { path: { id }, body: body(decision, opinion || say('deposits.agree')) },
      {
        onSuccess: ({ status }) => {
          const words = { decision: code('decision', decision), status: code('status', status) };
          void message.success(say('deposits.done', words));
        },
      },
    );
  return { act, acting };
};

/** 通过 / 退回 / 驳回 with an opinion; each asks once more, and a closed button says why. */
export const ReviewBox = <P extends WriteRoute>({ step, id, blocked }: ReviewBoxProps<P>) => {
  const say = useSay();
  const code = useCode();
  const [opinion, setOpinion] = useState('');
  const { act, acting } = useAct(step, id);
  return (
    <Panel title={`${say('deposits.act')} · ${code('step', step.name)}`}>
      {acting.error && <ProblemNotice error={acting.error} />}
      <Input.TextArea
        aria-label={say('word.opinion')}
        placeholder={say('word.opinion')}
        value={opinion}
        maxLength={2000}
        rows={2}
        onChange={({ target }) => setOpinion(target.value)}
      />
      <div className="decisions">
        {DECISIONS.map((decision) => (
          <Decide
            key={decision}
            decision={decision}
            pending={acting.isPending}
            disabled={decision === 'PASS' ? blocked : opinion.trim() === ''}
            act={() => act(decision, opinion.trim())}
          />
        ))}
        <span className="soft">{blocked ? say('deposits.closed') : say('deposits.opinionNeeded')}</span>
      </div>
    </Panel>
  );
};

/** Who has signed before, and what they said. */
export const Signed = ({ reviews }: { readonly reviews: readonly ReviewView[] }) => {
  const say = useSay();
  const code = useCode();
  return (
    <Panel title={say('deposits.signed')}>
      {reviews.length === 0 && <p className="soft">{say('deposits.noSteps')}</p>}
      <ol className="signed">
        {reviews.map(({ step, medium, decision, opinion, by, at }) => (
          <li key={`${step} ${at}`}>
            <strong>{code('step', step)}</strong> {medium && code('medium', medium)}{' '}
            {code('decision', decision)}
            <span className="soft">
              {' '}
              {opinion} · {by} · {instant(at)}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
};
