import { assertNever, mg, mgOf, ZERO, type Milligram, type Pollutant, type Tonnes } from '#kernel';
import type { LotCredited, LotVoided, PoolEvent } from '#contract/pool';

/** What the books say of one pollutant; `withdrawn` became units' quota (E), `retired` left for good ((k−1)E). */
export const FIGURES = ['credited', 'available', 'held', 'withdrawn', 'retired', 'writtenOff'] as const;
export type Figures = Readonly<Record<(typeof FIGURES)[number], Milligram>>;

export const NO_FIGURES: Figures = {
  credited: ZERO,
  available: ZERO,
  held: ZERO,
  withdrawn: ZERO,
  retired: ZERO,
  writtenOff: ZERO,
};

/** Most entries leave most columns as they are. */
const plus = (a: Milligram, b: Milligram): Milligram => (b === ZERO ? a : mg(a + b));

export const addFigures = (a: Figures, b: Figures): Figures => ({
  credited: plus(a.credited, b.credited),
  available: plus(a.available, b.available),
  held: plus(a.held, b.held),
  withdrawn: plus(a.withdrawn, b.withdrawn),
  retired: plus(a.retired, b.retired),
  writtenOff: plus(a.writtenOff, b.writtenOff),
});

/** 分录：what one event adds to (or, negative, takes from) the books of one lot for one pollutant. */
export interface PoolEntry extends Figures {
  readonly lotId: string;
  readonly pollutant: Pollutant;
  readonly kind: PoolEvent['type'];
  /** The deposit, withdrawal or decision behind it. */
  readonly reference: string;
}

interface Movement {
  readonly lotId: string;
  readonly pollutant: Pollutant;
  readonly amount: Tonnes;
}
type Change = Readonly<Partial<Record<keyof Figures, bigint>>>;

const entry = (
  event: PoolEvent,
  { lotId, pollutant }: Omit<Movement, 'amount'>,
  { credited = 0n, available = 0n, held = 0n, withdrawn = 0n, retired = 0n, writtenOff = 0n }: Change,
): PoolEntry => ({
  lotId,
  pollutant,
  kind: event.type,
  reference: referenceOf(event),
  credited: mg(credited),
  available: mg(available),
  held: mg(held),
  withdrawn: mg(withdrawn),
  retired: mg(retired),
  writtenOff: mg(writtenOff),
});

const referenceOf = ({ type, data }: PoolEvent): string => {
  if (type === 'LotCredited') return data.depositId;
  return type === 'LotVoided' ? data.decisionNo : data.withdrawalId;
};

const ofLot = ({ data: { lotId, lines } }: LotCredited | LotVoided): readonly Movement[] =>
  lines.map((line) => ({ lotId, ...line }));

/** What one event moves: an amount of a pollutant, out of or into a lot. */
export const movementsIn = (event: PoolEvent): readonly Movement[] =>
  event.type === 'LotCredited' || event.type === 'LotVoided' ? ofLot(event) : event.data.draws;

/**
 * The entries of one event. Balances at any two times are sums of entries, and the pool's own state is the same sum,
 * so neither can drift from the other. Whatever leaves one column enters another: quota is credited once and then
 * only moves.
 */
export const entriesOf = (event: PoolEvent): readonly PoolEntry[] => {
  const moved = <M extends Movement>(
    movements: readonly M[],
    change: (amount: bigint, movement: M) => Change,
  ) => movements.map((movement) => entry(event, movement, change(mgOf(movement.amount), movement)));
  switch (event.type) {
    case 'LotCredited':
      return moved(ofLot(event), (amount) => ({ credited: amount, available: amount }));
    case 'QuotaHeld':
      return moved(event.data.draws, (amount) => ({ available: -amount, held: amount }));
    case 'HoldReleased':
    case 'HoldExpired':
      return moved(event.data.draws, (amount) => ({ available: amount, held: -amount }));
    case 'QuotaWithdrawn':
      return moved(event.data.draws, (amount, draw) => {
        const retired = mgOf(draw.retired);
        return { held: -amount, withdrawn: amount - retired, retired };
      });
    case 'QuotaReturned':
      return moved(event.data.draws, (amount, draw) => {
        const retired = mgOf(draw.retired);
        return { available: amount, withdrawn: retired - amount, retired: -retired };
      });
    case 'LotVoided':
      return moved(ofLot(event), (amount) => ({ available: -amount, writtenOff: amount }));
    default:
      return assertNever(event);
  }
};
