import { linesOf } from '../../support/journey.js';
import { BUSINESS, type Outcome, type Row, type Rows } from '../rows.js';
import { BODIES, PARK } from '../world.js';
import { about, once } from './shapes.js';

const parkAct = (who: Row['who'] & {}, answers: Outcome, body: () => object): Row => ({
  who,
  ...about('park'),
  states: once(answers),
  names: () => ({ id: PARK }),
  body,
});
const DISCHARGE = () => ({ year: 2026, basis: '示例：清单核算', lines: linesOf({ COD: '5' }) });
const DOCUMENT = () => ({ documentNo: '示例苏环函〔2026〕3号' });
export const PARKS: Rows = {
  'GET /api/v1/parks/{id}': { ...parkAct(BUSINESS, '200', () => ({})), dry: true },
  'POST /api/v1/parks/{id}/targets': parkAct(['office', 'province'], '200', () => BODIES.TARGETS),
  'POST /api/v1/parks/{id}/targets/consent': parkAct(['province'], '200', () => ({
    year: 2026,
    ...DOCUMENT(),
  })),
  'POST /api/v1/parks/{id}/allowed': parkAct(['office', 'province'], '200', DISCHARGE),
  'POST /api/v1/parks/{id}/actual': parkAct(['office', 'province'], '200', DISCHARGE),
  'POST /api/v1/parks/{id}/awards': parkAct(['office'], '409 AWARD_NOT_EARNED', () => ({ year: 2026 })),
  'POST /api/v1/parks/{id}/awards/{awardId}/confirmation': {
    ...parkAct(['province'], '404 NOT_FOUND', DOCUMENT),
    names: () => ({ id: PARK, awardId: `${PARK}-2026` }),
  },
  'POST /api/v1/awards/{id}/confirmation': {
    ...parkAct(['province'], '404 NOT_FOUND', DOCUMENT),
    names: () => ({ id: `${PARK}-2026` }),
  },
};
