import { Id } from '#libs/platform';
import { plain } from '../../ledger/plain.js';
import { BookUseDto } from '../../reductions/reduction.dto.js';
import { amounts, choice, text } from '../columns.js';
import { kindOf } from '../import-kind.js';
import { USE_WORDS } from '../words.js';

class TaskUseDto extends BookUseDto {
  @Id() reductionId!: string;
}

/** 用途登记 (第三条、第二十一条). */
export const taskUses = kindOf({
  permission: 'reduction:use',
  dto: TaskUseDto,
  form: {
    kind: 'task-uses',
    title: '用途登记',
    instructions: ['已用于约束性任务或项目的减排量不得再入库（第三条、第二十一条）；用途留空即约束性任务。'],
    sample: ['use', 'lines.COD.amount'],
    columns: [
      text('reductionId', '4d1f0a2b3c4d5e6f7a8b', {
        required: true,
        synonyms: ['编号'],
        hint: '减排量导出表中的编号',
      }),
      choice('use', USE_WORDS),
      text('reference', '2025年度任务核算', { required: true, synonyms: ['说明', '依据文件'] }),
      ...amounts('lines', 'amount', { main: true }),
    ],
  },
  complete: (body) => ({ use: 'TASK', ...body }),
  ruleColumns: { NOT_FOUND: 'reductionId' },
  orders: ({ reductionId, use, reference, lines }) => ({
    first: {
      type: 'BookReductionUse',
      data: { reductionId, use, reference, lines: lines.map(plain) },
      stream: `reduction-${reductionId}`,
    },
  }),
});
