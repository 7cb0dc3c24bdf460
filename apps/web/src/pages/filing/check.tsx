import type { UseQueryResult } from '@tanstack/react-query';
import { isProblem } from '../../api/problem.js';
import type { RuleView } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { Panel } from '../../parts/page.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { RuleList } from '../../parts/rule-list.js';

/** What filing it now would come to: what is wrong, or every rule it passes. */
export const Check = ({
  trial,
}: {
  readonly trial: UseQueryResult<{ readonly rules?: readonly RuleView[] }>;
}) => {
  const say = useSay();
  const { data, error } = trial;
  return (
    <aside className="sticky">
      <Panel title={say('filing.check')}>
        {isProblem(error) && <ProblemNotice error={error} />}
        {error === null && data === undefined && <p className="soft">{say('filing.incomplete')}</p>}
        {error === null && data !== undefined && (
          <>
            <div className="verdict" role="status">
              {say('filing.ready')}
            </div>
            <RuleList rules={data.rules ?? []} />
          </>
        )}
      </Panel>
    </aside>
  );
};
