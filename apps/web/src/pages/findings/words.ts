import { speaking } from '../../messages/language.js';

export const useWords = speaking({
  title: { zh: '环评批复与无量审批', en: 'EIA approvals and findings' },
  about: {
    zh: '导入环评批复，没有凭证支撑的成为问题，须跟进到关闭（第二十一条）。',
    en: 'EIA approvals are imported; one without vouchers behind it is a finding, followed up until closed.',
  },
  empty: { zh: '没有问题', en: 'No findings' },
  import: { zh: '导入环评批复', en: 'Import EIA approvals' },
  one: { zh: '问题 {id}', en: 'Finding {id}' },
  oneAbout: { zh: '批复的数量没有被凭证覆盖。', en: 'The approved amounts are not covered by vouchers.' },
  close: { zh: '关闭', en: 'Close it' },
  correct: { zh: '更正批复', en: 'Correct the approval' },
  accountability: { zh: '登记问责', en: 'Record accountability' },
  shortfall: { zh: '缺口', en: 'Shortfall' },
});
