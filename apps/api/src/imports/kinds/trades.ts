import { plain } from '../../ledger/plain.js';
import { RecordTradeDto } from '../../trades/trade.dto.js';
import { amounts, figure, place, text } from '../columns.js';
import { kindOf } from '../import-kind.js';

/** 交易 (第八条). */
export const trades = kindOf({
  permission: 'trade:record',
  dto: RecordTradeDto,
  form: {
    kind: 'trades',
    title: '交易',
    instructions: [
      '排污权交易管理机构登记的购买（第八条）；跨县（市、区）购买受暂停令和年度考核约束（第九条、第十条）。',
    ],
    sample: ['lines.COD.amount', 'termYears', 'price'],
    columns: [
      text('sellerUscc', '91320583MA1DEM0013', { required: true, synonyms: ['卖方信用代码'] }),
      text('buyerUscc', '91320581MA1DEM0016', { required: true, synonyms: ['买方信用代码'] }),
      place('place', { required: true, hint: '项目所在地，填名称或代码' }),
      place('sellerPlace', { synonyms: ['出让方属地'] }),
      ...amounts('lines', 'amount', { main: true }),
      { key: 'termYears', header: '年限', kind: 'WHOLE', example: '5', synonyms: ['出让年限'] },
      figure('price', '8011.69', { synonyms: ['价款', '成交价'] }),
      text('rulingNo', '示例〔2026〕1号'),
    ],
  },
  orders: ({ lines, sellerPlace = null, termYears = null, price = null, rulingNo = null, ...parties }) => ({
    first: {
      type: 'RecordTrade',
      data: { ...parties, sellerPlace, lines: lines.map(plain), termYears, price, rulingNo },
      stream: `trade-${parties.place}`,
    },
  }),
});
