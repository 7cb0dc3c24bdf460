import { speaking } from '../../messages/language.js';

export const useWords = speaking({
  title: { zh: '口径', en: 'Policies' },
  about: {
    zh: '条文没有写死之处的取值；每次采纳都有文号与生效日期，决定按当时的取值作出。',
    en: 'What the scheme leaves open: each value adopted by a document, from a date, and cited by every decision.',
  },
  policy: { zh: '口径', en: 'Policy' },
  article: { zh: '条款', en: 'Article' },
  value: { zh: '现行取值', en: 'In force' },
  standard: { zh: '默认', en: 'Default' },
  version: { zh: '版本', en: 'Version' },
  adopt: { zh: '采纳新取值', en: 'Adopt a value' },
  history: { zh: '采纳记录', en: 'Adoptions' },
  noHistory: { zh: '一直是默认值', en: 'Always the default' },
  pending: { zh: '尚未生效', en: 'not yet in force' },
  oneAbout: {
    zh: '采纳只影响生效之后的决定；之前的决定仍按当时取值。',
    en: 'Adopting changes later decisions only; earlier ones keep the value they cite.',
  },
});
