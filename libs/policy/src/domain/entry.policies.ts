import { POLLUTANTS } from '#kernel';
import { choice, policy, whole, type PolicyEntry } from './policy-entry.js';

/** A26–A43：voiding, what may enter the pools, time limits, approval tiers, due dates and witnesses. */
export const ENTRY_POLICIES = {
  'void.scope': policy(
    'A26',
    '第二十一条',
    ['作废指标向谁扣除', 'From whom void quota is deducted'],
    [choice('LOCALITY'), 'LOCALITY'],
  ),
  'void.voucher': policy(
    'A27',
    '第二十一条',
    ['已用作废指标的凭证', 'Vouchers backed by void quota'],
    [choice('KEEP', 'REVOKE'), 'KEEP'],
  ),
  'deposit.availableAt': policy(
    'A28',
    '第四条、第十八条',
    ['何时可用', 'When a deposit becomes usable'],
    [choice('MUNICIPAL'), 'MUNICIPAL'],
  ),
  'award.origin': policy(
    'A29',
    '第十八条',
    ['奖励额度归属', 'Where an award goes'],
    [choice('PARK', 'SPLIT'), 'PARK'],
  ),
  'deposit.deadline': policy(
    'A30',
    '第四条',
    ['入库申报期限（月）', 'Filing clock in months'],
    [whole(1, 12), 1],
  ),
  'deposit.eligibleFrom': policy(
    'A31',
    '第三条',
    ['可入库的最早形成日期', 'Earliest formation date'],
    [{ kind: 'date' }, '2021-01-01'],
  ),
  'reduction.partialUse': policy(
    'A32',
    '第三条',
    ['部分已用的减排量', 'Partly used reductions'],
    [choice('REST', 'NONE'), 'REST'],
  ),
  'reduction.identity': policy(
    'A33',
    '第三条、第二十一条',
    ['相似申报如何处理', 'What a similar filing meets'],
    [choice('WARN', 'BLOCK'), 'WARN'],
  ),
  'reduction.creditable': policy(
    'A34',
    '第二条',
    ['可用减排量上限', 'Cap of the creditable amount'],
    [choice('CAP_AT_PERMIT', 'GUIDE_RESULT'), 'CAP_AT_PERMIT'],
  ),
  'voucher.validity': policy(
    'A35',
    '第八条',
    ['凭证有效期（年）', 'Validity of a voucher in years'],
    [whole(1, 20), 5],
  ),
  'hold.ttl': policy(
    'A36',
    '第八条',
    ['预留天数（报告书 / 报告表）', 'Days of a hold (report / form)'],
    [
      { kind: 'record', fields: { REPORT: whole(1, 365), FORM: whole(1, 365) } },
      { REPORT: 60, FORM: 30 },
    ],
  ),
  tradeTerm: policy(
    'A37',
    '第八条',
    ['有期限的购买如何支撑项目', 'Term-limited purchases'],
    [choice('WHILE_RUNNING', 'PERPETUAL'), 'WHILE_RUNNING'],
  ),
  crossRegion: policy(
    'A38',
    '第九条、第十条',
    ['以何为域', 'Whose border counts'],
    [choice('COUNTY_AND_PARK', 'COUNTY'), 'COUNTY_AND_PARK'],
  ),
  'credit.mrvWords': policy(
    'A39',
    '第二条、第十二条',
    ['可报告与可统计', 'Which flags are needed'],
    [choice('BY_ARTICLE', 'ALL_FOUR'), 'BY_ARTICLE'],
  ),
  'approval.tiers': policy(
    'A40',
    '第八条、第二十二条',
    ['市级出库按所需替代量分级审批', 'Who approves municipal quota, by size'],
    [
      {
        kind: 'table',
        columns: {
          pollutant: choice(...POLLUTANTS),
          from: { kind: 'amount' },
          approver: choice('office', 'bureau-lead'),
        },
        distinct: ['pollutant', 'from'],
      },
      [],
    ],
  ),
  'quarter.due': policy(
    'A41',
    '总则第四条',
    ['季度调度截止（季后天数）', 'Days after a quarter'],
    [whole(1, 60), 15],
  ),
  'month.due': policy(
    'A41',
    '第九条、第十九条',
    ['月度监测报送截止（月后天数）', 'Days after a month'],
    [whole(1, 60), 10],
  ),
  'step.due': policy(
    'A41',
    '第二十三条',
    ['一个办理环节的期限（工作日）', 'Working days for one step of a procedure'],
    [whole(1, 60), 5],
  ),
  'improvement.cap': policy(
    'A42',
    '第十条',
    ['改善幅度与可申请市级指标的比例（%）', 'Improvement and the share of a demand it opens (%)'],
    [
      {
        kind: 'table',
        columns: { improvement: { kind: 'amount' }, share: whole(0, 100) },
        distinct: ['improvement'],
      },
      [],
    ],
  ),
  'witness.quorum': policy(
    'A43',
    '第二十一条',
    [
      '检查点至少须几家见证方联署（设有见证方时不少于 1）',
      'Witnesses a checkpoint needs (1 at least where there are any)',
    ],
    [whole(0, 100), 0],
  ),
} as const satisfies Record<string, PolicyEntry>;
