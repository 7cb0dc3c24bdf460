import { entry } from './entry.js';

/** Refusals of the scheme; each is also the code of the rule that was asked. */
export const SCHEME_REFUSALS = {
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
      '{pollutant} {gross} t/a: {obligations} pays obligations, {provincial} to the province, {municipal} municipal, {local} local.',
    ],
  ),
  // 需求 demand
  COMPONENT_SUM_MISMATCH: entry(
    422,
    '方案第七条',
    [
      '有组织与无组织之和与申报量不符',
      '{pollutant} 分项合计 {sum}，申报 {stated}，相差 {difference} 吨/年，退回更正。',
    ],
    [
      'Components do not sum to the stated figure',
      '{pollutant}: components sum to {sum}, stated {stated}, difference {difference} t/a; returned for correction.',
    ],
  ),
  STATED_INCREMENT_MISMATCH: entry(
    422,
    '方案第七条',
    [
      '申报的新增量与计算不符',
      '{pollutant} 按基准计算新增 {computed}，申报 {stated}，相差 {difference} 吨/年，退回更正。',
    ],
    [
      'Stated increment differs from the computed one',
      '{pollutant}: computed {computed}, stated {stated}, difference {difference} t/a; returned for correction.',
    ],
  ),
  BASELINE_RECORD_REQUIRED: entry(
    409,
    '方案第七条',
    ['归真核算须有经批准的记录', '{pollutant} 采用归真核算基准，须附核定文号。'],
    [
      'A re-accounted baseline needs its approved record',
      '{pollutant} uses a re-accounted baseline; give the number of the approved record.',
    ],
  ),
  BASELINE_NOT_ALLOWED: entry(
    422,
    '方案第七条',
    ['基准与项目不符', '{pollutant} 基准 {basis} 与数量 {amount} 不符：无基准时数量须为 0。'],
    [
      'Baseline does not fit',
      '{pollutant}: basis {basis} does not fit amount {amount}; without a baseline the amount is 0.',
    ],
  ),
  REPLACEMENT_RATIO: entry(
    409,
    '方案第七条',
    ['替代倍数', '{pollutant} 新增 {increment} 吨/年 × {ratio} = {required} 吨/年。'],
    ['Replacement ratio', '{pollutant}: {increment} t/a × {ratio} = {required} t/a.'],
  ),
  // 出库 withdrawals
  INSUFFICIENT_QUOTA: entry(
    409,
    '方案第七条、第八条',
    ['可替代总量指标不足', '{pollutant} 需 {required} 吨/年，可用 {available} 吨/年，缺 {shortfall} 吨/年。'],
    [
      'Not enough quota',
      '{pollutant}: {required} t/a required, {available} t/a available, short by {shortfall} t/a.',
    ],
  ),
  POOL_NOT_OPEN_TO_PLACE: entry(
    409,
    '方案第六条、第八条',
    ['该储备库不向此项目所在地开放', '{pool} 不能用于 {place} 的项目。'],
    ['This pool does not serve the place', '{pool} may not serve a project in {place}.'],
  ),
  PRIORITY_REASON: entry(
    409,
    '方案第六条',
    ['优先次序', '{pool} 优先用于 {priority}，本项目为 {priorityClass}。'],
    ['Priority', '{pool} serves {priority} first; this project is {priorityClass}.'],
  ),
  IMPROVEMENT_SHARE: entry(
    409,
    '方案第十条',
    [
      '改善幅度不足以申请这些市级指标',
      '{place} 上年度改善幅度 {improvement}，市级储备库至多可用于需求的 {share}%：{pollutant} {open} 吨/年。',
    ],
    [
      'The improvement does not open as much municipal quota',
      '{place} reported an improvement of {improvement}: at most {share} % of the demand from the municipal pool, {open} t/a of {pollutant}.',
    ],
  ),
  TRADE_VOUCHER_UNKNOWN: entry(
    409,
    '方案第八条',
    ['没有这份交易凭证', '交易凭证 {tradeNo} 不存在。'],
    ['No such trade voucher', 'There is no trade voucher {tradeNo}.'],
  ),
  TRADE_OF_ANOTHER_UNIT: entry(
    409,
    '方案第八条',
    ['交易凭证不属于本项目单位', '交易凭证 {tradeNo} 的买方为 {buyerUscc}，项目单位为 {uscc}。'],
    [
      'The purchase is another unit’s',
      'Trade voucher {tradeNo} was bought by {buyerUscc}; the project is of {uscc}.',
    ],
  ),
  TRADE_TERM_ENDED: entry(
    409,
    '方案第八条',
    ['购买的指标已到期', '交易凭证 {tradeNo} 有效期至 {validUntil}，本件生效于 {on}。'],
    [
      'The purchase has run out',
      'Trade voucher {tradeNo} ran until {validUntil}; this takes effect on {on}.',
    ],
  ),
  PROVINCIAL_REPLY_REQUIRED: entry(
    422,
    '方案第八条',
    ['动用省级储备库须有省厅批复', '本件动用省级储备库，须附省厅批复文号。'],
    [
      'The province’s reply is required',
      'It draws on the provincial pool; give the number of the province’s reply.',
    ],
  ),
  WRONG_APPROVER: entry(
    403,
    '方案第八条、第二十三条',
    ['终审层级不符', '动用 {tier} 储备库，应由 {allowed} 终审。'],
    ['Another tier approves this', 'It draws on the {tier} pool; {allowed} gives the final approval.'],
  ),
  HOLD_EXPIRED: entry(
    409,
    '方案第八条',
    ['预留已到期', '预留于 {expiresOn} 到期，指标已退回原批次，请重新初审。'],
    ['The hold has expired', 'The hold ended on {expiresOn}; the quota is back in its lots, review again.'],
  ),
  TOO_EARLY: entry(
    409,
    '方案第八条',
    ['尚未到期', '最早可于 {earliest} 办理。'],
    ['Too early', 'Possible from {earliest}.'],
  ),
  EFFECTIVE_DATE_INVALID: entry(
    422,
    '方案第八条',
    ['生效日期不成立', '生效日期 {effectiveOn} 不得晚于今日 {today}。'],
    ['Impossible effective date', 'The effective date {effectiveOn} may not lie after today, {today}.'],
  ),
  // 达标与暂停 standing
  SUSPENDED: entry(
    409,
    '方案第九条、第十九条',
    ['该地区已被暂停使用储备库', '{place} 自 {effectiveFrom} 起暂停 {act}（{orderNo}）。'],
    ['Use of pools is suspended', '{place}: {act} suspended from {effectiveFrom} ({orderNo}).'],
  ),
  ANNUAL_LINKAGE: entry(
    409,
    '方案第十条',
    ['上年度考核未通过', '{place} {year} 年度：{verdict}，不得使用上级储备库。'],
    ['Last year’s assessment closes this pool', '{place} {year}: {verdict}; upper pools are closed.'],
  ),
  READINGS_REQUIRED: entry(
    409,
    '方案第九条、第十九条',
    ['暂停建议须附监测数据', '{place} 的暂停建议须附本地区的监测数据；未附或未找到：{missing}。'],
    [
      'A proposed order needs its readings',
      'Attach readings of {place}; none given or not found: {missing}.',
    ],
  ),
  ORDER_NUMBER_REQUIRED: entry(
    422,
    '方案第九条、第十九条',
    ['暂停令须有文号', '下达暂停令须载明文号。'],
    ['An order needs its number', 'Give the number of the order document.'],
  ),
  BACK_DATING_REASON: entry(
    422,
    '方案第九条、第十九条、第二十一条',
    ['追溯生效须说明理由', '生效时间 {effectiveFrom} 早于今日 {today}，须说明理由。'],
    [
      'A back-dated act needs a reason',
      'Effective from {effectiveFrom}, before today, {today}; give the reason.',
    ],
  ),
  AWARD_NOT_EARNED: entry(
    409,
    '方案第十八条',
    ['园区不具备奖励条件', '{park} {year} 年度奖励尚缺：{missing}。'],
    ['The park has not earned an award', '{park} {year}: still missing {missing}.'],
  ),
  AWARD_OVER_CAP: entry(
    409,
    '方案第十八条',
    [
      '奖励额度超过允许排放量与实际排放量之差',
      '{pollutant} 奖励 {asked} 吨/年，允许量减实际量为 {cap} 吨/年。',
    ],
    [
      'An award may not exceed allowed less actual discharge',
      '{pollutant}: {asked} t/a awarded, {cap} t/a between allowed and actual.',
    ],
  ),
  EIA_APPROVAL_BACKED: entry(
    409,
    '方案第二十一条',
    ['环评批复与凭证比对', '批复 {approvalNo}（项目 {projectCode}）有凭证 {vouchers} 支撑：{matched}。'],
    [
      'EIA approval against vouchers',
      'Approval {approvalNo} (project {projectCode}) is backed by vouchers {vouchers}: {matched}.',
    ],
  ),
  // 作废与扣除 voiding
  VOID_NOT_PROPOSED: entry(
    409,
    '方案第二十一条',
    ['尚无作废建议', '批次 {lotId} 须先由核查人员附证据提出作废建议。'],
    ['Nobody has proposed the void', 'An inspector must first propose to void lot {lotId}, with evidence.'],
  ),
  VOID_SETTLEMENT: entry(
    409,
    '方案第二十一条',
    ['作废结清', '{pool} {pollutant} 入库 {credited} 吨/年：核销 {writtenOff}，转为扣除 {obligation}。'],
    [
      'Settlement of a void lot',
      '{pool} {pollutant}: of {credited} t/a credited, {writtenOff} is written off and {obligation} becomes an obligation.',
    ],
  ),
  VOUCHERS_OF_VOID_LOT: entry(
    409,
    '方案第二十一条',
    ['已用作废指标的凭证', '批次 {lotId} 支撑凭证 {vouchers}：{policy}。'],
    ['Vouchers backed by a void lot', 'Lot {lotId} backs vouchers {vouchers}: {policy}.'],
  ),
  // 政策 policies
  UNKNOWN_POLICY: entry(
    404,
    '政策目录',
    ['没有这项政策', '政策 {key} 不存在。'],
    ['Unknown policy', 'There is no policy {key}.'],
  ),
  POLICY_VALUE_INVALID: entry(
    422,
    '政策目录',
    ['政策取值不合格', '{key} 的取值须为：{allowed}。'],
    ['Policy value not allowed', '{key} takes: {allowed}.'],
  ),
} as const;
