import type { BalanceLine } from '../api/views.js';
import { useSay } from '../messages/language.js';
import type { Column } from './sheet.js';

type Figure = Exclude<keyof BalanceLine, 'pollutant'>;

/** Columns of amounts for members of a balance line. */
export const useFigures = (members: readonly Figure[]): readonly Column<BalanceLine>[] => {
  const say = useSay();
  return members.map((member) => ({
    key: member,
    title: say(`balance.${member}`),
    amount: (line: BalanceLine) => line[member],
  }));
};

/** What a lot or a part of one consists of. */
export const LOT_FIGURES = ['credited', 'available', 'held', 'withdrawn', 'writtenOff'] as const;
