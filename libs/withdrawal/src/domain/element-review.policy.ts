import { mediumOf, MEDIA, type Medium, type Role } from '#kernel';
import { drawsOf, tierOfDraw, tiersDrawn } from './approver.policy.js';
import type { Withdrawal } from './withdrawal.fold.js';

export const DIVISION_OF: Readonly<Record<Medium, Role>> = { WATER: 'element-water', AIR: 'element-air' };

/** 要素审核：municipal or provincial quota passes the division of its medium; local quota needs no such review. */
export const mediaToReview = (file: Withdrawal): readonly Medium[] => {
  const upper = drawsOf(file).filter((draw) => tierOfDraw(draw) !== 'LOCAL');
  return MEDIA.filter((medium) => upper.some(({ pollutant }) => mediumOf(pollutant) === medium));
};

export const drawsUpperPool = (file: Withdrawal): boolean =>
  tiersDrawn(file).some((tier) => tier !== 'LOCAL');

/** Media whose division has yet to pass the hold. */
export const mediaPending = (file: Withdrawal): readonly Medium[] =>
  mediaToReview(file).filter((medium) => !file.hold?.passed.includes(medium));
