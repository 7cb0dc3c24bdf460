import type { Json, JsonObject } from '#kernel';
import { RecordOpeningDto } from '../../deposits/deposit.dto.js';
import { toRecordOpening } from '../../deposits/opening.commands.js';
import { amounts, day, text } from '../columns.js';
import { kindOf } from '../import-kind.js';
import { reductionColumns, REDUCTION_RULES, REDUCTION_SAMPLE } from './reduction-columns.js';

/** A pool that no cell speaks of holds nothing. */
const withBoth = (line: Json): Json => ({ municipal: '0', local: '0', ...(line as JsonObject) });

/** 期初结转 (第三条、第四条、第二十三条). */
export const openings = kindOf({
  permission: 'opening:record',
  dto: RecordOpeningDto,
  form: {
    kind: 'openings',
    title: '期初结转',
    instructions: [
      '原台账每条一行：减排量照原核定填报，结余分填市级库与县级（园区）库；须有决定文号（第四条、第二十三条）。',
      '减排量须形成于 2021 年 1 月 1 日以后、原台账截止以前；未结余的部分视为已用于项目，不得再入库（第三条）。',
      '原台账须在该地储备库于本系统首次入库之前截止；有未清偿扣除义务的污染物不得结转（第二十一条）。',
    ],
    sample: [...REDUCTION_SAMPLE, 'balances.COD.local'],
    columns: [
      text('entryNo', '示例台账2021-01', { required: true, synonyms: ['序号', '台账编号'] }),
      day('closedOn', { required: true, synonyms: ['截止日期', '结转日期'] }),
      text('decisionNo', '示例〔2026〕5号', { required: true, synonyms: ['文号'] }),
      ...reductionColumns(),
      ...amounts('balances', 'municipal'),
      ...amounts('balances', 'local'),
    ],
  },
  ruleColumns: {
    ...REDUCTION_RULES,
    REDUCTION_ALREADY_USED: 'balances.{pollutant}.local',
    BASELINE_NOT_PERMITTED_LIMIT: 'balances.{pollutant}.local',
    POLLUTANT_NOT_IN_REDUCTION: 'balances.{pollutant}.local',
    OPENING_WHILE_OWING: 'balances.{pollutant}.local',
    OPENING_AFTER_START: 'closedOn',
  },
  complete: ({ balances, ...body }) => ({
    ...body,
    ...(Array.isArray(balances) && { balances: balances.map(withBoth) }),
  }),
  orders: (dto) => ({ first: { type: 'RecordOpening', data: toRecordOpening(dto) } }),
});
