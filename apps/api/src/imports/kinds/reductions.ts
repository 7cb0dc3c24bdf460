import { NestedList, Text } from '#libs/platform';
import { plain } from '../../ledger/plain.js';
import { toFileReduction } from '../../reductions/reduction.commands.js';
import { AmountLineDto, FileReductionDto } from '../../reductions/reduction.dto.js';
import { amounts, choice, day, flag, list, place, text } from '../columns.js';
import { kindOf } from '../import-kind.js';
import { FUNDING_WORDS, MANAGEMENT_WORDS, MEASURE_WORDS } from '../words.js';

/** A reduction, and what of it goes into the pool at once. */
class ReductionWithDepositDto extends FileReductionDto {
  @NestedList(() => AmountLineDto, { min: 1, max: 8, uniqueBy: 'pollutant', optional: true })
  deposit?: AmountLineDto[];
  @Text({ max: 1000, optional: true }) lateReason?: string;
}

/** 减排量与入库申报 (第二条至第四条). */
export const reductions = kindOf({
  permission: 'reduction:file',
  dto: ReductionWithDepositDto,
  form: {
    kind: 'reductions',
    title: '减排量与入库',
    instructions: [
      '减排量按形成时有效的核算指南核算（第二条），2021 年 1 月 1 日以后形成（第三条）；已用于任务或项目的不得再入库。',
      '许可证变更后一个月内申报（第四条），逾期说明原因；入库量留空即只登记减排量。',
    ],
    columns: [
      text('unit.uscc', '91320583MA1MTEST1X', { synonyms: ['信用代码'] }),
      text('unit.name', '示例化工有限公司', { required: true, synonyms: ['企业名称', '单位名称'] }),
      text('permitNo', '91320583MA1MTEST1X001P', { synonyms: ['许可证编号'] }),
      text('facility', '一号锅炉', { required: true, synonyms: ['设施名称'] }),
      choice('measure', MEASURE_WORDS, { required: true, synonyms: ['措施类型'] }),
      choice('fundingSource', FUNDING_WORDS, { required: true }),
      day('formedOn', { required: true, synonyms: ['形成时间'] }),
      day('permitChangedOn', { synonyms: ['许可证变更时间'] }),
      place('place', { required: true }),
      text('guide.id', 'MEE-14FYP-GUIDE', { required: true, synonyms: ['指南'] }),
      text('guide.version', '2021', { required: true, synonyms: ['指南版本'] }),
      ...amounts('lines', 'verified', { main: true }),
      ...amounts('lines', 'permittedLimit'),
      ...['monitorable', 'reportable', 'countable', 'verifiable'].map((name) =>
        flag(`mrv.${name}`, { required: true }),
      ),
      list('evidence.name', '核算报告', { required: true }),
      list('evidence.sha256', '文件的 SHA-256', { required: true }),
      choice('permitManagement', MANAGEMENT_WORDS),
      ...amounts('deposit', 'amount'),
      text('lateReason', '企业搬迁，资料迟交'),
    ],
  },
  ruleColumns: { REDUCTION_ALREADY_FILED: 'facility' },
  orders: ({ deposit, lateReason = null, ...reduction }) => ({
    first: { type: 'FileReduction', data: toFileReduction(reduction) },
    ...(deposit && {
      next: ({ id }) => ({
        type: 'FileDeposit',
        data: { reductionId: id, lines: deposit.map(plain), lateReason },
      }),
    }),
  }),
});
