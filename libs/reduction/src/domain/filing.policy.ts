import {
  collect,
  extend,
  findPlace,
  holds,
  least,
  mgOf,
  municipalPoolFor,
  notApplicable,
  passes,
  sum,
  tonnes,
  ZERO,
  type CivilDate,
  type FieldFault,
  type Pollutant,
  type RuleOutcome,
  type Tonnes,
} from '#kernel';
import {
  EXPANSION_MEASURES,
  GOVERNMENT_MEASURES,
  MRV_FLAGS,
  type AreaShare,
  type Evidence,
  type FundingSource,
  type Guide,
  type LotEarmark,
  type Measure,
  type MrvFlag,
  type PermitManagement,
  type SimilarReduction,
  type Unit,
  type VerifiedLine,
} from '#contract/reduction';
import type { PolicyReader } from '#libs/policy';
import { identityText } from './identity.js';
import type { ReductionState } from './reduction.fold.js';

export interface StatedReductionLine {
  readonly pollutant: Pollutant;
  readonly verified: Tonnes;
  readonly permittedLimit: Tonnes | null;
}

/** 减排量申报 as the county or park states it. */
export interface FileReduction {
  readonly unit: Unit;
  readonly permitNo: string | null;
  readonly facility: string;
  readonly measure: Measure;
  readonly fundingSource: FundingSource;
  readonly formedOn: string;
  readonly permitChangedOn: string | null;
  readonly place: string;
  readonly guide: Guide;
  readonly lines: readonly StatedReductionLine[];
  readonly mrv: Readonly<Record<MrvFlag, boolean>>;
  readonly evidence: readonly Evidence[];
  readonly coBenefitTCO2e: string | null;
  /** 环太湖腾退 (policy A25): its lots carry the mark. */
  readonly earmark?: LotEarmark | null;
  /** 排污许可管理类别 (第十四条). */
  readonly permitManagement?: PermitManagement | null;
  /** 几地共享的政府工程 (rulebook 1.6): whose it is, by percentage. */
  readonly apportionment?: readonly AreaShare[] | null;
}

/** Everything a rule of the filing may look at. */
export interface FilingQuestion {
  readonly filing: FileReduction;
  readonly reductionId: string;
  readonly earlier: ReductionState;
  readonly similar: readonly SimilarReduction[];
  readonly policies: PolicyReader;
}

const LOCAL_KINDS = ['COUNTY', 'PARK'];
/** An award is the park's own (policy A29). */
const SHARED_MEASURES: readonly Measure[] = GOVERNMENT_MEASURES.filter((measure) => measure !== 'PARK_AWARD');
const WHOLE = mgOf('100');

/** 分摊: of government works, among counties and parks of the city, the filing one with them, and all of it. */
const sharingFaults = ({ apportionment, measure, place }: FileReduction): readonly FieldFault[] => {
  if (!apportionment) return [];
  const field = 'apportionment';
  const shares = apportionment.map(({ percent }) => mgOf(percent));
  const places = apportionment.map((share) => share.place);
  const areas = places.filter((code) => LOCAL_KINDS.includes(findPlace(code)?.kind ?? ''));
  const ofOneCity = areas.length === places.length && new Set(areas.map(municipalPoolFor)).size === 1;
  const faults: readonly (FieldFault | false)[] = [
    !SHARED_MEASURES.includes(measure) && {
      field,
      rule: 'governmentWorks',
      message: '仅政府工程可由几地分摊 / only government works are shared between areas',
    },
    !(places.includes(place) && ofOneCity) && {
      field,
      rule: 'areas',
      message: '须为同一设区市的县（市、区）或园区，且含申报地 / areas of one city, the filing one included',
    },
    !(sum(shares) === WHOLE && shares.every((share) => share > ZERO)) && {
      field,
      rule: 'sumsTo100',
      message: '各地比例须大于零且合计为100% / shares are positive and sum to 100 %',
    },
  ];
  return faults.filter((fault) => fault !== false);
};

/** Statements that cannot be true, whatever the scheme says. */
export const filingFaults = (filing: FileReduction, today: CivilDate): readonly FieldFault[] => {
  const kind = findPlace(filing.place)?.kind ?? '';
  const needsUnit = !GOVERNMENT_MEASURES.includes(filing.measure) && filing.unit.uscc === null;
  const nothing = filing.lines.every(({ verified }) => verified === '0');
  const faults: readonly (FieldFault | false)[] = [
    filing.formedOn > today && {
      field: 'formedOn',
      rule: 'notAfterToday',
      message: '形成日期不得晚于今日 / not after today',
    },
    (filing.permitChangedOn ?? '') > today && {
      field: 'permitChangedOn',
      rule: 'notAfterToday',
      message: '许可变更日期不得晚于今日 / not after today',
    },
    !LOCAL_KINDS.includes(kind) && {
      field: 'place',
      rule: 'countyOrPark',
      message: '须为县（市、区）或园区 / a county or a park',
    },
    needsUnit && {
      field: 'unit.uscc',
      rule: 'required',
      message: '单位措施须有统一社会信用代码 / a unit needs its USCC',
    },
    nothing && { field: 'lines', rule: 'notZero', message: '减排量合计不得为零 / all amounts are zero' },
  ];
  return [...faults.filter((fault) => fault !== false), ...sharingFaults(filing)];
};

/** 可用减排量：the guide's result, capped at the permitted limit (第二条, policy A34). */
export const creditableLines = (
  lines: readonly StatedReductionLine[],
  policies: PolicyReader,
): readonly VerifiedLine[] => {
  const capped = policies<'CAP_AT_PERMIT' | 'GUIDE_RESULT'>('reduction.creditable').value === 'CAP_AT_PERMIT';
  return lines.map((line) => {
    const { verified, permittedLimit } = line;
    const creditable =
      capped && permittedLimit !== null ? tonnes(least(mgOf(verified), mgOf(permittedLimit))) : verified;
    return extend(line, { creditable });
  });
};

/** 第三条、第二十一条：the same cut is filed once, by whichever county comes first (policy A33). */
const notFiledBefore = ({ filing, reductionId, earlier }: FilingQuestion): RuleOutcome => {
  const { place, filedOn } = earlier.filing ?? {};
  const inputs = { identity: identityText(filing), reductionId, place, filedOn };
  return holds(earlier.filing === null, 'REDUCTION_ALREADY_FILED', { inputs });
};

/** 第三条：formed since the 14th five-year plan (policy A31). */
const formedLateEnough = ({ filing, policies }: FilingQuestion): RuleOutcome => {
  const { value: eligibleFrom, version: policyVersion } = policies<string>('deposit.eligibleFrom');
  const inputs = { formedOn: filing.formedOn, eligibleFrom };
  return holds(filing.formedOn >= eligibleFrom, 'FORMED_TOO_EARLY', { inputs, policyVersion });
};

const neededFlags = (
  { measure, lines }: FileReduction,
  words: 'BY_ARTICLE' | 'ALL_FOUR',
): readonly MrvFlag[] => {
  if (words === 'ALL_FOUR') return MRV_FLAGS;
  if (EXPANSION_MEASURES.includes(measure)) return ['monitorable', 'countable', 'verifiable'];
  return lines.every(({ permittedLimit }) => permittedLimit !== null)
    ? []
    : ['monitorable', 'reportable', 'verifiable'];
};

/** 第二条、第十二条：all flags of the matching article; a permitted limit on every line needs none (policy A39). */
const monitoredReportedVerified = ({ filing, policies }: FilingQuestion): RuleOutcome => {
  const { value, version: policyVersion } = policies<'BY_ARTICLE' | 'ALL_FOUR'>('credit.mrvWords');
  const needed = neededFlags(filing, value);
  if (needed.length === 0) return notApplicable('MRV_INCOMPLETE', { policyVersion });
  const missing = needed.filter((flag) => !filing.mrv[flag]);
  return holds(missing.length === 0, 'MRV_INCOMPLETE', { inputs: { needed, missing }, policyVersion });
};

/** 第十四条：under simplified management quota exists only as far as the permit's copy names it. */
const quotaInPermitCopy = ({ filing }: FilingQuestion): RuleOutcome => {
  if (filing.permitManagement !== 'SIMPLIFIED') return notApplicable('PERMIT_WITHOUT_QUOTA');
  const missing = collect(filing.lines, ({ pollutant, permittedLimit }) =>
    permittedLimit === null ? pollutant : [],
  );
  return holds(missing.length === 0, 'PERMIT_WITHOUT_QUOTA', { inputs: { missing } });
};

/** 第二十一条：a look-alike is a warning that the final approval of a deposit decides on (policy A33). */
const noUnsettledLookAlike = ({ similar, policies }: FilingQuestion): RuleOutcome => {
  const { value, version: policyVersion } = policies<'WARN' | 'BLOCK'>('reduction.identity');
  const inputs = { similar: [...new Set(similar.map(({ reductionId }) => reductionId))] };
  return holds(similar.length === 0 || value === 'WARN', 'SIMILAR_REDUCTION', { inputs, policyVersion });
};

/** 第二条：shows the filer what the permitted limit leaves of each line (policy A34). */
const cappedAtPermit = ({ filing, policies }: FilingQuestion): readonly RuleOutcome[] => {
  const { version: policyVersion } = policies('reduction.creditable');
  return creditableLines(filing.lines, policies).map((line) => {
    const seen = { inputs: { ...line }, policyVersion };
    return line.permittedLimit === null
      ? notApplicable('BASELINE_NOT_PERMITTED_LIMIT', seen)
      : passes('BASELINE_NOT_PERMITTED_LIMIT', seen);
  });
};

const RULES = [
  notFiledBefore,
  formedLateEnough,
  monitoredReportedVerified,
  quotaInPermitCopy,
  noUnsettledLookAlike,
] as const;

/** Every rule of the filing, in the order of the articles. */
export const filingRules = (question: FilingQuestion): readonly RuleOutcome[] => [
  ...RULES.map((rule) => rule(question)),
  ...cappedAtPermit(question),
];

const DECIDING = [
  'deposit.eligibleFrom',
  'credit.mrvWords',
  'reduction.identity',
  'reduction.creditable',
] as const;
/** The policies a filing is decided under. */
export const filingPolicies = (policies: PolicyReader): readonly string[] =>
  DECIDING.map((key) => policies(key).version);
