import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { answersFor, must, placeOfPool, tierOf, type Actor, type JsonObject } from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { decode, EventStore } from '#libs/event-store';
import { voidFold, voidView, type VoidState } from '#libs/obligation';
import {
  edgeRefusal,
  foldStreams,
  ItemQueries,
  knownPosition,
  pointInTime,
  RegisterQueries,
  withinPlaces,
  type PointInTimeQuery,
  type RegisterTimes,
} from '#libs/platform';
import { obligationRegister, ObligationRow } from '#module/obligation';
import { LotQueries, type LotDraw, type LotPart } from '#module/pool';
import { withdrawalRegister, WithdrawalRow } from '#module/withdrawal';
import { LEDGER } from '../ledger/ledger.constants.js';
import { placesOf } from '../ledger/registers.js';
import { placesAround } from '../pools/pool-scope.js';

/** The parks and counties whose pools hold a part: more than one of a work that areas share. */
const holdersOf = (parts: readonly LotPart[]): readonly string[] => {
  const places = parts.map(({ pool }) => must(placeOfPool(pool), `place of ${pool}`));
  return places.filter((place) => tierOf(place) === 'LOCAL').map(({ code }) => code);
};

/** An award's own place, as no deposit names it. */
const homeOf = (parts: readonly LotPart[]): string =>
  holdersOf(parts)[0] ?? must(placeOfPool(must(parts[0], 'part').pool), 'pool of the lot').code;

const voucherOf = (file: JsonObject, draws: readonly LotDraw[]): JsonObject => ({
  no: file['voucherNo'],
  withdrawalId: file['id'],
  place: file['place'],
  status: file['status'],
  backingVoided: file['backingVoided'],
  project: file['project'],
  draws: draws
    .filter(({ withdrawalId }) => withdrawalId === file['id'])
    .map(({ pool, pollutant, amount, returned }) => ({ pool, pollutant, amount, returned })),
});

/** A void without the vouchers and holds of withdrawals that are not among these files. */
const asFarAs = (files: readonly JsonObject[], state: VoidState): VoidState => {
  const { decision } = state;
  if (decision === null) return state;
  const known = new Set(files.flatMap(({ id, voucherNo }) => [id, voucherNo]));
  const own = (names: readonly string[]): readonly string[] => names.filter((name) => known.has(name));
  return {
    ...state,
    decision: { ...decision, vouchers: own(decision.vouchers), holdsEnded: own(decision.holdsEnded) },
  };
};

const EVERYTHING = { offset: 0, limit: Number.MAX_SAFE_INTEGER } as const;
const OLDEST_FIRST = { by: 'filedAt', descending: false } as const;

/** 批次追溯：from the lot over its draws and vouchers to the obligations and what paid them (第二十一条). */
@Injectable()
export class LotChains {
  private readonly withdrawals;
  private readonly obligations;

  constructor(
    private readonly dataSource: DataSource,
    private readonly store: EventStore,
  ) {
    const source = { dataSource, store, catalogue: LEDGER_EVENTS, ledger: LEDGER };
    this.withdrawals = new RegisterQueries(source, withdrawalRegister, WithdrawalRow);
    this.obligations = new ItemQueries(source, [obligationRegister], ObligationRow);
  }

  /**
   * The chain as it stood. Only withdrawals and obligations of places the reader answers for are in it; another county
   * that drew the city's part stays unnamed. Errors: NOT_FOUND, FORBIDDEN_PLACE.
   */
  async read(lotId: string, actor: Actor, query: PointInTimeQuery = {}): Promise<JsonObject> {
    const { asOf, knownAt } = pointInTime(query);
    const times = { asOf, upTo: await knownPosition(this.store, LEDGER, knownAt) };
    const parts = await new LotQueries(this.dataSource).parts({ ledger: LEDGER, lotId, ...times });
    const [origin] = parts;
    if (!origin) throw edgeRefusal('NOT_FOUND', { subject: `批次 ${lotId}` });
    const { depositId, reductionId, vintage, tags } = origin;
    const place = (await this.placeOf(depositId)) ?? homeOf(parts);
    if (![place, ...holdersOf(parts)].some((one) => answersFor(actor, one)))
      throw edgeRefusal('FORBIDDEN_PLACE', { place });
    const [draws, voiding, obligations] = await Promise.all([
      this.draws(lotId, actor, times),
      this.void(lotId, times),
      this.debts(lotId, actor, times),
    ]);
    const drawn = draws.map(({ withdrawalId }) => withdrawalId);
    const files = await this.files([...drawn, ...(voiding.decision?.holdsEnded ?? [])], actor, times);
    return {
      lotId,
      place,
      depositId,
      reductionId,
      vintage,
      tags,
      parts: parts.map(({ pool, pollutant, credited, available, held, withdrawn, retired, writtenOff }) => {
        return { pool, pollutant, credited, available, held, withdrawn, retired, writtenOff };
      }),
      void: voidView(asFarAs(files, voiding)),
      vouchers: files
        .filter(({ id }) => drawn.some((one) => one === id))
        .map((file) => voucherOf(file, draws)),
      obligations,
    };
  }

  private async placeOf(depositId: string): Promise<string | undefined> {
    const rows: { place: string }[] = await this.dataSource.query(
      'SELECT place FROM read.deposit WHERE ledger = $1 AND id = $2',
      [LEDGER, depositId],
    );
    return rows[0]?.place;
  }

  /** Of its own pool and of those above it, which hold the other part of it. */
  private draws(lotId: string, actor: Actor, times: RegisterTimes): Promise<readonly LotDraw[]> {
    return withinPlaces(this.dataSource, placesAround(actor), (manager) =>
      new LotQueries(manager).draws({ ledger: LEDGER, lotId, ...times }),
    );
  }

  /** Withdrawals by their vouchers' numbers. */
  private async files(
    ids: readonly string[],
    actor: Actor,
    times: RegisterTimes,
  ): Promise<readonly JsonObject[]> {
    const found = await this.withdrawals.several([...new Set(ids)], placesOf(actor), times);
    const numberOf = ({ voucherNo }: JsonObject): string => (typeof voucherNo === 'string' ? voucherNo : '');
    return found.toSorted((a, b) => Number(numberOf(a) > numberOf(b)) - Number(numberOf(a) < numberOf(b)));
  }

  private async debts(lotId: string, actor: Actor, times: RegisterTimes): Promise<readonly JsonObject[]> {
    const filter = { places: placesOf(actor), equals: { lotId }, sort: OLDEST_FIRST, ...EVERYTHING };
    return (await this.obligations.list(filter, times)).items;
  }

  private async void(lotId: string, { asOf, upTo }: RegisterTimes): Promise<VoidState> {
    const stream = `void-${lotId}`;
    const stored = await this.store.readStreams(LEDGER, [stream], upTo ?? Number.MAX_SAFE_INTEGER);
    const known = stored.filter((event) => asOf === undefined || event.occurredAt <= asOf);
    const folded = foldStreams(
      voidFold,
      known.map((event) => decode(event, LEDGER_EVENTS)),
    ).get(stream);
    return folded?.state ?? voidFold.initial(stream);
  }
}
