import { plain } from '../../ledger/plain.js';
import { CancelPermitDto } from '../../reports/report.dto.js';
import { day, place, text } from '../columns.js';
import { kindOf } from '../import-kind.js';

/** 许可证注销 (总则第四条). */
export const permitCancellations = kindOf({
  permission: 'permit-cancellation:record',
  dto: CancelPermitDto,
  form: {
    kind: 'permit-cancellations',
    title: '许可证注销',
    instructions: ['每季度汇总关停企业的许可证注销（总则第四条）；注销后一个月内应核算入库（第四条）。'],
    columns: [
      text('permitNo', '91320583MA1DEM0013001V', { required: true, synonyms: ['许可证编号'] }),
      text('unit.uscc', '91320583MA1DEM0013', { required: true, synonyms: ['信用代码'] }),
      text('unit.name', '示例化工有限公司', { required: true, synonyms: ['单位名称', '企业名称'] }),
      place('place', { required: true }),
      day('cancelledOn', { required: true, synonyms: ['注销时间'] }),
      text('reason', '企业关停', { required: true, synonyms: ['注销原因'] }),
    ],
  },
  ruleColumns: { EFFECTIVE_DATE_INVALID: 'cancelledOn' },
  orders: ({ permitNo, unit, place: where, cancelledOn, reason }) => ({
    first: {
      type: 'CancelPermit',
      data: { permitNo, unit: plain(unit), place: where, cancelledOn, reason },
      stream: `permit-${permitNo}`,
    },
  }),
});
