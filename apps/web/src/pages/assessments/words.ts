import { speaking } from '../../messages/language.js';

export const useWords = speaking({
  title: { zh: '年度考核', en: 'Yearly assessments' },
  about: {
    zh: '上年环境质量目标与减排任务的结论，决定当年能用哪些库（第十条、第十五条）。',
    en: 'Whether last year’s quality targets and task were met decides which pools serve this year.',
  },
  empty: { zh: '没有年度考核', en: 'No assessments' },
  record: { zh: '拟定年度考核', en: 'Draft an assessment' },
  publish: { zh: '发布', en: 'Publish' },
  one: { zh: '{place} {year} 年度考核', en: '{place}: assessment of {year}' },
  oneAbout: { zh: '发布后即作为用库依据。', en: 'Once published it decides the use of pools.' },
  water: { zh: '水', en: 'Water' },
  air: { zh: '大气', en: 'Air' },
});
