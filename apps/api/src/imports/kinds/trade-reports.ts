import { pollutantFacts, POLLUTANTS } from '#kernel';
import { requestBody, type IntakeForm, type TakenRow } from '#libs/documents';
import { ImportTradeReportDto } from '../../reports/report.dto.js';
import { choice, text } from '../columns.js';
import { kindOf, type Entry } from '../import-kind.js';
import { SIDE_WORDS } from '../words.js';

const FORM: IntakeForm = {
  kind: 'trade-reports',
  title: '交易月报',
  instructions: [
    '同一月份、来源的各行合为一份月报；再次导入即替换（总则第四条）。卖出与买入逐项对账，差额列出（第八条）。',
  ],
  sample: ['party'],
  columns: [
    { key: 'month', header: '月份', kind: 'MONTH', example: '2026-03', required: true },
    text('source', '示例市交易月报', { required: true, synonyms: ['月报来源'] }),
    choice('side', SIDE_WORDS, { required: true }),
    choice('pollutant', Object.fromEntries(POLLUTANTS.map((code) => [code, pollutantFacts(code).zh])), {
      required: true,
    }),
    {
      key: 'amount',
      header: '数量（吨/年）',
      kind: 'AMOUNT',
      example: '3.8252',
      required: true,
      synonyms: ['成交量', '交易量'],
    },
    text('party', '示例硬质合金有限公司', { synonyms: ['受让方', '出让方', '买方', '卖方'] }),
  ],
};

/** The rows of one report together: a leg each. */
const entryOf = (rows: readonly TakenRow[]): Entry => {
  const bodies = rows.map(({ values }) => requestBody(FORM, values));
  const legs = bodies.map(({ side, pollutant, amount, party }) => ({ side, pollutant, amount, party }));
  const { month, source } = bodies[0] ?? {};
  return {
    rows: rows.map(({ row }) => row),
    body: { month, source, legs },
    cellsOf: (path) => {
      const [, index, member] = /^legs\[(\d+)\]\.?(\w*)$/.exec(path) ?? [];
      if (index === undefined) return rows.map(({ row }) => ({ row, key: path }));
      return [{ row: rows[Number(index)]?.row ?? 0, key: member === '' ? undefined : member }];
    },
  };
};

/** 交易月报. */
export const tradeReports = kindOf({
  permission: 'trade-report:import',
  dto: ImportTradeReportDto,
  form: FORM,
  entries: function* (rows) {
    const reports = new Map<string, TakenRow[]>();
    for (const row of rows) {
      const { month, source } = row.values;
      // A row that does not say of which report it is belongs to no other.
      const name = JSON.stringify(month === undefined || source === undefined ? row.row : [month, source]);
      const known = reports.get(name);
      if (known) known.push(row);
      else reports.set(name, [row]);
    }
    for (const own of reports.values()) yield entryOf(own);
  },
  orders: ({ month, source, legs }) => ({
    first: {
      type: 'ImportTradeReport',
      data: { month, source, legs: legs.map(({ party = null, ...leg }) => ({ ...leg, party })) },
      stream: `tradereport-${month}`,
    },
  }),
});
