import type { AssessmentView, PoolOffer } from '../../api/views.js';
import { Required } from '../withdrawal.js';
import { useSay } from '../../messages/language.js';
import { Amount } from '../../parts/amount.js';
import { Panel } from '../../parts/page.js';
import { RulePanel } from '../../parts/rule-list.js';
import { Sheet } from '../../parts/sheet.js';
import { useCode, usePlaceName } from '../../parts/words.js';

const Offer = ({ offer, pollutant }: { readonly offer: PoolOffer; readonly pollutant: string }) => {
  const say = useSay();
  const line = offer.lines.find((one) => one.pollutant === pollutant);
  if (!offer.open) return <span className="late">{say('assess.closed')}</span>;
  return (
    <span className={line?.sufficient === true ? '' : 'late'}>
      <Amount value={line?.available} /> {line?.sufficient === true ? '✓' : '✗'}
    </span>
  );
};

const Pools = ({ assessment }: { readonly assessment: AssessmentView }) => {
  const say = useSay();
  const code = useCode();
  const nameOf = usePlaceName();
  const { lines, pools, shortfall } = assessment;
  return (
    <Panel title={say('assess.pools')} note={say('word.unitNote')}>
      <Sheet
        label={say('assess.pools')}
        rows={pools}
        rowKey={({ pool }) => pool}
        columns={[
          { key: 'pool', title: say('withdrawals.pool'), cell: ({ pool }) => nameOf(pool) },
          { key: 'tier', title: '', cell: ({ tier }) => <span className="soft">{code('tier', tier)}</span> },
          ...lines.map(({ pollutant }) => ({
            key: pollutant,
            title: pollutant,
            figure: true,
            cell: (offer: PoolOffer) => <Offer offer={offer} pollutant={pollutant} />,
          })),
        ]}
      />
      {shortfall.map(({ pollutant, shortfall: amount }) => (
        <p key={pollutant} className="late">
          {pollutant} {say('assess.shortfall', { amount })} {say('word.unit')}
        </p>
      ))}
    </Panel>
  );
};

/** The verdict a filing would get: conclusion, multiplication, pools, shortfall and every rule. */
export const Verdict = ({ assessment }: { readonly assessment: AssessmentView }) => {
  const say = useSay();
  const verdicts = {
    ACCEPTABLE: 'assess.ACCEPTABLE',
    NEEDS_RULING: 'assess.NEEDS_RULING',
    REFUSED: 'assess.REFUSED',
  } as const;
  return (
    <div data-verdict={assessment.verdict}>
      <div className={`verdict verdict-${assessment.verdict}`} role="status">
        {say(verdicts[assessment.verdict])}
      </div>
      <Panel title={say('assess.required')} note={say('word.unitNote')}>
        <Required lines={assessment.lines} />
      </Panel>
      <Pools assessment={assessment} />
      <RulePanel rules={assessment.rules} />
    </div>
  );
};
