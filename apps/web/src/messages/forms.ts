/** What forms and registers say wherever they stand. */
export const FORMS = {
  'form.check': { zh: '提交前核对', en: 'Before it is recorded' },
  'form.ready': { zh: '符合全部规则，可以提交', en: 'All rules are met; it can be recorded' },
  'form.incomplete': { zh: '填完必填项后显示逐条核对。', en: 'Fill in what is required to see every rule.' },
  'form.submit': { zh: '提交', en: 'Submit' },
  'form.done': { zh: '已记入台账。', en: 'Recorded in the ledger.' },
  'form.draft': { zh: '草稿已保存在本机', en: 'Draft kept on this computer' },
  'form.dropDraft': { zh: '清空草稿', en: 'Throw the draft away' },
  'form.date': { zh: '如 2026-03-31', en: 'Such as 2026-03-31' },
  'form.pattern': { zh: '格式不符', en: 'Not in the right form' },
  'form.uscc': {
    zh: '不是有效的统一社会信用代码：校验位应为 {expected}',
    en: 'Not a valid USCC: its check character should be {expected}',
  },
  'form.usccForm': {
    zh: '统一社会信用代码为 18 位数字或大写字母（不含 I、O、S、V、Z）',
    en: 'A USCC has 18 digits or capitals without I, O, S, V, Z',
  },
  'form.permit': {
    zh: '许可证编号为信用代码加三位数字和一个字母',
    en: 'A permit number is the USCC, three digits and a letter',
  },
  'form.permitOwner': {
    zh: '许可证编号的前 18 位与信用代码不一致',
    en: 'The first 18 characters are not the enterprise’s USCC',
  },
  'form.components': {
    zh: '有组织与无组织之和为 {sum}，与排放量 {whole} 不等',
    en: 'Organised and fugitive add up to {sum}, not to {whole}',
  },
  'form.baselineNone': { zh: '新建项目没有基准量，应填 0', en: 'A new project has no baseline: 0' },
  'form.baselineAbove': {
    zh: '基准量高于建成后排放量：新增为零，不产生减排量',
    en: 'The baseline is above the discharge: nothing new, and no deposit comes of it',
  },
  'form.statedIncrement': {
    zh: '申报新增 {stated} 与计算值 {computed} 不等',
    en: 'The stated increment {stated} is not the computed {computed}',
  },
  'form.due': {
    zh: '应在许可变更之日起一个月内申报：{due} 前（第四条）',
    en: 'Due one month after the permit change: by {due} (article 4)',
  },
  'form.overdue': {
    zh: '已过一个月申报期限 {due}（第四条），入库申报须写明逾期理由',
    en: 'The month ended on {due} (article 4); the deposit will need a reason',
  },
  'form.leave': {
    zh: '填写的内容尚未提交，确定离开？',
    en: 'What you filled in is not recorded yet. Leave?',
  },

  'register.clear': { zh: '清除筛选', en: 'Clear filters' },
  'register.none': { zh: '没有符合条件的记录', en: 'Nothing fits these filters' },

  'keys.title': { zh: '快捷键', en: 'Keys' },
  'keys.help': { zh: '显示快捷键', en: 'Show the keys' },
  'keys.down': { zh: '下一行', en: 'Next row' },
  'keys.up': { zh: '上一行', en: 'Row before' },
  'keys.inbox': { zh: '我的待办', en: 'My tasks' },
  'keys.open': { zh: '打开选中的行', en: 'Open the row chosen' },
  'keys.next': { zh: '下一件待办', en: 'Next task' },
  'keys.opinion': { zh: '写意见', en: 'Write an opinion' },

  'review.extras': { zh: '补充', en: 'More' },
  'review.next': { zh: '下一件：{title}，{name}', en: 'Next: {title}, {name}' },
  'review.noNext': { zh: '没有别的待办了。', en: 'Nothing else waits for you.' },

  'menu.WORK': { zh: '办理', en: 'Work' },
  'menu.ENTERING': { zh: '收储', en: 'Entering' },
  'menu.LEAVING': { zh: '出库', en: 'Leaving' },
  'menu.STANDING': { zh: '环境质量', en: 'Quality' },
  'menu.SUPERVISION': { zh: '监督', en: 'Supervision' },
  'menu.RULES': { zh: '规则', en: 'Rules' },
  'menu.ADMINISTRATION': { zh: '账户与安全', en: 'Accounts' },
} as const;
