import { findPlace, withinPlace, type Actor, type FieldFault, type RuleOutcome } from '#kernel';

/** 外地: six digits of GB/T 2260 that this ledger has no place for. */
const ELSEWHERE = /^\d{6}$/;

/** A jurisdiction is a place of this ledger, or a division somewhere else. */
export const jurisdictionFaults = (field: string, code: string): readonly FieldFault[] =>
  findPlace(code) !== undefined || ELSEWHERE.test(code)
    ? []
    : [{ field, rule: 'jurisdiction', message: '不是行政区划代码或园区 / neither a division nor a park' }];

/**
 * 管辖: who speaks for a jurisdiction. What one outside this ledger did is recorded, by its document, at the place the
 * evidence comes from.
 */
export const speaksFor = (actor: Actor, jurisdiction: string, origin: string): RuleOutcome =>
  withinPlace(actor, findPlace(jurisdiction) === undefined ? origin : jurisdiction);
