import { entry } from './entry.js';

/** 减排量与入库：refusals on the way in. */
export const ENTERING_REFUSALS = {
  // 期初结转 openings
  OPENING_AFTER_START: entry(
    409,
    '方案第四条、第二十三条',
    [
      '原台账须在储备库启用之前截止',
      '原台账截止于 {closedOn}，{pool} 已于 {startedOn} 启用；此后形成的须申报入库。',
    ],
    [
      'The old ledger must end before the pool starts here',
      'The old ledger ends on {closedOn}, {pool} started here on {startedOn}; what came later is filed as a deposit.',
    ],
  ),
  OPENING_WHILE_OWING: entry(
    409,
    '方案第二十一条',
    ['有未清偿的扣除义务', '{place} 尚欠 {pollutant} {open} 吨/年，须先以入库清偿，方可结转。'],
    [
      'A deduction is still owed',
      '{place} owes {open} t/a of {pollutant}; deposits pay it before anything is carried over.',
    ],
  ),
  // 减排量 reductions
  REDUCTION_ALREADY_FILED: entry(
    409,
    '方案第三条、第二十一条',
    ['该减排量已申报', '{identity} 已由 {place} 于 {filedOn} 申报，编号 {reductionId}，不得重复申报。'],
    [
      'This reduction has been filed',
      '{identity} was filed by {place} on {filedOn} as {reductionId}; it cannot be filed twice.',
    ],
  ),
  REDUCTION_ALREADY_USED: entry(
    409,
    '方案第三条、第二十一条',
    ['减排量不得重复使用', '{pollutant} 余 {left} 吨/年可用，本次需 {asked} 吨/年；已用于：{uses}。'],
    [
      'A reduction may not be used twice',
      '{left} t/a of {pollutant} is left, {asked} t/a was asked; already used for: {uses}.',
    ],
  ),
  BASELINE_NOT_PERMITTED_LIMIT: entry(
    409,
    '方案第二条',
    [
      '减排量应以许可排放量为基准',
      '{pollutant} 核算 {verified} 吨/年，许可量 {permittedLimit} 吨/年，可用不超过 {creditable} 吨/年。',
    ],
    [
      'A reduction is counted from the permitted limit',
      '{pollutant}: {verified} t/a claimed, permitted limit {permittedLimit} t/a, creditable at most {creditable} t/a.',
    ],
  ),
  FORMED_TOO_EARLY: entry(
    409,
    '方案第三条',
    ['形成时间早于“十四五”', '减排量形成于 {formedOn}，须在 {eligibleFrom} 及以后形成。'],
    [
      'Formed before the eligible period',
      'Formed on {formedOn}; only reductions since {eligibleFrom} are eligible.',
    ],
  ),
  MRV_INCOMPLETE: entry(
    409,
    '方案第二条、第十二条',
    ['不满足可监测、可报告（可统计）、可核查', '缺少：{missing}。'],
    ['Monitoring, reporting or verification is missing', 'Missing: {missing}.'],
  ),
  PERMIT_WITHOUT_QUOTA: entry(
    409,
    '方案第十四条',
    ['简化管理单位须在许可证副本载明总量指标', '{missing} 未载明许可排放量，须先载入许可证副本。'],
    [
      'A simplified permit carries quota only as its copy says',
      'No permitted amount is stated for {missing}; have it entered in the permit’s copy first.',
    ],
  ),
  SIMILAR_REDUCTION: entry(
    409,
    '方案第二十一条',
    ['有相似申报，须由办公室认定', '与 {similar} 证据相同或同一单位同一设施，终审时须一并审看。'],
    [
      'A similar filing exists',
      'Same evidence, or same unit and facility, as {similar}; the final approval decides on it.',
    ],
  ),
  REDUCTION_VOIDED: entry(
    409,
    '方案第二十一条',
    ['该减排量已视为无效', '减排量 {reductionId} 经 {decisionNo} 认定无效，不得再作任何使用。'],
    [
      'This reduction is void',
      'Reduction {reductionId} was found void by {decisionNo}; it may not be used for anything.',
    ],
  ),
  // 入库 deposits
  FILING_CLOCK: entry(
    409,
    '方案第四条',
    ['入库申报期限', '许可变更于 {changedOn}，应于 {dueOn} 前申报，实际 {filedOn}。'],
    ['Filing clock', 'Permit changed on {changedOn}, due {dueOn}, filed {filedOn}.'],
  ),
  POLLUTANT_NOT_IN_REDUCTION: entry(
    422,
    '方案第三条',
    ['减排量中没有该污染物', '{pollutant} 不在减排量 {reductionId} 中。'],
    ['Pollutant not in the reduction', '{pollutant} is not part of reduction {reductionId}.'],
  ),
  WRONG_STATE: entry(
    409,
    '方案第二十三条',
    ['当前环节不能办理', '事项处于 {state}，此步骤须处于 {expected}。'],
    ['Not at this step', 'The item is {state}; this step needs {expected}.'],
  ),
  MEDIUM_NOT_PRESENT: entry(
    409,
    '方案第四条',
    ['事项中没有该要素的污染物', '事项不含 {medium} 类污染物。'],
    ['No pollutant of this medium', 'The item has no pollutant of medium {medium}.'],
  ),
  SEPARATION_OF_DUTIES: entry(
    409,
    '方案第二十三条',
    ['同一人不得办理同一事项的两个环节', '申报、初审、审核、终审须为不同人员：您已办理 {step}。'],
    [
      'One person, one step',
      'Filing, first review, review and approval need different people: you did the {step}.',
    ],
  ),
  PROVINCIAL_DOCUMENT_REQUIRED: entry(
    422,
    '方案第三条',
    ['省级收储须有文件', '省级收储量须附省级文件号。'],
    ['A provincial document is required', 'A provincial take needs the number of the provincial document.'],
  ),
  PROVINCIAL_TAKE_TOO_LARGE: entry(
    409,
    '方案第三条',
    ['省级收储超过可分配量', '{pollutant} 省级收储 {taken} 吨/年，可分配 {available} 吨/年。'],
    ['Provincial take too large', '{taken} t/a of {pollutant} taken, {available} t/a available to split.'],
  ),
  TIER_SPLIT: entry(
    409,
    '方案第三条',
    [
      '分级储备 3:7',
      '{pollutant} {gross} 吨/年：抵扣 {obligations}，省级收储 {provincial}，市级 {municipal}，县级（园区） {local}。',
    ],
    [
      'Split 3:7',
      '{pollutant} {gross} t/a: obligations {obligations}, province {provincial}, city {municipal}, local {local}.',
    ],
  ),
} as const;
