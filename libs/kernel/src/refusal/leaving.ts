import { entry } from './entry.js';

/** 需求与出库：refusals on the way out. */
export const LEAVING_REFUSALS = {
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
  JOINT_REVIEW_REQUIRED: entry(
    409,
    '减污降碳协同增效方案',
    ['“两高一低”项目须附市级联合会审文件', '项目 {projectCode} 列入 {listed} 清单，须附联合会审文号。'],
    [
      'A listed project needs its joint review',
      'Project {projectCode} is on the list {listed}; give the number of the joint-review document.',
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
      '{place} improved by {improvement}: the municipal pool gives at most {share} %, {open} t/a of {pollutant}.',
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
  PERMIT_OF_ANOTHER_UNIT: entry(
    409,
    '方案第八条',
    ['排污许可证不属于本项目单位', '许可证 {permitNo} 不属于项目单位 {uscc}。'],
    ['The permit is another unit’s', 'Permit {permitNo} is not one of {uscc}, the unit of the project.'],
  ),
  PERMIT_BEFORE_APPROVAL: entry(
    409,
    '方案第八条',
    ['许可早于环评批复', '许可日期 {permittedOn} 早于环评批复日期 {approvedOn}。'],
    [
      'The permit is older than the EIA approval',
      'Permitted on {permittedOn}, though the EIA was approved on {approvedOn}.',
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
} as const;
