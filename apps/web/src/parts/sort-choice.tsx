import { Select } from 'antd';
import { useSay } from '../messages/language.js';

const SORTS = ['-filedAt', 'filedAt', '-updatedAt', 'status', 'place'] as const;

interface SortChoiceProps {
  readonly sort: string | undefined;
  readonly choose: (sort: string | undefined) => void;
}

/** In which order a register is shown; the newest first unless said. */
export const SortChoice = ({ sort, choose }: SortChoiceProps) => {
  const say = useSay();
  return (
    <Select
      className="filter"
      aria-label={say('sort.by')}
      value={sort ?? SORTS[0]}
      onChange={(chosen: string) => choose(chosen === SORTS[0] ? undefined : chosen)}
      options={SORTS.map((value) => ({ value, label: say(`sort.${value}`) }))}
    />
  );
};
