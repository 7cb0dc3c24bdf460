import { EVERY_ROLE, type Asked, type Rows } from '../rows.js';
import { BODIES } from '../world.js';
import { about, named, once, open, reference } from './shapes.js';

/** Anybody's, signed in or not. */
export const OPEN_TO_ALL: Rows = {
  'GET /': open('302'),
  'GET /health/live': open('200'),
  'GET /health/ready': open('200'),
  'GET /metrics': open('200'),
  'GET /api/docs': open('200'),
  'GET /api/docs/{file}': { ...open('200'), names: () => ({ file: 'index.html' }) },
  'GET /api/openapi.json': open('200'),
  'GET /api/v1/public/vouchers/{no}': { ...open('200'), ...named(({ voucher }) => ({ no: voucher })) },
  'GET /api/v1/audit/checkpoint': open('200'),
  'GET /api/v1/audit/keys': open('200'),
  'GET /api/v1/audit/proof': { states: once('200', { query: 'position=1' }), dry: true },
  'GET /api/v1/audit/consistency': { states: once('200', { query: 'from=1' }), dry: true },
  'GET /api/v1/auth/demo-accounts': open('200'),
  // The page itself; what it shows it asks for like anybody.
  'GET /console': open('200'),
  'GET /console/{page}': { ...open('200'), names: () => ({ page: 'inbox' }) },
  'POST /api/v1/auth/login': {
    ...open('401 BAD_CREDENTIALS'),
    body: ({ serial }: Asked) => ({ username: `nobody-${serial}`, password: 'x' }),
  },
};

/** One's own. */
export const OWN_SESSION: Rows = {
  'GET /api/v1/auth/me': reference,
  'GET /api/v1/stream': { who: EVERY_ROLE, states: once('200', { query: 'once=true' }), dry: true },
  // Signing out ends what all other cells need; it has a test of its own.
  'POST /api/v1/auth/logout': { who: EVERY_ROLE, states: {} },
};

/** What binds every place, and the log that tells of them all. */
export const WHOLE_LEDGER: Rows = {
  'GET /api/v1/pollutants': reference,
  'GET /api/v1/places': reference,
  'GET /api/v1/rules': reference,
  'GET /api/v1/policies': reference,
  'POST /api/v1/policies': {
    who: ['leading-group'],
    ...about('city'),
    states: once('200'),
    body: () => ({
      key: 'deposit.deadline',
      value: 1,
      effectiveFrom: '2026-01-01',
      decisionNo: '示例〔2026〕1号',
    }),
  },
  'POST /api/v1/audit/keys/rotation': {
    who: ['security-admin'],
    ...about('city'),
    states: once('200'),
    body: () => ({ decisionNo: '示例〔2026〕4号' }),
  },
  'POST /api/v1/audit/packs': {
    who: ['inspector'],
    ...about('county'),
    states: {
      'of the whole ledger': { answers: '200', but: { 'inspector@own': '403 FORBIDDEN_PLACE' } },
      'of the place': { answers: '200' },
    },
    body: ({ state }) => (state === 'of the place' ? BODIES.PLACE_PACK : { scope: 'LEDGER' }),
  },
  'GET /api/v1/audit/packs/{id}': {
    who: ['inspector'],
    ...about('county'),
    // The city's inspector ordered it, and nobody else learns that it is there.
    states: once('404 NOT_FOUND', { else: '404 NOT_FOUND', but: { 'inspector@parent': '200' } }),
    ...named(({ pack }) => ({ id: pack })),
    dry: true,
  },
  'GET /api/v1/events': {
    who: ['inspector', 'audit-admin', 'office'],
    ...about('city'),
    states: once('200'),
    dry: true,
  },
  'GET /api/v1/events/density': {
    who: ['inspector', 'audit-admin', 'office'],
    ...about('city'),
    states: once('200'),
    dry: true,
  },
};
