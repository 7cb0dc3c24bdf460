import { speaking } from '../../messages/language.js';

export const useWords = speaking({
  title: { zh: '现场检查', en: 'Inspections' },
  about: {
    zh: '计划、抽样、八步办理、问题与证据；每一步都是一个事件，不能跳过（第二十一条）。',
    en: 'Plan, sample, eight steps, findings and evidence; each step is an event and none is skipped.',
  },
  empty: { zh: '没有检查', en: 'No inspections' },
  plan: { zh: '制定检查计划', en: 'Plan an inspection' },
  one: { zh: '检查 {id}', en: 'Inspection {id}' },
  oneAbout: {
    zh: '按八步依次办理；样本由检查点决定，谁都能重算。',
    en: 'Eight steps in order; the sample follows from a checkpoint, so anybody can draw it again.',
  },
  take: { zh: '办理：{step}', en: 'Take the step: {step}' },
  draw: { zh: '抽取样本', en: 'Draw the sample' },
  raise: { zh: '登记问题', en: 'Raise a finding' },
  package: { zh: '组成证据包', en: 'Make an evidence package' },
  steps: { zh: '八步', en: 'The eight steps' },
  taken: { zh: '已办', en: 'done' },
  next: { zh: '下一步', en: 'next' },
  later: { zh: '未到', en: 'to come' },
  sample: { zh: '样本', en: 'Sample' },
  population: { zh: '总体', en: 'Out of' },
  chooser: { zh: '决定样本的检查点', en: 'Chosen by checkpoint' },
  noSample: { zh: '尚未抽样', en: 'Not drawn yet' },
  findings: { zh: '问题', en: 'Findings' },
});
