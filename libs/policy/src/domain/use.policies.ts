import { SUSPENDABLE_ACTS } from '#contract/standing';
import { EXEMPT_KINDS, PROJECT_TYPES } from '#contract/withdrawal';
import { choice, policy, whole, type PolicyEntry } from './policy-entry.js';

/** A1–A25：who may use which pool, how a deposit is shared, what a project needs and where it comes from. */
export const USE_POLICIES = {
  'annualLinkage.exactlyOneMet': policy(
    'A1',
    '第十条',
    ['两项考核仅一项通过', 'Exactly one of two verdicts met'],
    [choice('ALLOW', 'CASE_BY_CASE', 'DENY'), 'CASE_BY_CASE'],
  ),
  'linkage.media': policy(
    'A2',
    '第十条',
    ['水、气合并还是分开考核', 'One verdict or one per medium'],
    [choice('ALL_MEDIA', 'SAME_MEDIUM'), 'ALL_MEDIA'],
  ),
  'linkage.pendingYear': policy(
    'A3',
    '第十条',
    ['上年度尚未考核', 'Prior year not yet judged'],
    [choice('CARRY', 'RESTRICT'), 'CARRY'],
  ),
  'suspension.covers': policy(
    'A4',
    '第九条',
    ['暂停令默认范围', 'Acts an order covers by default'],
    [{ kind: 'set', of: SUSPENDABLE_ACTS, least: 1 }, SUSPENDABLE_ACTS],
  ),
  'suspension.inFlight': policy(
    'A5',
    '第九条',
    ['已批未发的申请', 'Approved but not issued'],
    [choice('VOID', 'HOLD', 'HONOUR'), 'HOLD'],
  ),
  'suspension.cascade': policy(
    'A6',
    '第九条、第十九条',
    ['县令是否及于园区', 'County order reaches its parks'],
    [choice('DOWN', 'NONE'), 'DOWN'],
  ),
  'suspension.trigger': policy(
    'A7',
    '第九条、第十九条',
    ['超目标多少即建议暂停（%）', 'Percent over target that proposes an order'],
    [whole(0, 100), 10],
  ),
  'localShare.holder': policy(
    'A8',
    '第三条',
    ['地方份额归县还是园区', 'Who holds the local share'],
    [choice('PARK_IF_REGISTERED', 'COUNTY'), 'PARK_IF_REGISTERED'],
  ),
  'park.useOfCountyPool': policy(
    'A9',
    '第六条',
    ['园区项目动用县级库', 'Park projects drawing county quota'],
    [choice('OWN', 'OWN_THEN_COUNTY'), 'OWN_THEN_COUNTY'],
  ),
  provincialTake: policy(
    'A10',
    '第三条',
    ['省级收储须有省级文件', 'Provincial take needs a document'],
    [choice('BY_DOCUMENT', 'NONE'), 'BY_DOCUMENT'],
  ),
  'split.order': policy(
    'A11',
    '第三条、第二十一条',
    ['扣除、省级收储、分成的先后', 'Order of deduction, take and split'],
    [choice('OBLIGATIONS_FIRST', 'PROVINCE_FIRST'), 'OBLIGATIONS_FIRST'],
  ),
  'split.remainder': policy(
    'A12',
    '第三条',
    ['除不尽的余量归谁', 'Who gets the remainder'],
    [choice('LOCAL'), 'LOCAL'],
  ),
  'precision.quantum': policy('A13', '第一条', ['最小计量单位', 'Smallest unit'], [choice('1mg'), '1mg']),
  'precision.rounding': policy(
    'A14',
    '第七条',
    ['需求进位、入库不进位', 'Demand up, deposit down'],
    [choice('DEMAND_UP'), 'DEMAND_UP'],
  ),
  'sei.pollutants': policy(
    'A15',
    '第七条',
    ['1.1 倍适用的污染物', 'Pollutants of the 1.1x ratio'],
    [{ kind: 'set', of: ['COD', 'NH3-N', 'TN', 'TP'] }, ['TN', 'TP', 'NH3-N']],
  ),
  'sei.projectTypes': policy(
    'A16',
    '第七条',
    ['1.1 倍适用的项目类型', 'Project types of the 1.1x ratio'],
    [{ kind: 'set', of: PROJECT_TYPES }, ['NEW', 'EXPANSION']],
  ),
  'demand.baseline': policy(
    'A17',
    '第七条',
    ['新增量的基准', 'Baseline of the new discharge'],
    [choice('PERMIT_THEN_EIA', 'ANY_STATED'), 'PERMIT_THEN_EIA'],
  ),
  'demand.negative': policy('A18', '第七条', ['负增量', 'Negative increment'], [choice('ZERO'), 'ZERO']),
  'demand.scope': policy(
    'A19',
    '第七条',
    ['计入哪些排放', 'Which discharge counts'],
    [choice('ORGANISED_AND_FUGITIVE', 'ORGANISED_ONLY'), 'ORGANISED_AND_FUGITIVE'],
  ),
  'demand.exempt': policy(
    'A20',
    '第七条',
    ['免于替代的项目类别', 'Exempt kinds of project'],
    [
      { kind: 'set', of: EXEMPT_KINDS },
      ['TOWN_SEWAGE_PLANT', 'REFUSE_SITE', 'HAZARDOUS_WASTE', 'MEDICAL_WASTE'],
    ],
  ),
  'demand.deMinimis': policy(
    'A21',
    '第七条',
    ['免于替代的小量（吨/年）', 'De minimis, t/a'],
    [{ kind: 'amount' }, '0'],
  ),
  'multiplier.accounting': policy(
    'A22',
    '第七条',
    ['出库数量按新增量还是替代量', 'What leaves the pool'],
    [choice('MULTIPLIED', 'INCREMENT'), 'MULTIPLIED'],
  ),
  'multiplier.onTrades': policy(
    'A23',
    '第七条、第八条',
    ['交易来源是否同样倍量', 'Ratio applies to trades'],
    [choice('YES', 'NO'), 'YES'],
  ),
  'draw.order': policy(
    'A24',
    '第八条',
    ['动用储备库的先后', 'Order of pools'],
    [choice('OWN_MUNICIPAL_PROVINCIAL', 'OWN_ONLY'), 'OWN_MUNICIPAL_PROVINCIAL'],
  ),
  earmark: policy(
    'A25',
    '实施计划',
    ['环太湖腾退指标优先战新', 'Taihu quota to SEI first'],
    [choice('SOFT', 'HARD', 'NONE'), 'SOFT'],
  ),
} as const satisfies Record<string, PolicyEntry>;
