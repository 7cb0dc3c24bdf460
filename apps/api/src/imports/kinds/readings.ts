import { ReadingDto } from '../../standing/reading.dto.js';
import { toRecordReading } from '../../standing/standing.commands.js';
import { choice, figure, flag, place, text } from '../columns.js';
import { kindOf } from '../import-kind.js';
import { BETTER_WORDS, MEDIUM_WORDS } from '../words.js';

/** 月度监测 (第九条、第十九条). */
export const readings = kindOf({
  permission: 'reading:record',
  dto: ReadingDto,
  form: {
    kind: 'readings',
    title: '月度监测',
    instructions: [
      '每月填报各地水、大气指标（第九条、第十九条）；只有有效数据计入核算（第十七条）。',
      '同一地区、月份、要素、指标只记一次，更正须另有决定文号。',
    ],
    sample: ['target', 'lastYear'],
    columns: [
      place('place', { required: true }),
      { key: 'month', header: '月份', kind: 'MONTH', example: '2026-03', required: true },
      choice('medium', MEDIUM_WORDS, { required: true }),
      text('indicator', 'PM2.5', { required: true, synonyms: ['监测指标', '监测因子'] }),
      figure('value', '28.5', { required: true, synonyms: ['监测值', '本月值'] }),
      text('unit', 'µg/m³', { required: true }),
      figure('target', '30', { synonyms: ['目标值', '年度目标'] }),
      figure('lastYear', '31.2', { synonyms: ['去年同期'] }),
      flag('valid', { required: true, synonyms: ['是否有效'] }),
      choice('betterWhen', BETTER_WORDS),
      text('station.code', 'KS-01', { synonyms: ['站点编号'] }),
      flag('station.installed'),
      flag('station.networked'),
      flag('station.compared'),
      flag('station.sampled'),
    ],
  },
  orders: (dto) => ({
    first: { type: 'RecordReading', data: toRecordReading(dto), stream: `standing-${dto.place}` },
  }),
});
