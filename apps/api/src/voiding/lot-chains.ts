import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { answersFor, must, placeOfPool, tierOf, type Actor, type JsonObject } from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { decode, EventStore } from '#libs/event-store';
import { voidFold, voidView, type VoidState } from '#libs/obligation';
import { edgeRefusal, foldStreams, withinPlaces } from '#libs/platform';
import { LotQueries, type LotDraw, type LotPart } from '#module/pool';
import { LEDGER } from '../ledger/ledger.constants.js';
import { placesOf } from '../ledger/registers.js';
import { placesAround } from '../pools/pool-scope.js';

interface StoredDocument {
  readonly doc: JsonObject;
}

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

const ownOf = (rows: readonly StoredDocument[], actor: Actor): readonly JsonObject[] =>
  rows.map(({ doc }) => doc).filter(({ place }) => typeof place === 'string' && answersFor(actor, place));

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

/** Those of places the reader answers for; another county that drew the city's part stays unnamed. */
const filesIn = async (
  manager: EntityManager,
  ids: readonly string[],
  actor: Actor,
): Promise<readonly JsonObject[]> => {
  const rows: StoredDocument[] = await manager.query(
    `SELECT doc FROM read.withdrawal WHERE ledger = $1 AND id = ANY($2) ORDER BY doc ->> 'voucherNo'`,
    [LEDGER, [...new Set(ids)]],
  );
  return ownOf(rows, actor);
};

const obligationsIn = async (
  manager: EntityManager,
  lotId: string,
  actor: Actor,
): Promise<readonly JsonObject[]> => {
  const rows: StoredDocument[] = await manager.query(
    `SELECT doc FROM read.obligation WHERE ledger = $1 AND doc ->> 'lotId' = $2 ORDER BY filed_position, id`,
    [LEDGER, lotId],
  );
  return ownOf(rows, actor);
};

/** 批次追溯：from the lot over its draws and vouchers to the obligations and what paid them (第二十一条). */
@Injectable()
export class LotChains {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: EventStore,
  ) {}

  /** Errors: NOT_FOUND, FORBIDDEN_PLACE. */
  async read(lotId: string, actor: Actor): Promise<JsonObject> {
    const parts = await new LotQueries(this.dataSource).parts(LEDGER, lotId);
    const [origin] = parts;
    if (!origin) throw edgeRefusal('NOT_FOUND', { subject: `批次 ${lotId}` });
    const { depositId, reductionId, vintage, tags } = origin;
    const place = (await this.placeOf(depositId)) ?? homeOf(parts);
    if (![place, ...holdersOf(parts)].some((one) => answersFor(actor, one)))
      throw edgeRefusal('FORBIDDEN_PLACE', { place });
    const [draws, voiding] = await Promise.all([this.draws(lotId, actor), this.void(lotId)]);
    const drawn = draws.map(({ withdrawalId }) => withdrawalId);
    const { files, obligations } = await withinPlaces(this.dataSource, placesOf(actor), async (own) => ({
      files: await filesIn(own, [...drawn, ...(voiding.decision?.holdsEnded ?? [])], actor),
      obligations: await obligationsIn(own, lotId, actor),
    }));
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
  private draws(lotId: string, actor: Actor): Promise<readonly LotDraw[]> {
    return withinPlaces(this.dataSource, placesAround(actor), (manager) =>
      new LotQueries(manager).draws(LEDGER, lotId),
    );
  }

  private async void(lotId: string): Promise<VoidState> {
    const stream = `void-${lotId}`;
    const stored = await this.store.readStreams(LEDGER, [stream], Number.MAX_SAFE_INTEGER);
    const folded = foldStreams(
      voidFold,
      stored.map((event) => decode(event, LEDGER_EVENTS)),
    ).get(stream);
    return folded?.state ?? voidFold.initial(stream);
  }
}
