import { ABOVE, AND_BELOW, BUSINESS, DIVISIONS, type Outcome, type Row, type Rows } from '../rows.js';
import type { Stand } from '../stands.js';
import { BODIES, PLACE } from '../world.js';
import { about, from, once, opinion, read, register } from './shapes.js';

const pool = (where: readonly Stand[], query = ''): Row => ({
  who: BUSINESS,
  ...about('county', where),
  states: once('200', { query }),
  names: () => ({ id: `pool-${PLACE}` }),
  dry: true,
});
/** Acts on a proposal to void a lot: none there yet, one there, one decided. */
const without = (state: string, answer: Outcome): Pick<Row, 'states' | 'names'> => {
  const { states, names } = from('lot', ['PROPOSED']);
  return { states: { ...states, [state]: { answers: answer } }, ...(names && { names }) };
};

/** Of no place: what every ledger holds is for the provinces. */
const PROVINCES: Row = { who: ['province'], states: once('200'), dry: true };

export const POOLS: Rows = {
  'GET /api/v1/pools': {
    who: BUSINESS,
    ...about('county', AND_BELOW),
    states: once('200 shown', { else: '200 hidden', query: 'perPage=200' }),
    item: () => `"pool-${PLACE}"`,
    dry: true,
  },
  'GET /api/v1/pools/balances': {
    who: BUSINESS,
    ...about('county', AND_BELOW),
    states: once('200 shown', { else: '200 hidden', query: 'perPage=200' }),
    item: () => `"pool-${PLACE}"`,
    dry: true,
  },
  'GET /api/v1/ledgers': PROVINCES,
  'GET /api/v1/ledgers/balances': PROVINCES,
  'GET /api/v1/pools/{id}': pool(AND_BELOW),
  'GET /api/v1/pools/{id}/balance': pool(AND_BELOW),
  'GET /api/v1/pools/{id}/lots': pool(ABOVE),
  'GET /api/v1/pools/{id}/journal': pool(ABOVE),
  'GET /api/v1/pools/{id}/changes': pool(ABOVE, 'knownFrom=@1'),
  'GET /api/v1/pools/changes': {
    who: BUSINESS,
    ...about('county'),
    states: once('200 shown', { else: '200 hidden', query: 'knownFrom=@1' }),
    item: () => `"pool-${PLACE}"`,
    dry: true,
  },
  'POST /api/v1/lots/{id}/void-proposals': {
    who: ['inspector'],
    ...about('county'),
    ...from('lot', ['CREDITED']),
    body: () => ({ reason: '示例：减排设施未实际运行', evidence: BODIES.EVIDENCE }),
  },
  'POST /api/v1/lots/{id}/void-proposals/review': {
    who: DIVISIONS,
    ...about('county'),
    ...without('CREDITED', '404 NOT_FOUND'),
    body: opinion,
  },
  'POST /api/v1/lots/{id}/void': {
    who: ['bureau-lead'],
    ...about('county'),
    ...without('CREDITED', '409 VOID_NOT_PROPOSED'),
    body: () => ({ reason: '示例：减排设施未实际运行', decisionNo: '示例苏环核〔2026〕12号' }),
  },
  'GET /api/v1/lots/{id}/chain': read('lot'),
  'GET /api/v1/obligations': register(({ obligation }) => obligation),
};
