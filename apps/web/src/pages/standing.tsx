import { Link, useSearch } from '@tanstack/react-router';
import { useRead } from '../api/hooks.js';
import type { StandingView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Facts, Page, Panel } from '../parts/page.js';
import { POLLUTANTS } from '../parts/pollutants.js';
import { RuleList } from '../parts/rule-list.js';
import { StandingMatrix } from '../parts/standing-matrix.js';
import { Waiting } from '../parts/states.js';
import { To } from '../parts/to.js';
import { useCode, usePlaceName } from '../parts/words.js';
import { useOwns } from '../session/owns.js';

type Props = { readonly standing: StandingView };

/** Whether an act is open to the place, and every reason. */
const ActPanel = ({ act }: { readonly act: StandingView['acts'][number] }) => {
  const say = useSay();
  const code = useCode();
  const { open, closedFor, reasons } = act;
  return (
    <Panel
      title={code('act', act.act)}
      note={
        <span className={open ? '' : 'late'}>
          {say(open ? 'standing.open' : 'standing.closed')}{' '}
          {closedFor.length < POLLUTANTS.length && closedFor.join('、')}
        </span>
      }
    >
      <RuleList rules={reasons} />
    </Panel>
  );
};

const useVerdict = ({ verdict, verdictYear: year }: StandingView): string => {
  const say = useSay();
  const code = useCode();
  if (verdict === null) return say('standing.unjudged', { year });
  const { quality, taskDone, carried } = verdict;
  return [
    `${code('medium', 'WATER')} ${code('quality', quality.water)}`,
    `${code('medium', 'AIR')} ${code('quality', quality.air)}`,
    say(taskDone ? 'standing.taskDone' : 'standing.taskMissed'),
    ...(carried ? [say('standing.carried')] : []),
  ].join('，');
};

const Standing = ({ standing }: Props) => {
  const say = useSay();
  const verdict = useVerdict(standing);
  const { place, acts, measures, verdictYear: year } = standing;
  return (
    <>
      <Facts
        rows={[
          [say('standing.verdict', { year }), verdict],
          [
            say('standing.measures'),
            measures.length === 0 ? '—' : measures.map(({ taken }) => taken).join('；'),
          ],
          [
            say('standing.more'),
            <span key="more" className="spread">
              {(['orders', 'warnings', 'readings', 'assessments'] as const).map((page) => (
                <To key={page} page={`/${page}`} search={{ place }}>
                  {say(`standing.${page}`)}
                </To>
              ))}
            </span>,
          ],
        ]}
      />
      <div className="columns standing-acts">
        {acts.map((act) => (
          <ActPanel key={act.act} act={act} />
        ))}
      </div>
    </>
  );
};

/** What one place may do now, and why. */
const PlaceStanding = ({ place }: { readonly place: string }) => {
  const say = useSay();
  const nameOf = usePlaceName();
  const read = useRead<StandingView>('/api/v1/standing/{place}', { path: { place } });
  return (
    <Panel
      title={say('standing.ofPlace', { place: nameOf(place) })}
      note={<Link to="/standing">{say('word.close')}</Link>}
    >
      {read.data === undefined ? (
        <Waiting error={read.error} retry={() => void read.refetch()} />
      ) : (
        <Standing standing={read.data} />
      )}
    </Panel>
  );
};

/** 达标: the matrix of all places, and what one of them may do. */
export const StandingPage = () => {
  const say = useSay();
  const owns = useOwns();
  const { place } = useSearch({ from: '/frame/standing' });
  return (
    <Page title={say('nav.standing')} about={say('standing.about')}>
      {place !== undefined && owns(place) && <PlaceStanding place={place} />}
      <Panel title={say('standing.matrix')}>
        <StandingMatrix />
      </Panel>
    </Page>
  );
};
