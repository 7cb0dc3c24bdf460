import { speaking } from '../../messages/language.js';

export const useWords = speaking({
  title: { zh: '监测数据', en: 'Readings' },
  about: {
    zh: '各地逐月监测；可从电子表格整块粘贴，先核对再报送（第九条、第十七条）。',
    en: 'Monthly readings of every place; paste a block from a spreadsheet, checked before it is handed in.',
  },
  empty: { zh: '没有监测数据', en: 'No readings' },
  one: { zh: '监测数据 {id}', en: 'Reading {id}' },
  oneAbout: {
    zh: '一个月一项指标；更正另立一条，原数据保留。',
    en: 'One indicator of one month; a correction is a new reading, the old one stays.',
  },
  correct: { zh: '更正', en: 'Correct it' },
  corrected: { zh: '更正依据', en: 'Correction' },
  entry: { zh: '报送月度监测', en: 'Hand in readings' },
  paste: {
    zh: '把表格中的行（地区、月份、要素、指标、数值、单位、目标、上年同期、有效）粘贴到任一格。',
    en: 'Paste rows (place, month, medium, indicator, value, unit, target, last year, valid) into any cell.',
  },
  add: { zh: '增加一行', en: 'Add a row' },
  clear: { zh: '清空', en: 'Clear' },
  submit: { zh: '报送 {count} 条', en: 'Hand in {count}' },
  check: { zh: '核对', en: 'Check' },
  checked: { zh: '{count} 条均可报送', en: 'All {count} can be handed in' },
  faults: { zh: '{count} 条需要改正', en: '{count} need correcting' },
  done: { zh: '已报送 {count} 条', en: '{count} handed in' },
  row: { zh: '第 {row} 行 {name}', en: 'Row {row}, {name}' },
  unknownPlace: { zh: '没有这个地区', en: 'No such place' },
  unknownMedium: { zh: '要素应为水或大气', en: 'The medium is water or air' },
  badMonth: { zh: '月份如 2026-10', en: 'A month such as 2026-10' },
  badAmount: { zh: '应为数字', en: 'A number is needed' },
  needed: { zh: '必填', en: 'Required' },
});
