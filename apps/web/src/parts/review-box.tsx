import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Popconfirm } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { lazy, Suspense, useRef, useState, type RefObject } from 'react';
import { useWrite } from '../api/hooks.js';
import type { BodyOf, WriteRoute } from '../api/routes.js';
import type { ReviewView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { pruned } from './drafts.js';
import { Panel } from './page.js';
import { ProblemNotice } from './problem-notice.js';
import { useShortcut } from './shortcuts.js';
import { instant } from './times.js';
import { useCode } from './words.js';

export type Decision = 'PASS' | 'RETURN' | 'REJECT';
const DECISIONS: readonly Decision[] = ['PASS', 'RETURN', 'REJECT'];
const KEYS = { PASS: 'a', RETURN: 'r', REJECT: 'x' } as const;

export type Extras = Readonly<Record<string, unknown>>;

/** A step somebody takes on an item: where it goes and what it says. */
export interface ReviewStep<P extends WriteRoute> {
  readonly name: string;
  readonly route: P;
  readonly body: (decision: Decision, opinion: string) => BodyOf<P>;
  /** Members of the body that may be given besides, such as what the province takes. */
  readonly extras?: readonly string[];
}

/** What a step would write with what is given besides. */
export const bodyOf = <P extends WriteRoute>(
  { body }: ReviewStep<P>,
  decision: Decision,
  { opinion, extras }: { readonly opinion: string; readonly extras: Extras },
): BodyOf<P> => Object.assign({}, pruned(extras), body(decision, opinion));

interface ReviewBoxProps<P extends WriteRoute> {
  readonly step: ReviewStep<P>;
  readonly id: string;
  /** The ledger would refuse to let it pass. */
  readonly blocked: boolean;
  readonly extras: Extras;
  readonly setExtras: (extras: Extras) => void;
}

interface DecideProps {
  readonly decision: Decision;
  readonly disabled: boolean;
  readonly pending: boolean;
  readonly act: () => void;
  readonly opinion: RefObject<TextAreaRef | null>;
}
const Decide = ({ decision, disabled, pending, act, opinion }: DecideProps) => {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const word = useCode()('decision', decision);
  useShortcut(KEYS[decision], word, () => {
    if (!disabled) setOpen(true);
    else if (decision !== 'PASS') opinion.current?.focus();
  });
  return (
    <Popconfirm
      title={say('deposits.ask', { decision: word })}
      okText={say('word.confirm')}
      cancelText={say('word.cancel')}
      okButtonProps={{ autoFocus: true }}
      open={open}
      onOpenChange={(next) => setOpen(next && !disabled)}
      onConfirm={act}
    >
      <Button
        type={decision === 'PASS' ? 'primary' : 'default'}
        danger={decision === 'REJECT'}
        disabled={disabled}
        loading={pending}
        aria-keyshortcuts={KEYS[decision]}
      >
        {word}
      </Button>
    </Popconfirm>
  );
};

const outcomeKey = (id: string) => ['outcome', id];
/** What the last act on an item came to, for as long as this page is open. */
export const Outcome = ({ id }: { readonly id: string }) => {
  const outcome = useQuery<string>({
    queryKey: outcomeKey(id),
    queryFn: () => '',
    enabled: false,
    staleTime: Infinity,
  });
  if (outcome.data === undefined) return null;
  return (
    <div className="done" role="status">
      {outcome.data}
    </div>
  );
};

const useAct = <P extends WriteRoute>(step: ReviewStep<P>, id: string, extras: Extras) => {
  const say = useSay();
  const code = useCode();
  const queries = useQueryClient();
  const acting = useWrite<{ readonly status?: string }, P>(step.route);
  const act = (decision: Decision, typed: string): void => {
    const opinion = typed || say('deposits.agree');
    const said = ({ status }: { readonly status?: string }): void => {
      const words = { decision: code('decision', decision), status: code('status', status) };
      queries.setQueryData(outcomeKey(id), say('deposits.done', words));
    };
    // The box may be gone before what it did is told: the step is done then, and somebody else's turn.
    void acting
      .mutateAsync({ path: { id }, body: bodyOf(step, decision, { opinion, extras }) })
      .then(said, () => undefined);
  };
  return { act, acting };
};

/** The boxes of forms come when a step has something besides an opinion to say. */
const StepBoxes = lazy(async () => ({ default: (await import('./act/step-boxes.js')).StepBoxes }));

type ExtrasProps<P extends WriteRoute> = Pick<ReviewBoxProps<P>, 'step' | 'extras' | 'setExtras'>;
const ExtraBoxes = <P extends WriteRoute>({ step, extras, setExtras }: ExtrasProps<P>) => {
  const say = useSay();
  if (step.extras === undefined) return null;
  return (
    <details className="extras">
      <summary>{say('review.extras')}</summary>
      <Form layout="vertical" initialValues={extras} onValuesChange={(_, all) => setExtras(all as Extras)}>
        <Suspense>
          <StepBoxes route={step.route} only={step.extras} />
        </Suspense>
      </Form>
    </details>
  );
};

interface OpinionBoxProps {
  readonly ref: RefObject<TextAreaRef | null>;
  readonly opinion: string;
  readonly setOpinion: (opinion: string) => void;
}
/** `o` leads into it, Escape out again. */
const OpinionBox = ({ ref, opinion, setOpinion }: OpinionBoxProps) => {
  const say = useSay();
  useShortcut('o', say('keys.opinion'), () => ref.current?.focus());
  return (
    <Input.TextArea
      ref={ref}
      aria-label={say('word.opinion')}
      aria-keyshortcuts="o"
      placeholder={say('word.opinion')}
      value={opinion}
      maxLength={2000}
      rows={2}
      onChange={({ target }) => setOpinion(target.value)}
      onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.blur()}
    />
  );
};

/** 通过 / 退回 / 驳回 with an opinion; each asks once more, and a closed button says why. */
export const ReviewBox = <P extends WriteRoute>({
  step,
  id,
  blocked,
  extras,
  setExtras,
}: ReviewBoxProps<P>) => {
  const say = useSay();
  const code = useCode();
  const [opinion, setOpinion] = useState('');
  const box = useRef<TextAreaRef>(null);
  const { act, acting } = useAct(step, id, extras);
  return (
    <Panel title={`${say('deposits.act')} · ${code('step', step.name)}`}>
      {acting.error && <ProblemNotice error={acting.error} />}
      <OpinionBox ref={box} opinion={opinion} setOpinion={setOpinion} />
      <ExtraBoxes step={step} extras={extras} setExtras={setExtras} />
      <div className="decisions">
        {DECISIONS.map((decision) => (
          <Decide
            key={decision}
            decision={decision}
            pending={acting.isPending}
            disabled={decision === 'PASS' ? blocked : opinion.trim() === ''}
            act={() => act(decision, opinion.trim())}
            opinion={box}
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
