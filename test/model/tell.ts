import * as entering from './moves-entering.js';
import * as inspecting from './moves-inspecting.js';
import * as leaving from './moves-leaving.js';
import * as returns from './moves-returns.js';
import * as standing from './moves-standing.js';
import { RULES } from './reference/books.js';
import { Story, type Move } from './story.js';

/** How often what is tried; most stories are about deposits and withdrawals. */
const MOVES: readonly (readonly [weight: number, move: Move])[] = [
  [6, entering.fileReduction],
  [3, entering.bookReductionUse],
  [5, entering.fileDeposit],
  [22, entering.advanceDeposit],
  [1.5, entering.recordOpening],
  [2, entering.proposeVoid],
  [2.5, entering.voidLot],
  [3, leaving.assessDemand],
  [9, leaving.fileWithdrawal],
  [25, leaving.advanceWithdrawal],
  [2, leaving.recordTrade],
  [2, leaving.importEiaApprovals],
  [0.7, leaving.correctEiaApproval],
  [0.5, leaving.correctTradePrice],
  [0.7, returns.cancelPermit],
  [0.5, returns.importTradeReport],
  [1, returns.submitQuarterlyReturn],
  [0.5, returns.recordMeasures],
  [1, returns.reviewForLead],
  [0.7, returns.closeFinding],
  [0.6, returns.recordAccountability],
  [0.3, returns.withdrawAccountability],
  [0.3, returns.recordCapacity],
  [0.4, returns.grantDelegation],
  [0.3, returns.revokeDelegation],
  [2, standing.adoptPolicy],
  [0.4, standing.rotateSigningKey],
  [0.2, standing.orderAuditPack],
  [2, standing.recordReading],
  [0.6, standing.correctReading],
  [1, standing.proposeSuspension],
  [2.5, standing.advanceSuspension],
  [2.5, standing.recordAssessment],
  [2.5, standing.publishAssessment],
  [5, standing.advancePark],
  [0.8, inspecting.planInspection],
  [6, inspecting.inspect],
  [0.4, inspecting.closeInspectionFinding],
  [2.5, inspecting.moveEvidence],
];

/** A story of so many orders, the same for the same seed. */
export const tell = (seed: number, orders: number, rules = RULES): Story => {
  const story = new Story(seed, rules);
  while (story.script.length < orders) story.go(story.dice.weighted(MOVES));
  return story;
};
