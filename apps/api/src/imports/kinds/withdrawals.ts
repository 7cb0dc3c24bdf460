import { POLLUTANTS, type Json, type JsonObject } from '#kernel';
import { toFileWithdrawal } from '../../withdrawals/withdrawal.commands.js';
import { FileWithdrawalDto } from '../../withdrawals/withdrawal.dto.js';
import { amounts, choice, day, list, place, text } from '../columns.js';
import { kindOf } from '../import-kind.js';
import { BASIS_WORDS, PATH_WORDS, PRIORITY_WORDS, TYPE_WORDS } from '../words.js';

/** A project without anything before it: what no cell says is nothing. */
const withBaseline = (line: Json): Json => ({
  ...(line as JsonObject),
  baseline: { basis: 'NONE', amount: '0', ...((line as JsonObject)['baseline'] as JsonObject | undefined) },
});

/** 出库申请 (第七条、第八条). */
export const withdrawals = kindOf({
  permission: 'withdrawal:file',
  dto: FileWithdrawalDto,
  form: {
    kind: 'withdrawals',
    title: '出库申请',
    instructions: [
      '所需替代量按新增年排放总量的 2 倍计，战略性新兴产业的氮、磷 1.1 倍（第七条）。',
      '本级未达标或被暂停的，不得使用相应储备库（第九条、第十条）。',
    ],
    sample: ['pools', 'lines.COD.postDischarge'],
    columns: [
      text('project.code', '2501-320583-04-01-123456', { required: true }),
      text('project.name', '示例新材料扩建项目', { required: true }),
      text('project.uscc', '91320583MA1DEM0013', {
        required: true,
        synonyms: ['统一社会信用代码', '信用代码'],
      }),
      place('project.place', { required: true, synonyms: ['属地代码', '属地', '建设地点'] }),
      text('project.industry', 'C2614', { required: true }),
      choice('project.type', TYPE_WORDS, { required: true, synonyms: ['建设性质'] }),
      text('project.sei.determinationNo', '示例〔2026〕2号'),
      choice('project.priorityClass', PRIORITY_WORDS),
      choice('path', PATH_WORDS),
      list('pools', 'pool-320583'),
      list('tradeVouchers', '凭证编号'),
      day('effectiveOn'),
      ...amounts('lines', 'postDischarge', { main: true }),
      ...amounts('lines', 'baseline.amount'),
      ...POLLUTANTS.map((pollutant) => choice(`lines.${pollutant}.baseline.basis`, BASIS_WORDS)),
      ...amounts('lines', 'statedIncrement'),
      text('rulingNo', '示例〔2026〕3号'),
      text('priorityReason', '无其他优先项目'),
    ],
  },
  ruleColumns: {
    POOL_NOT_OPEN_TO_PLACE: 'pools',
    STATED_INCREMENT_MISMATCH: 'lines.{pollutant}.statedIncrement',
    BASELINE_RECORD_REQUIRED: 'lines.{pollutant}.baseline.basis',
    BASELINE_NOT_ALLOWED: 'lines.{pollutant}.baseline.basis',
    EFFECTIVE_DATE_INVALID: 'effectiveOn',
    PRIORITY_REASON: 'priorityReason',
  },
  complete: ({ lines, ...body }) => ({
    path: 'POOL',
    ...body,
    ...(Array.isArray(lines) && { lines: lines.map(withBaseline) }),
  }),
  orders: (dto) => ({ first: { type: 'FileWithdrawal', data: toFileWithdrawal(dto) } }),
});
