import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { write } from '../../api/client.js';
import type { WriteRoute } from '../../api/routes.js';
import type { TaskView } from '../../api/views.js';
import { useLanguage } from '../../messages/language.js';
import { bodyOf, type ReviewStep } from '../../parts/review-box.js';
import { depositElement, DEPOSIT_FIRST_REVIEW } from '../deposit-step.js';
import { withdrawalElement, WITHDRAWAL_FIRST_REVIEW } from '../withdrawal-step.js';

type Step = ReviewStep<WriteRoute>;

/**
 * Steps that several items may take with one opinion: those that say nothing but the opinion. What decides for good
 * (会审、终审), or rests on evidence of its own (现场核查), is looked at by itself (第二十三条).
 */
const STEPS: Readonly<Record<string, (medium: 'WATER' | 'AIR') => Step>> = {
  DEPOSIT_FIRST_REVIEW: () => DEPOSIT_FIRST_REVIEW,
  DEPOSIT_ELEMENT_REVIEW: depositElement,
  WITHDRAWAL_FIRST_REVIEW: () => WITHDRAWAL_FIRST_REVIEW,
  WITHDRAWAL_ELEMENT_REVIEW: withdrawalElement,
};

/** The step of a task that may be taken together with others, if it is one. */
const stepOf = ({ kind, medium }: TaskView): Step | undefined =>
  STEPS[kind]?.(medium === 'WATER' ? 'WATER' : 'AIR');

export const mayGoTogether = (task: TaskView): boolean => !task.information && stepOf(task) !== undefined;

interface Answer {
  readonly status?: string;
}
/** What became of one of them. */
export interface Outcome {
  readonly status?: string | undefined;
  readonly error?: Error;
}

const passing = async (
  task: TaskView,
  {
    opinion,
    language,
    dryRun,
  }: { readonly opinion: string; readonly language: string; readonly dryRun: boolean },
): Promise<Outcome> => {
  const step = stepOf(task);
  if (step === undefined) throw new Error(`${task.kind} is decided by itself`);
  const body = bodyOf(step, 'PASS', { opinion, extras: {} });
  const path = { id: task.subject.id };
  return write<Answer, WriteRoute>(step.route, { path, body, dryRun }, language).then(
    ({ status }) => ({ status }),
    (error: Error) => ({ error }),
  );
};

/** What passing each of them now would come to. */
export const useVerdicts = (
  tasks: readonly TaskView[],
  enabled: boolean,
): readonly (Outcome | undefined)[] => {
  const { language } = useLanguage();
  return useQueries({
    queries: tasks.map((task) => ({
      queryKey: ['together', task.id, language, 'trial'],
      queryFn: () => passing(task, { opinion: '', language, dryRun: true }),
      enabled,
    })),
    combine: (results) => results.map(({ data }) => data),
  });
};

/** Passes tasks one after another, each by a command of its own, and keeps what each came to. */
export const usePassing = () => {
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [running, setRunning] = useState(false);
  const run = async (tasks: readonly TaskView[], opinion: string): Promise<void> => {
    setRunning(true);
    for (const task of tasks) {
      const outcome = await passing(task, { opinion, language, dryRun: false });
      setOutcomes((before) => new Map(before).set(task.id, outcome));
    }
    setRunning(false);
    await queries.invalidateQueries();
  };
  return { outcomes, running, run };
};
