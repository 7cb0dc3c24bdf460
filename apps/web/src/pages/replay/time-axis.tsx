import { useNavigate } from '@tanstack/react-router';
import { Slider } from 'antd';
import { useRead } from '../../api/hooks.js';
import { useMoment, type Moment } from '../../api/moment.js';
import type { DensityStep, Items } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { afterPaint } from '../../parts/after-paint.js';
import { Waiting } from '../../parts/states.js';

const HEIGHT = 44;
const BAR = 10;
const POSITION = /^@(\d+)$/;

/** The step a moment lies in; the last one for now. */
const stepOf = (steps: readonly DensityStep[], moment: string | undefined): number => {
  const last = steps.length - 1;
  if (moment === undefined) return last;
  const position = POSITION.exec(moment)?.[1];
  const found = steps.findIndex((step) =>
    position === undefined ? step.until >= moment.slice(0, 10) : step.position >= Number(position),
  );
  return found === -1 ? last : found;
};

const countOf = (steps: readonly DensityStep[], index: number): number =>
  (steps[index]?.position ?? 0) - (steps[index - 1]?.position ?? 0);

interface DensityProps {
  readonly steps: readonly DensityStep[];
  /** Steps after this one are not known at the moment looked at. */
  readonly known: number;
}

const Months = ({ steps }: Pick<DensityProps, 'steps'>) => (
  <div className="density-months" aria-hidden="true">
    {steps.map(({ until }, index) => {
      const begins = index > 0 && until.slice(0, 7) !== steps[index - 1]?.until.slice(0, 7);
      if (!begins) return null;
      const month = Number(until.slice(5, 7));
      return (
        <span key={until} style={{ left: `${(index / steps.length) * 100}%` }}>
          {month === 1 ? until.slice(0, 4) : month}
        </span>
      );
    })}
  </div>
);

/** How many events each step of time holds, and the months. */
const Density = ({ steps, known }: DensityProps) => {
  const say = useSay();
  const counts = steps.map((_, index) => countOf(steps, index));
  const most = Math.max(1, ...counts);
  const width = steps.length * BAR;
  return (
    <div className="density">
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={say('replay.density')}
      >
        {counts.map((count, index) => {
          const height = Math.max(count > 0 ? 2 : 0, (Math.sqrt(count) / Math.sqrt(most)) * HEIGHT);
          const { until } = steps[index] ?? { until: '' };
          return (
            <rect
              key={until}
              x={index * BAR + 1}
              y={HEIGHT - height}
              width={BAR - 2}
              height={height}
              className={index <= known ? 'density-known' : 'density-unknown'}
            >
              <title>{say('replay.step', { until, count })}</title>
            </rect>
          );
        })}
      </svg>
      <Months steps={steps} />
    </div>
  );
};

interface HandleProps {
  readonly steps: readonly DensityStep[];
  readonly name: string;
  readonly moment: string | undefined;
  readonly move: (moment: string | undefined) => void;
}

const Handle = ({ steps, name, moment, move }: HandleProps) => {
  const say = useSay();
  const last = steps.length - 1;
  const at = stepOf(steps, moment);
  return (
    <>
      <span className="axis-name">{name}</span>
      <Slider
        key={at}
        min={0}
        max={last}
        defaultValue={at}
        included={false}
        ariaLabelForHandle={name}
        ariaValueTextFormatterForHandle={(index: number) => steps[index]?.until ?? ''}
        tooltip={{ formatter: (index) => steps[index ?? last]?.until }}
        onChangeComplete={(index: number) => move(index === last ? undefined : steps[index]?.until)}
      />
      <span className="axis-value">{moment ?? say('moment.now')}</span>
    </>
  );
};

/** One axis of time with the log's density and two handles: what was known, and what was in force. */
export const TimeAxis = () => {
  const say = useSay();
  const navigate = useNavigate({ from: '/replay' });
  const { asOf, knownAt } = useMoment();
  const density = useRead<Items<DensityStep>>('/api/v1/events/density');
  const steps = density.data?.items;
  if (steps === undefined) return <Waiting error={density.error} retry={() => void density.refetch()} />;
  const move = (change: { readonly [K in keyof Moment]: string | undefined }): void =>
    afterPaint(() => void navigate({ search: (before) => ({ ...before, ...change }) }));
  return (
    <section className="axis" aria-label={say('replay.axis')}>
      <span className="axis-name soft">{say('replay.density')}</span>
      <Density steps={steps} known={stepOf(steps, knownAt)} />
      <span className="axis-value soft">@{steps.at(-1)?.position}</span>
      <Handle
        steps={steps}
        name={say('replay.knownAt')}
        moment={knownAt}
        move={(moment) => move({ knownAt: moment })}
      />
      <Handle
        steps={steps}
        name={say('replay.asOf')}
        moment={asOf}
        move={(moment) => move({ asOf: moment })}
      />
    </section>
  );
};
