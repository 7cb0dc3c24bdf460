import { entry } from './entry.js';

/** 达标、作废与政策：what closes a pool, takes quota back or changes the rules. */
export const KEEPING_REFUSALS = {
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
    ['暂停建议须附监测数据', '{place} 的暂停建议须附本地区的监测数据；未附、未找到或数据无效：{missing}。'],
    [
      'A proposed order needs its readings',
      'Attach readings of {place}; none given, not found or invalid: {missing}.',
    ],
  ),
  DATA_QUALITY: entry(
    409,
    '方案第十七条、第二十四条',
    ['监测数据质量', '监测站 {station} 未通过的环节：{failing}；数据有效：{valid}。'],
    ['Quality of the data', 'Station {station} failed: {failing}; data valid: {valid}.'],
  ),
  NO_WARNING_STANDS: entry(
    409,
    '方案第九条、第十九条',
    ['没有这项预警', '{place} {month} 的 {indicator} 没有预警，无须登记措施。'],
    ['No such warning stands', '{place} has no warning of {indicator} for {month} to take measures about.'],
  ),
  ORDER_NUMBER_REQUIRED: entry(
    422,
    '方案第九条、第十九条',
    ['暂停令须有文号', '下达暂停令须载明文号。'],
    ['An order needs its number', 'Give the number of the order document.'],
  ),
  REVIEW_OPINION: entry(
    409,
    '方案第二十三条',
    ['审核意见未通过', '{division} 的审核意见为 {decision}，在其改为通过之前不得作出决定。'],
    [
      'A reviewing division has not passed it',
      '{division} said {decision}; no decision is taken until it passes.',
    ],
  ),
  BACK_DATING_REASON: entry(
    422,
    '方案第八条、第九条、第十九条、第二十一条',
    ['追溯生效须说明理由', '生效时间 {effectiveFrom} 早于今日 {today}，须在 {field} 中说明理由。'],
    [
      'A back-dated act needs a reason',
      'Effective from {effectiveFrom}, before today, {today}; give the reason in {field}.',
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
  // 季度调度 returns
  QUARTER_NOT_OVER: entry(
    409,
    '方案总则第四条',
    ['季度尚未结束', '{quarter} 季度调度最早可于 {earliest} 报送。'],
    ['The quarter is not over', 'The return of {quarter} can be submitted from {earliest}.'],
  ),
  ACCOUNTABILITY_GROUND: entry(
    409,
    '方案第二十一条',
    ['问责须有在案的违规', '{place} 没有在案的 {violation}：{reference}。'],
    ['There is no such violation on record', '{place} has no {violation} on record: {reference}.'],
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
      '{pool} {pollutant}: of {credited} t/a, {writtenOff} is written off and {obligation} becomes an obligation.',
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
  SIGNING_KEY_NOT_CURRENT: entry(
    409,
    '审计格式',
    ['不是现行签名密钥', '台账记载的现行密钥是 {current}。'],
    ['Not the signing key in force', 'The key in force by the log is {current}.'],
  ),
} as const;
