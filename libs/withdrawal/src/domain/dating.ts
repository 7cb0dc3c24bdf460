import type { CivilDate } from '#kernel';

/** The days of an application: when it takes effect, and when it was filed. */
export interface Dates {
  readonly effectiveOn: CivilDate;
  readonly filedOn: CivilDate;
}

/** 追溯: it names a day before the one it was filed on. */
export const isBackDated = ({ effectiveOn, filedOn }: Dates): boolean => effectiveOn < filedOn;
