import {
  apportion,
  collect,
  least,
  must,
  splitThreeSeven,
  subtract,
  sum,
  tonnes,
  ZERO,
  type Milligram,
  type Pollutant,
} from '#kernel';
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
  const { municipal, local } = splitThreeSeven(net);
  return { pollutant, gross, obligations, provincial, net, municipal, local, payments, takeable };
};

/** An area with a part in a deposit, and what it owes. */
export interface Area {
  readonly place: string;
  /** Its part in proportion to the others'. */
  readonly weight: bigint;
  readonly debts: ObligationState;
}

/** An area's part of one pollutant. */
export type AreaPart = Share & { readonly place: string };

/** One pollutant of a deposit as a whole, and area by area. */
export type Portion = Share & { readonly areas: readonly AreaPart[] };

const together = (
  areas: readonly AreaPart[],
  of: Exclude<keyof Share, 'pollutant' | 'payments'>,
): Milligram => sum(areas.map((area) => area[of]));

/**
 * 分摊：a deposit's gross among the areas of a shared work, each part with its own area's debts, and the province's take
 * among what they can give (rulebook 1.6). One area alone gets all of it.
 */
export const shareAmong = (
  { pollutant, gross, take }: Gross,
  among: readonly Area[],
  order: SplitOrder,
): Portion => {
  const grosses = apportion(
    gross,
    among.map(({ weight }) => weight),
  );
  const shared = (takes: readonly Milligram[]): readonly AreaPart[] =>
    among.map(({ place, debts }, index) => {
      const part = { gross: must(grosses[index], 'gross of an area'), take: takes[index] ?? ZERO };
      return { place, ...shareOut({ pollutant, ...part }, debts, order) };
    });
  const untaken = shared([]);
  const takeable = untaken.map((area) => area.takeable);
  const areas = take === ZERO ? untaken : shared(apportion(least(take, sum(takeable)), takeable));
  return {
    pollutant,
    gross,
    obligations: together(areas, 'obligations'),
    provincial: together(areas, 'provincial'),
    net: together(areas, 'net'),
    municipal: together(areas, 'municipal'),
    local: together(areas, 'local'),
    takeable: together(areas, 'takeable'),
    payments: collect(areas, ({ payments }) => payments),
    areas,
  };
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
