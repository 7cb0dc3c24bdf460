import { CLERKS, type Rows } from '../rows.js';
import { BODIES } from '../world.js';
import { about, from, named, once, page, read, register } from './shapes.js';

const documented = () => BODIES.DOCUMENTED;

export const SUPERVISION: Rows = {
  'POST /api/v1/trades': {
    who: ['trade-org'],
    ...about('county'),
    states: once('200'),
    body: () => BODIES.TRADE,
  },
  'GET /api/v1/trades': register(({ trade }) => trade),
  'GET /api/v1/trades/{id}': page(({ trade }) => trade),
  'POST /api/v1/trades/{id}/crossings': {
    who: ['trade-org'],
    ...about('county'),
    states: once('200'),
    ...named(({ trade }) => ({ id: trade })),
    body: () => BODIES.CROSSING,
  },
  'POST /api/v1/trades/{id}/correction': {
    who: ['trade-org'],
    ...about('county'),
    states: once('200'),
    ...named(({ trade }) => ({ id: trade })),
    body: () => BODIES.PRICE_CORRECTION,
  },
  'POST /api/v1/eia-approvals': {
    who: ['office'],
    ...about('county'),
    states: once('200'),
    body: () => BODIES.APPROVAL,
  },
  'POST /api/v1/eia-approvals/{id}/correction': {
    who: ['office'],
    ...about('county'),
    states: once('200'),
    ...named(() => ({ id: BODIES.APPROVAL.approvalNo })),
    body: () => BODIES.APPROVAL_CORRECTION,
  },
  'GET /api/v1/findings': register(({ finding }) => finding.OPEN),
  'GET /api/v1/findings/{id}': read('finding'),
  'POST /api/v1/findings/{id}/closure': {
    who: ['inspector', 'office'],
    ...about('county'),
    ...from('finding', ['OPEN']),
    body: documented,
  },
  'POST /api/v1/accountability-records': {
    who: ['office', 'bureau-lead'],
    ...about('county'),
    states: once('200'),
    body: ({ world }) => BODIES.record(world.finding.OPEN),
  },
  'GET /api/v1/accountability-records': register(({ record }) => record.RECOGNISED),
  'GET /api/v1/accountability-records/{id}': read('record'),
  'POST /api/v1/accountability-records/{id}/withdrawal': {
    who: ['office', 'bureau-lead'],
    ...about('county'),
    ...from('record', ['RECOGNISED']),
    body: documented,
  },
  'POST /api/v1/capacity-records': {
    who: ['office', 'monitoring', ...CLERKS],
    ...about('county'),
    states: once('200'),
    body: () => BODIES.CAPACITY,
  },
  'GET /api/v1/capacity-records': register(({ capacity }) => capacity),
  'GET /api/v1/capacity-records/{id}': page(({ capacity }) => capacity),
};
