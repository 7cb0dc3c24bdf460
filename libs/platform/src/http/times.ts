import { endOf, type Instant, parseCivilDate, parseInstant } from '#kernel';
import { field } from './fields.js';
import type { FieldKind } from './kinds.js';

/** How much of the log a reading knows: up to a position, or up to a moment of recording. */
export type Known = { readonly position: number } | { readonly instant: Instant };

/** The two times a reading can be asked for; an absent one means now. */
export interface PointInTime {
  /** What was in force. */
  readonly asOf?: Instant;
  /** What was known. */
  readonly knownAt?: Known;
}

const POSITION = /^@(0|[1-9]\d{0,14})$/;

/** A civil date means its last moment in Asia/Shanghai: everything of that day is in. */
const momentOf = (text: string): Instant | undefined => {
  const date = parseCivilDate(text);
  return date === undefined ? parseInstant(text) : endOf(date);
};

const moment = ({ positions }: { positions: boolean }): FieldKind => ({
  check: (value) => {
    if (typeof value !== 'string') return { rule: 'NOT_TEXT' };
    return momentOf(value) !== undefined || (positions && POSITION.test(value))
      ? undefined
      : { rule: 'MOMENT_FORM' };
  },
  schema: { type: 'string', example: positions ? '@1234' : '2026-03-31' },
});

/** The query field `asOf`. */
export const EffectiveTime = (): PropertyDecorator =>
  field(moment({ positions: false }), {
    optional: true,
    description: 'Effective time: instant or civil date.',
  });
/** The query field `knownAt`. */
export const KnownTime = (): PropertyDecorator =>
  field(moment({ positions: true }), {
    optional: true,
    description: 'Recorded time: instant, civil date or @position.',
  });

/** The query of a reading that can look back. */
export class PointInTimeQuery {
  @EffectiveTime() readonly asOf?: string;
  @KnownTime() readonly knownAt?: string;
}

/** Reads `asOf` and `knownAt` of a checked query. */
export const pointInTime = ({ asOf, knownAt }: PointInTimeQuery): PointInTime => {
  const effective = asOf === undefined ? undefined : momentOf(asOf);
  const known = knownAt === undefined ? undefined : knownOf(knownAt);
  return { ...(effective && { asOf: effective }), ...(known && { knownAt: known }) };
};

const knownOf = (text: string): Known | undefined => {
  const position = POSITION.exec(text)?.[1];
  if (position !== undefined) return { position: Number(position) };
  const instant = momentOf(text);
  return instant && { instant };
};
