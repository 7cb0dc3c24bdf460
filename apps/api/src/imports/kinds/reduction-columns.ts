import type { IntakeColumn } from '#libs/documents';
import { amounts, choice, day, flag, list, place, text } from '../columns.js';
import { FUNDING_WORDS, MANAGEMENT_WORDS, MEASURE_WORDS } from '../words.js';

const EXAMPLE_DIGEST = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** What a reduction states, in every sheet that files one. */
export const reductionColumns = (): readonly IntakeColumn[] => [
  text('unit.uscc', '91320583MA1DEM0013', { synonyms: ['信用代码'] }),
  text('unit.name', '示例化工有限公司', { required: true, synonyms: ['企业名称', '单位名称'] }),
  text('permitNo', '91320583MA1DEM0013001V', { synonyms: ['许可证编号'] }),
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
  list('evidence.sha256', EXAMPLE_DIGEST, { required: true, hint: '文件的 SHA-256，64 位小写十六进制' }),
  choice('permitManagement', MANAGEMENT_WORDS),
];

/** The columns that the rules of a filing are about. */
export const REDUCTION_RULES = {
  REDUCTION_ALREADY_FILED: 'facility',
  SIMILAR_REDUCTION: 'facility',
  MRV_INCOMPLETE: 'mrv.verifiable',
  PERMIT_WITHOUT_QUOTA: 'permitManagement',
} as const;

/** What the example of such a sheet shows besides what is required. */
export const REDUCTION_SAMPLE = [
  'unit.uscc',
  'permitNo',
  'permitChangedOn',
  'lines.COD.verified',
  'lines.COD.permittedLimit',
];
