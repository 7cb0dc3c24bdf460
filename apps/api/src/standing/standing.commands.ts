import type { Station } from '#contract/standing';
import {
  usuallyBetterWhen,
  type CorrectReading,
  type LiftSuspension,
  type OrderSuspension,
  type ProposeSuspension,
  type RecordAssessment,
  type RecordReading,
  type SetParkTarget,
} from '#libs/standing';
import type { RecordAssessmentDto } from './assessment.dto.js';
import type { SetTargetsDto } from './park.dto.js';
import type { CorrectReadingDto, ReadingDto, StationDto } from './reading.dto.js';
import type { LiftSuspensionDto, OrderSuspensionDto, ProposeSuspensionDto } from './suspension.dto.js';

interface Item {
  readonly id: string;
  readonly place: string;
}

/** Bodies as the domain takes them. A field left out stays out only where that means something of its own. */

const toStation = ({ code, installed, networked, compared, sampled }: StationDto): Station => ({
  code,
  installed: installed ?? null,
  networked: networked ?? null,
  compared: compared ?? null,
  sampled: sampled ?? null,
});

export const toRecordReading = (dto: ReadingDto): RecordReading => ({
  place: dto.place,
  month: dto.month,
  medium: dto.medium,
  indicator: dto.indicator,
  value: dto.value,
  unit: dto.unit,
  target: dto.target ?? null,
  lastYear: dto.lastYear ?? null,
  valid: dto.valid,
  station: dto.station ? toStation(dto.station) : null,
  betterWhen: dto.betterWhen ?? usuallyBetterWhen(dto.unit),
});

export const toCorrectReading = (
  item: Item,
  { reason, decisionNo, value, target, lastYear, valid }: CorrectReadingDto,
): CorrectReading => ({
  ...item,
  reason,
  decisionNo,
  figures: {
    ...(value !== undefined && { value }),
    ...(target !== undefined && { target }),
    ...(lastYear !== undefined && { lastYear }),
    ...(valid !== undefined && { valid }),
  },
});

export const toProposeSuspension = (dto: ProposeSuspensionDto): ProposeSuspension => ({
  place: dto.place,
  ...(dto.acts && { acts: dto.acts }),
  pollutants: dto.pollutants ?? [],
  effectiveFrom: dto.effectiveFrom,
  reason: dto.reason,
  readingIds: dto.readingIds ?? [],
  orderNo: dto.orderNo ?? null,
});

export const toOrderSuspension = ({ id, place }: Item, dto: OrderSuspensionDto): OrderSuspension => ({
  id,
  place,
  orderNo: dto.orderNo ?? null,
  ...(dto.effectiveFrom !== undefined && { effectiveFrom: dto.effectiveFrom }),
  ...(dto.reason !== undefined && { reason: dto.reason }),
});

export const toLiftSuspension = ({ id, place }: Item, dto: LiftSuspensionDto): LiftSuspension => ({
  id,
  place,
  orderNo: dto.orderNo ?? null,
  reason: dto.reason ?? null,
  readingIds: dto.readingIds ?? [],
  ...(dto.effectiveFrom !== undefined && { effectiveFrom: dto.effectiveFrom }),
});

export const toRecordAssessment = (dto: RecordAssessmentDto): RecordAssessment => ({
  place: dto.place,
  year: dto.year,
  quality: { water: dto.quality.water, air: dto.quality.air },
  taskDone: dto.taskDone,
  improvement: dto.improvement ?? null,
});

export const toSetParkTarget = (park: string, { year, targets }: SetTargetsDto): SetParkTarget => ({
  park,
  year,
  targets: targets.map(({ medium, indicator, value, unit, betterWhen }) => ({
    medium,
    indicator,
    value,
    unit,
    betterWhen: betterWhen ?? usuallyBetterWhen(unit),
  })),
});
