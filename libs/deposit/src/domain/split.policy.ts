import { least, splitThreeSeven, subtract, sum, tonnes, ZERO, type Milligram, type Pollutant } from '#kernel';
import type { SplitLine } from '#contract/deposit';
import { settle, type ObligationState, type Payment } from '#libs/obligation';

/** What is paid first: the locality's debts, or the province's take (policy A11). */
export type SplitOrder = 'OBLIGATIONS_FIRST' | 'PROVINCE_FIRST';

/** One pollutant of a deposit, and what the province's document takes of it. */
export interface Gross {
  readonly pollutant: Pollutant;
  readonly gross: Milligram;
  readonly take: Milligram;
}

/** Where each milligram goes: gross = obligations + provincial + municipal + local. */
export interface Share {
  readonly pollutant: Pollutant;
  readonly gross: Milligram;
  readonly obligations: Milligram;
  readonly provincial: Milligram;
  readonly net: Milligram;
  readonly municipal: Milligram;
  readonly local: Milligram;
  readonly payments: readonly Payment[];
  /** As much as the province could have taken. */
  readonly takeable: Milligram;
}

/**
 * 分级储备：gross → obligations → provincial take → 3:7 of the rest (第三条, policies A11 and A12). A take larger than
 * what can be taken counts only up to that here; a rule of its own refuses it.
 */
export const shareOut = (
  { pollutant, gross, take }: Gross,
  debts: ObligationState,
  order: SplitOrder,
): Share => {
  const reserved = order === 'PROVINCE_FIRST' ? least(take, gross) : ZERO;
  const payments = settle(debts, [{ pollutant, amount: subtract(gross, reserved) }]);
  const obligations = sum(payments.map(({ amount }) => amount));
  const takeable = order === 'PROVINCE_FIRST' ? gross : subtract(gross, obligations);
  const provincial = least(take, takeable);
  const net = subtract(subtract(gross, obligations), provincial);
  return { pollutant, gross, obligations, provincial, net, ...splitThreeSeven(net), payments, takeable };
};

/** A share as events and answers carry it. */
export const splitLine = ({
  pollutant,
  gross,
  obligations,
  provincial,
  net,
  municipal,
  local,
}: Share): SplitLine => ({
  pollutant,
  gross: tonnes(gross),
  obligations: tonnes(obligations),
  provincial: tonnes(provincial),
  net: tonnes(net),
  municipal: tonnes(municipal),
  local: tonnes(local),
});
