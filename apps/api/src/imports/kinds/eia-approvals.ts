import { EiaApprovalDto } from '../../eia/eia.dto.js';
import { plain } from '../../ledger/plain.js';
import { amounts, day, place, text } from '../columns.js';
import { kindOf } from '../import-kind.js';

/** 环评批复 (总则第四条、第二十一条). */
export const eiaApprovals = kindOf({
  permission: 'eia-approval:import',
  dto: EiaApprovalDto,
  form: {
    kind: 'eia-approvals',
    title: '环评批复',
    instructions: ['每季度汇总环评批复（总则第四条）；没有对应凭证的列为无量审批线索（第二十一条）。'],
    sample: ['lines.COD.amount'],
    columns: [
      text('approvalNo', '苏环审〔2026〕6号', { required: true, synonyms: ['批复文号', '文号'] }),
      day('approvedOn', { required: true, synonyms: ['批复时间'] }),
      text('projectCode', '2501-320583-04-01-123456', { required: true }),
      place('place', { required: true }),
      ...amounts('lines', 'amount', { main: true }),
    ],
  },
  ruleColumns: { EFFECTIVE_DATE_INVALID: 'approvedOn' },
  orders: ({ approvalNo, approvedOn, projectCode, place: where, lines = [] }) => ({
    first: {
      type: 'ImportEiaApprovals',
      data: { items: [{ approvalNo, approvedOn, projectCode, place: where, lines: lines.map(plain) }] },
    },
  }),
});
