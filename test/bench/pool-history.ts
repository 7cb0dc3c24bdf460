import { streamName } from '#kernel';
import type { Draw, PoolEvent } from '#contract/pool';
import { lot, t } from '../support/withdrawal.js';
import type { Entry } from './log-writer.js';

const DRAWS_PER_LOT = 3;
const EVENTS_PER_LOT = 1 + 2 * DRAWS_PER_LOT;
/** Every so many-th lot keeps a remainder, as pools do. */
const OPEN_EVERY = 4;

const drawsOf = (lotId: string): readonly Draw[] => [
  { lotId, pollutant: 'COD', amount: t('3') },
  { lotId, pollutant: 'VOCs', amount: t('1.5') },
];

/** One lot's life in its pool: credited, then held and withdrawn three times at the double ratio. */
const lifeOf = (place: string, serial: number): readonly PoolEvent[] => {
  const lotId = `lot-${place}-${serial}`;
  const rest = serial % OPEN_EVERY === 0;
  const credited = lot(
    lotId,
    { COD: rest ? '10' : '9', VOCs: rest ? '5' : '4.5' },
    { vintage: 2016 + (serial % 10) },
  );
  const draws = drawsOf(lotId);
  const taken = Array.from({ length: DRAWS_PER_LOT }, (_, turn): readonly PoolEvent[] => {
    const withdrawalId = `withdrawal-of-${lotId}-${turn}`;
    const settled = draws.map((draw) => ({ ...draw, retired: t(draw.pollutant === 'COD' ? '1.5' : '0.75') }));
    return [
      { type: 'QuotaHeld', data: { withdrawalId, draws, expiresOn: '2026-05-01' } },
      {
        type: 'QuotaWithdrawn',
        data: { withdrawalId, voucherNo: `示例-${place}-2026-${serial}${turn}`, draws: settled },
      },
    ];
  });
  return [credited, ...taken.flat()];
};

/** At least so many events of one pool. */
export const poolHistory = (place: string, count: number): readonly Entry[] =>
  Array.from({ length: Math.ceil(count / EVENTS_PER_LOT) }, (_, serial) => lifeOf(place, serial))
    .flat()
    .map((event) => ({ stream: streamName('pool', place), ...event }));
