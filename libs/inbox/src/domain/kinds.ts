/** What a task asks for, in words, and the article that asks. */
export interface TaskKindEntry {
  readonly zh: string;
  readonly en: string;
  readonly article: string;
  /** 知悉：nothing has to be done about it. */
  readonly information?: true;
}

/** 待办种类: every kind of task. A new one is an entry here and a rule in the file of its area. */
export const TASK_KINDS = {
  DEPOSIT_FILING: { zh: '申报入库', en: 'File the deposit', article: '第四条' },
  DEPOSIT_MENDING: { zh: '补正被退回的入库申报', en: 'Mend a returned deposit', article: '第四条' },
  DEPOSIT_FIRST_REVIEW: { zh: '入库初审', en: 'First review of a deposit', article: '第二十三条' },
  DEPOSIT_SITE_VERIFICATION: { zh: '入库现场核查', en: 'Site verification', article: '第二十一条' },
  DEPOSIT_ELEMENT_REVIEW: { zh: '入库要素审核', en: 'Element review of a deposit', article: '第四条' },
  DEPOSIT_APPROVAL: { zh: '入库联合会审', en: 'Joint approval of a deposit', article: '第二十三条' },
  WITHDRAWAL_MENDING: { zh: '补正被退回的出库申请', en: 'Mend a returned withdrawal', article: '第二十三条' },
  WITHDRAWAL_FIRST_REVIEW: { zh: '出库初审', en: 'First review of a withdrawal', article: '第二十三条' },
  WITHDRAWAL_ELEMENT_REVIEW: { zh: '出库要素审核', en: 'Element review of a withdrawal', article: '第八条' },
  WITHDRAWAL_APPROVAL: { zh: '出库终审', en: 'Final approval of a withdrawal', article: '第八条' },
  HOLD_EXPIRING: { zh: '预留即将到期', en: 'A hold runs out soon', article: '第八条', information: true },
  VOUCHER_REGISTRATION: { zh: '总量平衡登记', en: 'Register the balance of a voucher', article: '第四条' },
  VOUCHER_LAPSING: { zh: '凭证即将或已经失效', en: 'A voucher lapses', article: '第八条' },
  READING_DUE: { zh: '报送月度监测', en: 'Hand in a monthly reading', article: '第九条' },
  WARNING_MEASURES: { zh: '对预警采取措施', en: 'Act on a warning', article: '第九条' },
  WARNING_PROPOSAL: { zh: '对预警提出暂停建议', en: 'Propose an order on a warning', article: '第九条' },
  SUSPENSION_DECISION: { zh: '决定暂停建议', en: 'Decide a proposed suspension', article: '第九条' },
  SUSPENSION_LIFTING: { zh: '决定解除暂停', en: 'Decide to lift an order', article: '第九条' },
  ASSESSMENT_DRAFT: { zh: '拟定年度考核', en: 'Draft a yearly assessment', article: '第十条' },
  PARK_JUDGEMENT: { zh: '考核园区上年度目标', en: 'Judge a park’s past year', article: '第十五条' },
  ASSESSMENT_PUBLICATION: { zh: '发布年度考核', en: 'Publish an assessment', article: '第十条' },
  PARK_TARGETS: { zh: '下达园区年度目标', en: 'Set a park’s targets', article: '第十五条' },
  PARK_TARGETS_CONSENT: { zh: '同意园区年度目标', en: 'Consent to a park’s targets', article: '第十五条' },
  PARK_AWARD: { zh: '核算园区奖励额度', en: 'Compute a park’s award', article: '第十八条' },
  AWARD_CONFIRMATION: { zh: '确认园区奖励额度', en: 'Confirm a park’s award', article: '第十八条' },
  VOID_DECISION: { zh: '决定作废建议', en: 'Decide a proposed void', article: '第二十一条' },
  FINDING_FOLLOW_UP: { zh: '处理无量审批', en: 'Follow up an unbacked approval', article: '第二十一条' },
  INSPECTION_FINDING: {
    zh: '检查问题整改销号',
    en: 'Close a finding of an inspection',
    article: '第二十一条',
  },
  OBLIGATION_OPEN: {
    zh: '尚有后续收储扣除',
    en: 'A debt on later deposits is open',
    article: '第二十一条',
    information: true,
  },
  QUARTERLY_RETURN: { zh: '季度调度', en: 'Quarterly return', article: '总则第四条' },
  POLICY_PENDING: {
    zh: '政策即将生效',
    en: 'A policy comes into force',
    article: '第二十二条',
    information: true,
  },
} as const satisfies Record<string, TaskKindEntry>;
export type TaskKind = keyof typeof TASK_KINDS;
export const TASK_KIND_CODES = Object.keys(TASK_KINDS) as readonly TaskKind[];

export const taskKind = (kind: TaskKind): TaskKindEntry => TASK_KINDS[kind];
