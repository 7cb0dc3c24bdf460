import type { UseQueryResult } from '@tanstack/react-query';
import { isProblem } from '../../api/problem.js';
import type { RuleView } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { Panel } from '../page.js';
import { ProblemNotice } from '../problem-notice.js';
import { RuleList } from '../rule-list.js';

interface CheckProps {
  readonly trial: UseQueryResult<{ readonly rules?: readonly RuleView[] }>;
}

/** What recording it now would come to: what is wrong, or every rule it passes. */
export const Check = ({ trial }: CheckProps) => {
  const say = useSay();
  const { data, error } = trial;
  return (
    <aside className="sticky" aria-label={say('form.check')}>
      <Panel title={say('form.check')}>
        {isProblem(error) && <ProblemNotice error={error} />}
        {error === null && data === undefined && <p className="soft">{say('form.incomplete')}</p>}
        {error === null && data !== undefined && (
          <>
            <div className="verdict" role="status">
              {say('form.ready')}
            </div>
            <RuleList rules={data.rules ?? []} />
          </>
        )}
      </Panel>
    </aside>
  );
};
