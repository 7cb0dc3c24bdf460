import { randomUUID } from 'node:crypto';
import { PROVINCE, streamName, systemActor, type Logged } from '#kernel';
import type { TradeEvent } from '#contract/trade';
import { LEDGER_EVENTS } from '#libs/audit';
import { decode, type EventStore, type LedgerExecutor } from '#libs/event-store';
import {
  tradeFold,
  type ConcludeCrossing,
  type Crossing,
  type TakeCrossing,
  type Trade,
  type TradeState,
} from '#libs/trade';

export interface CrossingParts {
  /** The ledger this keeper writes; it only reads the others. */
  readonly ledger: string;
  /** Ledgers of the installation that purchases may come from. */
  readonly partners: readonly string[];
  readonly store: EventStore;
  /** The writer of `ledger`. */
  readonly writer: Pick<LedgerExecutor, 'submit'>;
  /** The places of a ledger with purchases on their way elsewhere, as far as known by now. */
  readonly places: (ledger: string) => Promise<readonly string[]>;
}

interface OnTheWay {
  readonly trade: Trade;
  readonly crossing: Crossing;
}

/**
 * 跨省转让 (ADR 0010): takes or declines in its ledger what others have set aside for it, and concludes there what
 * others have answered. It keeps nothing in mind, since what is open stands in the logs; it may be killed anywhere,
 * and any number may work at once.
 */
export class CrossingKeeper {
  constructor(private readonly parts: CrossingParts) {}

  /** Whether anything may cross at all. */
  get hasPartners(): boolean {
    return this.parts.partners.length > 0;
  }

  async sweep(): Promise<void> {
    const { ledger, partners } = this.parts;
    for (const from of partners)
      for (const crossing of await this.onTheWay(from))
        if (crossing.crossing.toLedger === ledger) await this.take(from, crossing);
    for (const crossing of await this.onTheWay(ledger)) await this.conclude(crossing);
  }

  private async take(fromLedger: string, { trade, crossing }: OnTheWay): Promise<void> {
    const { tradeNo, buyerUscc: sellerUscc, termYears, validUntil } = trade;
    const { status: _, toLedger: __, ...reserved } = crossing;
    const seller = { fromLedger, fromTradeNo: tradeNo, sellerUscc, termYears, validUntil };
    const data: TakeCrossing = { ...reserved, ...seller };
    await this.submit('TakeCrossing', data);
  }

  private async conclude({ trade, crossing }: OnTheWay): Promise<void> {
    const { crossingId, toLedger, toPlace } = crossing;
    const { arrivals } = await this.tradesOf(toLedger, toPlace);
    const arrival = arrivals.find((one) => one.crossingId === crossingId);
    if (arrival === undefined) return;
    const { taken, position: answeredAt } = arrival;
    const data: ConcludeCrossing = { tradeNo: trade.tradeNo, crossingId, taken, answeredAt };
    await this.submit('ConcludeCrossing', data);
  }

  private async onTheWay(ledger: string): Promise<readonly OnTheWay[]> {
    const places = await this.parts.places(ledger);
    const states = await Promise.all(places.map((place) => this.tradesOf(ledger, place)));
    return states.flatMap(({ trades }) =>
      trades.flatMap((trade) =>
        trade.crossings
          .filter(({ status }) => status === 'RESERVED')
          .map((crossing) => ({ trade, crossing })),
      ),
    );
  }

  /** The trades of a place as the log of its ledger has them. */
  private async tradesOf(ledger: string, place: string): Promise<TradeState> {
    const stream = streamName(tradeFold.prefix, place);
    const stored = await this.parts.store.readStreams(ledger, [stream], Number.MAX_SAFE_INTEGER);
    return stored
      .map((event) => decode(event, LEDGER_EVENTS) as Logged<TradeEvent>)
      .reduce((state, event) => tradeFold.evolve(state, event), tradeFold.initial(stream));
  }

  private async submit(type: string, data: object): Promise<void> {
    const actor = systemActor(PROVINCE.code);
    await this.parts.writer.submit({ command: { type, data, actor, commandId: randomUUID() } });
  }
}
