import { linesOf } from '../../support/journey.js';
import { BUSINESS, CLERKS, ELEMENTS, type Rows } from '../rows.js';
import { BODIES } from '../world.js';
import {
  about,
  from,
  medium,
  named,
  once,
  opinion,
  page,
  read,
  register,
  STATES,
  WRONG_DIVISION,
} from './shapes.js';

export const DEPOSITS: Rows = {
  'POST /api/v1/reductions': { who: CLERKS, ...about('county'), states: once('200'), body: BODIES.reduction },
  'GET /api/v1/reductions': register(({ reduction }) => reduction),
  'GET /api/v1/reductions/{id}': page(({ reduction }) => reduction),
  'POST /api/v1/reductions/{id}/uses': {
    who: ['office'],
    ...about('county'),
    states: once('200'),
    ...named(({ reduction }) => ({ id: reduction })),
    body: () => ({ use: 'TASK', reference: '示例〔2026〕2号', lines: linesOf({ COD: '5' }) }),
  },
  'POST /api/v1/deposits': {
    who: CLERKS,
    ...about('county'),
    states: once('200'),
    body: ({ world }) => ({ reductionId: world.reduction, lines: linesOf({ COD: '5' }) }),
  },
  'POST /api/v1/openings': {
    who: ['bureau-lead'],
    ...about('county'),
    states: once('200'),
    body: BODIES.opening,
  },
  'GET /api/v1/deposits': register(({ deposit }) => deposit.FILED),
  'GET /api/v1/deposits/{id}': read('deposit'),
  'GET /api/v1/deposits/{id}.pdf': {
    who: BUSINESS,
    ...about('county'),
    ...from('deposit', ['CREDITED']),
    states: Object.fromEntries(
      STATES.deposit.map((state) => [state, { answers: state === 'CREDITED' ? '200' : '404 NOT_FOUND' }]),
    ),
    dry: true,
  },
  'POST /api/v1/deposits/{id}/amendment': {
    who: CLERKS,
    ...about('county'),
    ...from('deposit', ['RETURNED']),
    body: () => ({ lines: linesOf({ COD: '5' }) }),
  },
  'POST /api/v1/deposits/{id}/first-review': {
    who: ['county-reviewer'],
    ...about('county'),
    ...from('deposit', ['FILED']),
    body: opinion,
  },
  'POST /api/v1/deposits/{id}/site-verification': {
    who: ['inspector'],
    ...about('county'),
    ...from('deposit', ['REVIEWED']),
    body: () => ({ result: 'PASS', opinion: '属实', evidence: BODIES.EVIDENCE }),
  },
  'POST /api/v1/deposits/{id}/element-review': {
    who: ELEMENTS,
    ...about('county'),
    ...from('deposit', ['REVIEWED'], { but: WRONG_DIVISION }),
    body: medium,
  },
  'POST /api/v1/deposits/{id}/joint-review': {
    who: ['joint-review'],
    ...about('county'),
    ...from('deposit', ['EXAMINED']),
    body: opinion,
  },
  'POST /api/v1/deposits/{id}/approval': {
    who: ['office', 'joint-review'],
    ...about('county'),
    ...from('deposit', ['EXAMINED']),
    body: opinion,
  },
};
