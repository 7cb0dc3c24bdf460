import { entry } from './entry.js';

/** 检查与证据：eight steps, a sample nobody picks, custody. */
export const INSPECTING_REFUSALS = {
  NOT_INSPECTION_OFFICER: entry(
    409,
    '方案第二十一条；“三统一”联合执法',
    ['不是本次检查的执法人员', '{officer} 不在检查计划的执法人员之列：{officers}。'],
    ['Not an officer of this inspection', '{officer} is not among the officers of the plan: {officers}.'],
  ),
  INSPECTION_STEP_ORDER: entry(
    409,
    '方案第二十一条；“三统一”八步法',
    ['检查步骤须依次完成', '本次应为 {expected}，不能记 {step}；不得跳步，不得重复。'],
    ['Steps are taken in order', 'The next step is {expected}, not {step}; none is skipped, none repeated.'],
  ),
  INSPECTION_STEP_TIME: entry(
    409,
    '方案第二十一条；“三统一”八步法',
    ['检查步骤的时间不成立', '{at} 须不早于 {earliest}，不晚于现在 {now}。'],
    ['The time of the step cannot be', '{at} has to lie between {earliest} and now, {now}.'],
  ),
  SAMPLE_CHECKPOINT: entry(
    409,
    '方案第二十一条',
    ['检查点早于检查计划', '抽样的检查点含 {size} 个事件，须包含第 {plannedAt} 个事件的检查计划。'],
    [
      'The checkpoint is older than the plan',
      'It covers {size} events; the plan that it draws for is event {plannedAt}.',
    ],
  ),
  SAMPLE_ALREADY_DRAWN: entry(
    409,
    '方案第二十一条',
    ['已按另一检查点抽样', '已按 {before} 个事件的检查点抽样，不得再按 {size} 个事件的检查点抽样。'],
    [
      'Already drawn by another checkpoint',
      'The checkpoint of {before} events has drawn; that of {size} may not draw again.',
    ],
  ),
  EVIDENCE_NOT_INTACT: entry(
    409,
    '方案第二十一条；“三统一”证据互认',
    ['证据包不完整', '接收方算得摘要 {digest}，移送清单的摘要是 {expected}。'],
    ['The evidence has not come whole', 'The receiver reckons {digest}, the manifest has {expected}.'],
  ),
} as const;
