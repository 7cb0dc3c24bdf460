import type { CivilDate, DomainEvent, Pollutant, Tonnes } from '#kernel';
import type { ParkTarget } from './terms.js';

interface ParkYear {
  readonly park: string;
  readonly year: number;
}
export interface ParkLine {
  readonly pollutant: Pollutant;
  readonly amount: Tonnes;
}

/** 园区年度目标：due by the end of February, issued once the province consents (第十五条). */
export type ParkTargetSet = DomainEvent<
  'ParkTargetSet',
  ParkYear & { readonly targets: readonly ParkTarget[]; readonly dueOn: CivilDate; readonly late: boolean }
>;
/** 省厅同意. */
export type ParkTargetConsented = DomainEvent<
  'ParkTargetConsented',
  ParkYear & { readonly documentNo: string }
>;

/** 允许排放量：approved from the reported total, the prior result, discharge and surroundings (第十六条). */
export type ParkAllowedSet = DomainEvent<
  'ParkAllowedSet',
  ParkYear & { readonly lines: readonly ParkLine[]; readonly basis: string }
>;
/** 实际排放总量：estimated from valid data (第十六条、第十七条). */
export type ParkActualSet = DomainEvent<
  'ParkActualSet',
  ParkYear & { readonly lines: readonly ParkLine[]; readonly basis: string }
>;

/** 奖励额度：computed by the office, at most allowed − actual, due by 31 March (第十八条, policy A29). */
export type AwardComputed = DomainEvent<
  'AwardComputed',
  ParkYear & {
    readonly awardId: string;
    readonly lines: readonly ParkLine[];
    readonly dueOn: CivilDate;
    readonly late: boolean;
    readonly policies: readonly string[];
  }
>;
/** 省厅确认：the award enters the park's pool in the same append. */
export type AwardConfirmed = DomainEvent<
  'AwardConfirmed',
  ParkYear & {
    readonly awardId: string;
    readonly lotId: string;
    readonly documentNo: string;
    readonly policies?: readonly string[];
  }
>;
