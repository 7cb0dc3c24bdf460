import type { Role } from '#kernel';
import { BUSINESS, type Row, type Rows } from '../rows.js';
import type { ItemPlace } from '../stands.js';
import { BODIES, CITY, PLACE } from '../world.js';
import { about, once, page } from './shapes.js';

const QUARTER = '2026-Q3';
/** A report on a place, asked for by name: of no other place than one's own and those within it. */
const report = (names: Readonly<Record<string, string>>, lies: ItemPlace = 'county'): Row => ({
  who: BUSINESS,
  ...about(lies),
  states: once('200', { query: `place=${lies === 'city' ? CITY : PLACE}` }),
  names: () => names,
  dry: true,
});

const SENDERS: readonly Role[] = [
  'county-clerk',
  'park-clerk',
  'office',
  'monitoring',
  'trade-org',
  'bureau-lead',
];
const nobodysImport: Row = {
  who: SENDERS,
  states: once('404 NOT_FOUND'),
  names: () => ({ id: 'nobodys' }),
  dry: true,
};

export const REPORTS: Rows = {
  'GET /api/v1/reports/quarterly/{quarter}': report({ quarter: QUARTER }),
  'GET /api/v1/reports/quarterly/{quarter}/submission': report({ quarter: QUARTER }),
  'POST /api/v1/reports/quarterly/{quarter}/submission': {
    who: ['office', 'county-clerk'],
    ...about('county'),
    states: { over: { answers: '200' }, 'not over': { answers: '409 QUARTER_NOT_OVER' } },
    names: ({ state }) => ({ quarter: state === 'over' ? QUARTER : '2099-Q4' }),
    body: () => ({ place: PLACE }),
  },
  'GET /api/v1/reports/annual/{year}': report({ year: '2026' }),
  'GET /api/v1/reports/task-deductions/{year}': report({ year: '2026' }),
  'GET /api/v1/reports/findings/{year}': report({ year: '2026' }),
  'GET /api/v1/reports/work/{year}': report({ year: '2026' }),
  // A region compares cities: what it says of one is the city's and the province's.
  'GET /api/v1/reports/regional/{year}': report({ year: '2026' }, 'city'),
  'GET /api/v1/reports/pool-statement/{poolId}': {
    ...report({ poolId: `pool-${PLACE}` }),
    states: once('200', { query: 'from=2026-01-01&to=2026-03-31' }),
  },
  // Published by the exchanges, about no place of ours.
  'GET /api/v1/reports/reconciliation/{month}': {
    who: BUSINESS,
    states: once('200'),
    names: () => ({ month: '2026-03' }),
    dry: true,
  },
  'POST /api/v1/trade-reports': {
    who: ['trade-org'],
    ...about('city'),
    states: once('200'),
    body: () => BODIES.TRADE_REPORT,
  },
  'POST /api/v1/permit-cancellations': {
    who: ['office', 'county-clerk'],
    ...about('county'),
    states: { fresh: { answers: '200' }, corrected: { answers: '200' } },
    body: ({ world, state }) => ({
      ...BODIES.CANCELLATION,
      ...(state === 'corrected' && { permitNo: world.cancellation }),
    }),
  },
  'GET /api/v1/permit-cancellations': {
    who: BUSINESS,
    ...about('county'),
    states: {
      everything: { answers: '200 shown', else: '200 hidden', query: 'perPage=40' },
      'one place': { answers: '200 shown', query: `perPage=40&place=${PLACE}` },
    },
    item: ({ cancellation }) => cancellation,
    dry: true,
  },
  'GET /api/v1/imports': { who: SENDERS, states: once('200'), dry: true },
  // Each kind of sheet is for those who may send its rows one by one.
  'GET /api/v1/imports/templates/{kind}': {
    who: ['monitoring'],
    states: once('200'),
    names: () => ({ kind: 'readings' }),
    dry: true,
  },
  'POST /api/v1/imports/{id}': {
    who: ['monitoring'],
    states: once('415 UNSUPPORTED_MEDIA_TYPE'),
    names: () => ({ id: 'readings' }),
    body: () => ({}),
    dry: true,
  },
  // An import is known to whoever sent it, and to nobody else.
  'GET /api/v1/imports/{id}': nobodysImport,
  'POST /api/v1/imports/{id}/commit': { ...nobodysImport, body: () => ({}) },
  'POST /api/v1/imports/{id}/cancellation': { ...nobodysImport, body: () => ({}) },
  'GET /api/v1/permit-cancellations/{id}': page(({ cancellation }) => cancellation),
};
