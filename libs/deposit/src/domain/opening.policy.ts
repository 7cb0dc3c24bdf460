import {
  dateAt,
  holds,
  mgOf,
  sum,
  tonnes,
  ZERO,
  type CivilDate,
  type FieldFault,
  type RuleOutcome,
} from '#kernel';
import type { OpeningLine } from '#contract/deposit';
import type { ObligationState } from '#libs/obligation';
import type { PoolState } from '#libs/pool';
import type { FileReduction } from '#libs/reduction';

/** 期初结转：an entry of the ledger kept before, with what is left of it in either pool. */
export interface RecordOpening {
  readonly reduction: FileReduction;
  /** The entry's number in the old ledger, and that ledger's last day. */
  readonly entryNo: string;
  readonly closedOn: string;
  readonly decisionNo: string;
  readonly balances: readonly OpeningLine[];
}

/** Statements of an opening that cannot be true. */
export const openingFaults = (
  { closedOn, balances, reduction: { formedOn, apportionment } }: RecordOpening,
  today: CivilDate,
): readonly FieldFault[] => {
  const faults: readonly (FieldFault | false)[] = [
    closedOn > today && {
      field: 'closedOn',
      rule: 'notAfterToday',
      message: '截止日期不得晚于今日 / not after today',
    },
    closedOn < formedOn && {
      field: 'closedOn',
      rule: 'notBeforeFormed',
      message: '原台账截止时减排量须已形成 / the old ledger ends after the reduction was formed',
    },
    balances.every(({ municipal, local }) => mgOf(municipal) + mgOf(local) === ZERO) && {
      field: 'balances',
      rule: 'notZero',
      message: '结余合计不得为零 / all balances are zero',
    },
    Boolean(apportionment) && {
      field: 'apportionment',
      rule: 'notShared',
      message: '结转按各地台账分别登记 / each area carries over its own ledger',
    },
  ];
  return faults.filter((fault) => fault !== false);
};

/** 第四条、第二十三条：from the day a pool starts here, quota comes in by deposits, reviewed and split. */
export const endedBeforeStart = (closedOn: string, { pool, startedAt }: PoolState): RuleOutcome => {
  const startedOn = startedAt === null ? null : dateAt(startedAt);
  const inputs = { closedOn, pool, startedOn };
  return holds(startedOn === null || closedOn <= startedOn, 'OPENING_AFTER_START', { inputs });
};

/** 第二十一条：a debt is paid by deposits before anything comes in without one. */
export const owesNothing = (
  place: string,
  balances: readonly OpeningLine[],
  debts: ObligationState,
): readonly RuleOutcome[] =>
  balances.map(({ pollutant }) => {
    const open = sum(debts.map((debt) => (debt.pollutant === pollutant ? debt.open : ZERO)));
    return holds(open === ZERO, 'OPENING_WHILE_OWING', { inputs: { place, pollutant, open: tonnes(open) } });
  });
