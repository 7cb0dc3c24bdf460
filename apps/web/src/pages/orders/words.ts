import { speaking } from '../../messages/language.js';

export const useWords = speaking({
  title: { zh: '暂停令', en: 'Orders' },
  about: {
    zh: '建议、审核、下令、解除；令下后涵盖的出库即刻不予办理（第九条、第十九条）。',
    en: 'Proposed, reviewed, ordered, lifted; what an order covers is refused from that moment (articles 9, 19).',
  },
  empty: { zh: '没有暂停令', en: 'No orders' },
  propose: { zh: '提出暂停建议', en: 'Propose an order' },
  one: { zh: '{place}：暂停令 {no}', en: '{place}: order {no}' },
  oneAbout: {
    zh: '令的内容与依据；下方列出它影响的未办结申请。',
    en: 'What it orders and why; below, the unfinished applications it touches.',
  },
  order: { zh: '下令', en: 'Order' },
  decline: { zh: '不予采纳', en: 'Decline' },
  lift: { zh: '解除', en: 'Lift' },
  review: { zh: '提出审核意见', en: 'Give an opinion' },
  opinions: { zh: '审核意见', en: 'Opinions' },
  noOpinions: { zh: '还没有审核意见', en: 'No opinions yet' },
  ORDER: { zh: '关于下令', en: 'on the order' },
  LIFT: { zh: '关于解除', en: 'on the lifting' },
});
