import { speaking } from '../../messages/language.js';

export const useWords = speaking({
  title: { zh: '问责', en: 'Accountability' },
  about: {
    zh: '重复使用、无量审批、弄虚作假的处理决定（第二十一条）。',
    en: 'Decisions on double use, approval without quota and false reports (article 21).',
  },
  empty: { zh: '没有问责记录', en: 'No records' },
  record: { zh: '登记问责', en: 'Record a decision' },
  withdraw: { zh: '撤销问责', en: 'Withdraw it' },
  one: { zh: '问责记录 {id}', en: 'Record {id}' },
  oneAbout: {
    zh: '复议或诉讼撤销后，互认随之终止。',
    en: 'Recognition ends when it is revoked on review or lost in court.',
  },
});
