import { speaking } from '../../messages/language.js';

export const useWords = speaking({
  choose: { zh: '选择：{title} {name}', en: 'Choose: {title}, {name}' },
  chooseAll: { zh: '全选可一并通过的事项', en: 'Choose all that may be passed together' },
  start: { zh: '一并通过 {count} 件', en: 'Pass {count} together' },
  title: { zh: '一并通过', en: 'Pass together' },
  about: {
    zh: '同一意见用于各件；每件各自核对、各自入账、各自答复。终审、现场核查、退回与驳回须逐件办理。',
    en: 'One opinion, but each is checked, recorded and answered by itself. All other decisions are made one by one.',
  },
  verdict: { zh: '核对', en: 'Check' },
  waiting: { zh: '核对中……', en: 'Checking…' },
  may: { zh: '✓ 可以通过', en: '✓ may pass' },
  mayNot: { zh: '✗ 不能通过：{why}', en: '✗ may not pass: {why}' },
  turn: { zh: '办理中……', en: 'Under way…' },
  passed: { zh: '✓ 已通过，{status}', en: '✓ passed, {status}' },
  refused: { zh: '✗ 未通过：{why}', en: '✗ not passed: {why}' },
  pass: { zh: '逐件通过 {count} 件', en: 'Pass these {count}' },
  progress: { zh: '已办 {done} / {all} 件', en: '{done} of {all} done' },
  finished: {
    zh: '办理完毕：通过 {passed} 件，未通过 {refused} 件。',
    en: 'Done: {passed} passed, {refused} not passed.',
  },
});
