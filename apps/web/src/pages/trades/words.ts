import { speaking } from '../../messages/language.js';

export const useWords = speaking({
  title: { zh: '排污权交易', en: 'Trades' },
  about: {
    zh: '交易机构登记的成交凭证；可用于建设项目替代，余量见右列。',
    en: 'Vouchers of trades as the trading body records them; what is left may back projects.',
  },
  empty: { zh: '还没有登记交易', en: 'No trade recorded yet' },
  record: { zh: '登记交易', en: 'Record a trade' },
  report: { zh: '导入月度交易报告', en: 'Import a monthly report' },
  one: { zh: '交易凭证 {id}', en: 'Trade voucher {id}' },
  oneAbout: {
    zh: '成交双方、数量、期限与已支撑的项目。',
    en: 'Parties, amounts, term, and the projects it backs.',
  },
  correct: { zh: '更正价格', en: 'Correct the price' },
  lines: { zh: '数量', en: 'Amounts' },
  crossings: { zh: '跨省转让', en: 'Sold on to another province' },
  backings: { zh: '已支撑的出库申请', en: 'Withdrawals it backs' },
});
