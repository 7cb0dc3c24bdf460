import { speaking } from '../../messages/language.js';

export const useWords = speaking({
  title: { zh: '减排量', en: 'Reductions' },
  about: {
    zh: '已核实的减排量及其用途；每一份只能用一次。',
    en: 'Verified reductions and what became of them; each part has one use only.',
  },
  file: { zh: '申报减排量', en: 'File a reduction' },
  one: { zh: '减排量 {id}', en: 'Reduction {id}' },
  oneAbout: {
    zh: '申报、核实数量、用途与余量。',
    en: 'The filing, the verified amounts, their uses and what is left.',
  },
  lines: { zh: '数量与用途', en: 'Amounts and uses' },
  uses: { zh: '已登记用途', en: 'Uses booked' },
  deposit: { zh: '申报入库', en: 'File a deposit' },
  book: { zh: '登记用途', en: 'Book a use' },
  similar: { zh: '相似的在先申报', en: 'Similar earlier filings' },
  noSimilar: { zh: '没有相似的在先申报', en: 'No similar earlier filing' },
  deposits: { zh: '入库申报', en: 'Deposits of it' },
  evidence: { zh: '证据', en: 'Evidence' },
});
