import { mgOf, mg, sha256Hex, tonnes, usccCheckCharacter, type Pollutant, type Tonnes } from '#kernel';
import type { Measure } from '#contract/reduction';

/** The division code in a unit's or project's number; a park has none and uses the city's. */
const divisionOf = (place: string): string => (place.startsWith('park-') ? '320500' : place);

/** Invented units, every one marked 示例, with a valid check character. */
export const unitAt = (
  place: string,
  serial: number,
  name: string,
): { readonly uscc: string; readonly name: string } => {
  const body = `91${divisionOf(place)}MA1${String(serial).padStart(6, '0')}`;
  return { uscc: body + usccCheckCharacter(body), name: `示例${name}` };
};

export type Amounts = Readonly<Partial<Record<Pollutant, string>>>;

export const linesOf = (
  amounts: Amounts,
): readonly { readonly pollutant: Pollutant; readonly amount: Tonnes }[] =>
  Object.entries(amounts).map(([pollutant, amount]) => ({
    pollutant: pollutant as Pollutant,
    amount: tonnes(mgOf(amount)),
  }));

/** A stock that differs from place to place, so that no two pools look alike: `percent` of the standard one. */
export const scaled = (amounts: Amounts, percent: number): Amounts =>
  Object.fromEntries(
    Object.entries(amounts).map(([pollutant, amount]) => [
      pollutant,
      tonnes(mg((mgOf(amount) * BigInt(percent)) / 100n)),
    ]),
  );

export interface StoryReduction {
  readonly place: string;
  readonly serial: number;
  readonly unit: string;
  readonly facility: string;
  readonly measure: Measure;
  readonly formedOn: string;
  readonly permitChangedOn: string | null;
  readonly amounts: Amounts;
}

/** 减排量申报 of an invented unit; the permitted limit is a little above what was cut. */
export const reductionOf = (story: StoryReduction): object => {
  const unit = unitAt(story.place, story.serial, story.unit);
  return {
    unit,
    permitNo: story.permitChangedOn === null ? null : `${unit.uscc}001P`,
    facility: story.facility,
    measure: story.measure,
    fundingSource: story.permitChangedOn === null ? 'PROVINCIAL' : 'OWN',
    formedOn: story.formedOn,
    permitChangedOn: story.permitChangedOn,
    place: story.place,
    guide: { id: '主要污染物总量减排核算技术指南', version: '2022' },
    lines: linesOf(story.amounts).map(({ pollutant, amount }) => ({
      pollutant,
      verified: amount,
      permittedLimit: story.permitChangedOn === null ? null : tonnes(mg((mgOf(amount) * 12n) / 10n)),
    })),
    mrv: { monitorable: true, reportable: true, countable: true, verifiable: true },
    evidence: [
      { name: '核算报告.pdf', sha256: sha256Hex(`示例 ${story.place} ${story.serial} ${story.facility}`) },
    ],
    coBenefitTCO2e: null,
  };
};

export interface StoryProject {
  readonly place: string;
  readonly serial: number;
  readonly name: string;
  readonly industry: string;
  readonly type: 'NEW' | 'EXPANSION' | 'RENOVATION' | 'TECH_UPGRADE';
  readonly sei?: string;
  readonly pools?: readonly string[];
  readonly amounts: Amounts;
}

export const projectCodeOf = (place: string, serial: number): string =>
  `2601-${divisionOf(place)}-89-01-${String(serial).padStart(6, '0')}`;

/** 出库申请 of an invented project. */
export const applicationOf = (story: StoryProject): object => ({
  project: {
    code: projectCodeOf(story.place, story.serial),
    name: `示例${story.name}`,
    uscc: unitAt(story.place, story.serial, story.name).uscc,
    place: story.place,
    industry: story.industry,
    type: story.type,
    sei: story.sei === undefined ? null : { determinationNo: story.sei },
    priorityClass: story.sei === undefined ? 'ORDINARY' : 'SEI',
  },
  path: 'POOL',
  pools: story.pools ?? [],
  tradeVouchers: [],
  effectiveOn: null,
  lines: linesOf(story.amounts).map(({ pollutant, amount }) => ({
    pollutant,
    postDischarge: amount,
    components: null,
    baseline: { basis: 'NONE', amount: '0', recordNo: null },
    statedIncrement: null,
  })),
  rulingNo: null,
  eiaDocument: 'REPORT',
});
