import { randomUUID } from 'node:crypto';
import {
  instantOf,
  least,
  mgOf,
  propose,
  refuse,
  sha256Hex,
  shape,
  subtract,
  tonnes,
  ZERO,
  type Decider,
  type DomainEvent,
  type EventCatalogue,
  type Fold,
  type Instant,
  type Milligram,
  type Tonnes,
} from '#kernel';
import {
  Clock,
  LedgerExecutor,
  type EventStore,
  type ExecutorObserver,
  type Submission,
} from '#libs/event-store';

/**
 * A pool with one kind of movement: the least a ledger can be asked to decide, so that what is compared is how a
 * decision becomes durable. The event's text is as long, and as Chinese, as the real ones.
 */
export interface DrawOrder {
  readonly pool: string;
  readonly amount: Tonnes;
  readonly project: string;
}

export const OPENING = mgOf('1000000');
const OPINION = '材料齐全，核算一致，同意自本级储备库出库，请于有效期内办理总量平衡登记。';

/** What a draw writes, for every variant the same. */
export const movementOf = ({ pool, amount, project }: DrawOrder, left: Milligram) => ({
  pool,
  withdrawalId: randomUUID(),
  lotId: '示例批次 2025-001',
  pollutant: 'COD',
  amount,
  left: tonnes(left),
  project,
  opinion: OPINION,
});

type Drawn = DomainEvent<'Drawn', ReturnType<typeof movementOf>>;

const fold: Fold<Milligram, Drawn> = {
  prefix: 'pool',
  initial: () => OPENING,
  evolve: (left, { data }) => subtract(left, mgOf(data.amount)),
};

const draw: Decider<DrawOrder> = {
  command: 'Draw',
  decide({ data }, state) {
    const before = state(fold, data.pool);
    const amount = mgOf(data.amount);
    if (least(before, amount) < amount || amount === ZERO) {
      return refuse({ code: 'INSUFFICIENT_QUOTA', params: { pool: data.pool }, rules: [] });
    }
    const left = subtract(before, amount);
    const event: Drawn = { type: 'Drawn', data: movementOf(data, left) };
    return {
      ok: true,
      events: [propose(`pool-${data.pool}`, event)],
      rules: [],
      answer: () => ({ left: tonnes(left) }),
    };
  },
};

const drawEvents: EventCatalogue<Drawn> = { Drawn: shape(1) };

class MachineClock extends Clock {
  now(): Instant {
    return instantOf(Date.now());
  }
}
export const machineClock: Clock = new MachineClock();

/** The product's executor over this small domain. */
export const drawExecutor = (
  store: EventStore,
  ledger: string,
  observer: ExecutorObserver = {},
): LedgerExecutor =>
  new LedgerExecutor(store, {
    ledger,
    deciders: [draw],
    catalogue: drawEvents,
    clock: machineClock,
    observer,
  });

export const HOT_DRAW: DrawOrder = {
  pool: '320583',
  amount: tonnes(mgOf('0.001')),
  project: '示例昆山精密涂装有限公司扩建项目',
};

/** A draw on the hot pool under a key of its own, with the hash of its request as the edge would compute it. */
export const keyedDraw = (): Submission => ({
  command: {
    type: 'Draw',
    data: HOT_DRAW,
    actor: { id: 'county-reviewer@320583', roles: ['county-reviewer'], place: '320583' },
    commandId: randomUUID(),
  },
  key: `county-reviewer@320583:${randomUUID()}`,
  requestHash: sha256Hex(`POST /draws\n${JSON.stringify(HOT_DRAW)}`),
});
