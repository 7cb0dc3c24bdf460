import type { BalanceLine } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { roughly } from './tonnes.js';

const SHARES = ['available', 'held', 'withdrawn', 'writtenOff'] as const;
const WIDTH = 160;

/** A lot as a bar: what is available, held, drawn and void of what was credited. */
export const LotBar = ({ lot }: { readonly lot: BalanceLine }) => {
  const say = useSay();
  const whole = roughly(lot.credited) || 1;
  const words = SHARES.map((share) => `${say(`balance.${share}`)} ${lot[share]}`).join('，');
  return (
    <div className="bar" role="img" aria-label={words} title={words} style={{ width: WIDTH }}>
      {SHARES.map((share) => (
        <span
          key={share}
          className={`bar-${share}`}
          style={{ width: `${(roughly(lot[share]) / whole) * 100}%` }}
        />
      ))}
    </div>
  );
};

export const LotLegend = () => {
  const say = useSay();
  return (
    <div className="legend">
      {SHARES.map((share) => (
        <span key={share}>
          <i className={`bar-${share}`} />
          {say(`balance.${share}`)}
        </span>
      ))}
      <span>{say('word.unitNote')}</span>
    </div>
  );
};
