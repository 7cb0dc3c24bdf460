import type { ParkYearView } from '../../api/views.js';
import { AmountLines } from '../../parts/amount-lines.js';
import { Facts, Panel } from '../../parts/page.js';
import { Sheet } from '../../parts/sheet.js';
import { StatusTag } from '../../parts/status-tag.js';
import { useCode } from '../../parts/words.js';
import { useWords } from './words.js';

type Props = { readonly year: ParkYearView };

const Due = ({ on, late }: { readonly on: string | null; readonly late: boolean }) => {
  const words = useWords();
  if (on === null) return null;
  return (
    <span className={late ? 'soon' : 'soft'}>
      {words('due', { date: on })} {late && words('late')}
    </span>
  );
};

const Targets = ({ year }: Props) => {
  const words = useWords();
  const code = useCode();
  return (
    <Sheet
      label={words('targets')}
      rows={year.targets}
      rowKey={({ medium, indicator }) => `${medium} ${indicator}`}
      empty={words('noTargets')}
      columns={[
        { key: 'medium', title: code('field', 'medium'), cell: ({ medium }) => code('medium', medium) },
        { key: 'indicator', title: code('field', 'indicator'), cell: ({ indicator }) => indicator },
        { key: 'value', title: code('field', 'target'), figure: true, cell: ({ value }) => value },
        { key: 'unit', title: code('field', 'unit'), cell: ({ unit }) => unit },
      ]}
    />
  );
};

const useVerdict = ({ verdict }: ParkYearView): string => {
  const words = useWords();
  const code = useCode();
  if (verdict === null) return words('noVerdict');
  const { quality, taskDone } = verdict;
  return [
    `${code('medium', 'WATER')} ${code('quality', quality.water)}`,
    `${code('medium', 'AIR')} ${code('quality', quality.air)}`,
    words(taskDone ? 'taskDone' : 'taskMissed'),
  ].join('，');
};

const Award = ({ year: { award } }: Props) => {
  const words = useWords();
  if (award === null) return <span className="soft">{words('noAward')}</span>;
  return (
    <span className="spread">
      <StatusTag status={award.status} /> <AmountLines lines={award.lines} />
      <Due on={award.dueOn} late={award.late} /> {award.documentNo}
    </span>
  );
};

/** One year of a park: what was to be, what was, and what came of it. */
export const ParkYear = ({ year }: Props) => {
  const words = useWords();
  const code = useCode();
  const verdict = useVerdict(year);
  const amounts = (lines: ParkYearView['allowed']) => (lines === null ? '—' : <AmountLines lines={lines} />);
  return (
    <Panel
      title={words('year', { year: year.year })}
      note={<Due on={year.targetsDueOn} late={year.targetsLate} />}
    >
      <div className="columns">
        <Targets year={year} />
        <Facts
          rows={[
            [words('consented'), year.consentNo ?? words('waiting')],
            [`${code('field', 'allowed')} (t/a)`, amounts(year.allowed)],
            [`${code('field', 'actual')} (t/a)`, amounts(year.actual)],
            [words('verdict'), verdict],
            [`${words('award')} (t/a)`, <Award key="award" year={year} />],
          ]}
        />
      </div>
    </Panel>
  );
};
