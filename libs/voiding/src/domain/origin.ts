import { municipalPoolFor, poolIdOf, type StateReader } from '#kernel';
import { depositFold } from '#libs/deposit';
import { awardFold } from '#libs/standing';

/** Where a lot comes from, who answers for it, and which pools may hold a part of it. */
export interface LotOrigin {
  readonly place: string;
  /** Local, municipal, provincial. */
  readonly pools: readonly string[];
  /** 分摊：the areas that share it, each with its local pool; none where one area has it all. */
  readonly areas: readonly { readonly place: string; readonly localPool: string }[];
  readonly deposit: { readonly depositId: string; readonly reductionId: string } | null;
}

const DEPOSIT_LOT = 'lot-';

const ofDeposit = (state: StateReader, depositId: string): LotOrigin | undefined => {
  const { filing, split } = state(depositFold, depositId);
  if (filing === null || split === null) return undefined;
  const { localPool, municipalPool, provincialPool, areas = [] } = split;
  const { place, reductionId } = filing;
  const locals = [localPool, ...areas.map((area) => area.localPool)];
  const pools = [...new Set([...locals, municipalPool, provincialPool])];
  return { place, pools, areas, deposit: { depositId, reductionId } };
};

/** 奖励批次：the park's own, or shared with the city (policy A29). */
const ofAward = (state: StateReader, awardId: string): LotOrigin | undefined => {
  const { status, award } = state(awardFold, awardId);
  if (status !== 'CONFIRMED' || award === null) return undefined;
  return {
    place: award.park,
    pools: [poolIdOf(award.park), municipalPoolFor(award.park)],
    areas: [],
    deposit: null,
  };
};

/** 批次来源：a deposit or an award; nothing for a lot that was never credited. */
export const originOf = (state: StateReader, lotId: string): LotOrigin | undefined =>
  lotId.startsWith(DEPOSIT_LOT) ? ofDeposit(state, lotId.slice(DEPOSIT_LOT.length)) : ofAward(state, lotId);

/**
 * 由谁偿还 (第二十一条, policy A26): what was drawn from the local pool of an area that shares the works is that area's debt;
 * everything else is the debt of the place that declared it.
 */
export const debtorOf = ({ place, areas }: LotOrigin, pool: string): string =>
  areas.find(({ localPool }) => localPool === pool)?.place ?? place;
