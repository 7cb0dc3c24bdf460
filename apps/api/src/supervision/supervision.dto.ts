import type { CivilDate } from '#kernel';
import { VIOLATIONS, type Violation } from '#contract/accountability';
import { CivilDateField, Id, OneOf, PlaceField, Text } from '#libs/platform';

/** 问责记录. */
export class RecordAccountabilityDto {
  @PlaceField() place!: string;
  @OneOf(VIOLATIONS) violation!: Violation;
  @Id({ description: 'The finding, the reduction or the lot it is about, by the kind of violation.' })
  reference!: string;
  @Text({ max: 200, description: 'A body or post, never a private person.' }) accountable!: string;
  @Text({ max: 200 }) authority!: string;
  @Text({ max: 200 }) documentNo!: string;
  @CivilDateField() decidedOn!: CivilDate;
  @Text({ max: 1000, lines: true }) measure!: string;
}

/** 撤销认定、问题销号. */
export class DocumentedDto {
  @Text({ max: 200 }) documentNo!: string;
  @Text({ max: 1000, lines: true }) reason!: string;
}
