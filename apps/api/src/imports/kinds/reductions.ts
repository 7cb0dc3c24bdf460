import { holds, mgOf, type JsonObject, type Pollutant, type RuleOutcome, type Tonnes } from '#kernel';
import { NestedList, Text } from '#libs/platform';
import { plain } from '../../ledger/plain.js';
import { toFileReduction } from '../../reductions/reduction.commands.js';
import { AmountLineDto, FileReductionDto } from '../../reductions/reduction.dto.js';
import { amounts, text } from '../columns.js';
import { kindOf } from '../import-kind.js';
import { reductionColumns, REDUCTION_RULES, REDUCTION_SAMPLE } from './reduction-columns.js';

/** A reduction, and what of it goes into the pool at once. */
class ReductionWithDepositDto extends FileReductionDto {
  @NestedList(() => AmountLineDto, { min: 1, max: 8, uniqueBy: 'pollutant', optional: true })
  deposit?: AmountLineDto[];
  @Text({ max: 1000, optional: true }) lateReason?: string;
}

/** 第三条：a deposit asks for what its reduction has, and no more. */
const withinReduction = (answer: JsonObject, deposit: readonly AmountLineDto[]): readonly RuleOutcome[] => {
  const lines = answer['lines'] as readonly { readonly pollutant: Pollutant; readonly left: Tonnes }[];
  return deposit.map(({ pollutant, amount: asked }) => {
    const left = lines.find((line) => line.pollutant === pollutant)?.left ?? '0';
    return holds(mgOf(asked) <= mgOf(left), 'REDUCTION_ALREADY_USED', {
      inputs: { pollutant, left, asked, uses: null },
    });
  });
};

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
    sample: [...REDUCTION_SAMPLE, 'deposit.COD.amount'],
    columns: [
      ...reductionColumns(),
      ...amounts('deposit', 'amount'),
      text('lateReason', '企业搬迁，资料迟交'),
    ],
  },
  ruleColumns: {
    ...REDUCTION_RULES,
    REDUCTION_ALREADY_USED: 'deposit.{pollutant}.amount',
  },
  orders: ({ deposit, lateReason = null, ...reduction }) => ({
    first: { type: 'FileReduction', data: toFileReduction(reduction) },
    ...(deposit && {
      foreseen: (answer) => withinReduction(answer, deposit),
      next: ({ id }) => ({
        type: 'FileDeposit',
        data: { reductionId: id, lines: deposit.map(plain), lateReason },
      }),
    }),
  }),
});
