import { byPollutant, tonnes, type ItemView, type JsonObject } from '#kernel';
import { USES, type VerifiedLine } from '#contract/reduction';
import type { ReductionState } from './reduction.fold.js';
import { isFiled, leftOf, usedFor, type FiledReduction } from './uses.js';

const lineView = (state: FiledReduction, line: VerifiedLine): JsonObject => ({
  ...line,
  uses: Object.fromEntries(USES.map((use) => [use, tonnes(usedFor(state, line.pollutant, use))])),
  left: tonnes(leftOf(state, line.pollutant)),
});

/** A reduction as the interface shows it: the filing, and what is used and left; nothing before it is filed. */
export const reductionView = (state: ReductionState): ItemView | null => {
  if (!isFiled(state)) return null;
  const { filing } = state;
  return {
    id: filing.reductionId,
    unit: { ...filing.unit },
    permitNo: filing.permitNo,
    facility: filing.facility,
    measure: filing.measure,
    fundingSource: filing.fundingSource,
    formedOn: filing.formedOn,
    permitChangedOn: filing.permitChangedOn,
    place: filing.place,
    guide: { ...filing.guide },
    mrv: { ...filing.mrv },
    evidence: filing.evidence.map((file) => ({ ...file })),
    coBenefitTCO2e: filing.coBenefitTCO2e,
    earmark: filing.earmark ?? null,
    permitManagement: filing.permitManagement ?? null,
    apportionment: filing.apportionment?.map((share) => ({ ...share })) ?? null,
    filedOn: filing.filedOn,
    filedBy: filing.filedBy,
    similar: filing.similar.map((one) => ({ ...one })),
    status: state.voidedBy === null ? 'FILED' : 'VOIDED',
    lines: filing.lines.toSorted(byPollutant).map((line) => lineView(state, line)),
  };
};
