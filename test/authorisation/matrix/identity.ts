import { ADMINISTRATORS, dateAt, instantOf } from '#kernel';
import { BUSINESS, EVERY_ROLE, type Outcome, type Row, type Rows } from '../rows.js';
import { ACCOUNT_NAME, PLACE, SIBLING } from '../world.js';
import { about } from './shapes.js';

const today = dateAt(instantOf(Date.now()));

/** A route that is about no place: whoever may come gets this answer. */
const plain = (who: Row['who'], answers: Outcome, also: Partial<Row> = {}): Row => ({
  ...(who && { who }),
  states: { '': { answers } },
  dry: true,
  ...also,
});
const SYSTEM = ['system-admin'] as const;
const SECURITY = ['security-admin'] as const;
const BOTH = [...SYSTEM, ...SECURITY];

/** The right person comes as far as the form of the request, or as far as the account nobody has. */
const INCOMPLETE = '400 INVALID_FIELD';
const UNKNOWN = '404 NOT_FOUND';
const empty = { body: () => ({}) };
const someone = { names: () => ({ id: 'acc-unknown' }) };

/** An account of the place, named by the first word of the state; what comes of it may happen again and again. */
const kept = (who: Row['who'], states: Row['states']): Row => ({
  ...(who && { who }),
  ...about('county'),
  states,
  names: ({ world, state }) => ({
    id: (world.account as Readonly<Record<string, string>>)[state.split(' ', 1)[0] ?? ''] ?? 'acc-unknown',
  }),
  dry: true,
});
const WAITING = { answers: '409 ACCOUNT_CHANGE_OPEN' };

/** Accounts, sign-in, the access log, delegation. */
export const IDENTITY: Rows = {
  'POST /api/v1/auth/password': plain(EVERY_ROLE, INCOMPLETE, empty),
  'POST /api/v1/auth/second-factor': plain(EVERY_ROLE, '200'),
  'POST /api/v1/auth/second-factor/confirmation': plain(EVERY_ROLE, INCOMPLETE, empty),
  'GET /api/v1/auth/sessions': plain(EVERY_ROLE, '200'),
  'GET /api/v1/auth/personal-data': plain(EVERY_ROLE, '200'),
  // Ends what all other cells need; it has a test of its own.
  'POST /api/v1/auth/sessions/end': { who: EVERY_ROLE, states: {} },
  'POST /api/v1/auth/oidc': plain(undefined, UNKNOWN),
  'POST /api/v1/auth/oidc/session': plain(undefined, INCOMPLETE, empty),

  'GET /api/v1/accounts': {
    who: ADMINISTRATORS,
    ...about('county'),
    states: {
      everything: { answers: '200 shown', else: '200 hidden', query: 'status=REQUESTED' },
      'one place': { answers: '200 shown', query: `status=REQUESTED&place=${PLACE}` },
    },
    item: ({ account }) => account.REQUESTED,
    dry: true,
  },
  'GET /api/v1/accounts/staffing': plain([...ADMINISTRATORS, 'office'], '200'),
  'POST /api/v1/accounts': {
    ...kept(SYSTEM, { 'a name that is taken': { answers: '409 ACCOUNT_EXISTS' } }),
    body: () => ({ username: ACCOUNT_NAME, roles: ['county-clerk'], place: PLACE }),
  },
  'GET /api/v1/accounts/{id}': kept(ADMINISTRATORS, {
    KEPT: { answers: '200' },
    REQUESTED: { answers: '200' },
    UNKNOWN: { answers: UNKNOWN, else: UNKNOWN },
  }),
  'POST /api/v1/accounts/{id}/roles': {
    ...kept(BOTH, {
      'CHANGING in its place': WAITING,
      // Whoever moves somebody answers for where they come from and for where they go.
      'CHANGING to the next county': {
        ...WAITING,
        but: { 'system-admin@own': '403 FORBIDDEN_PLACE', 'security-admin@own': '403 FORBIDDEN_PLACE' },
      },
    }),
    body: ({ state }) => ({
      roles: ['county-clerk'],
      place: state.endsWith('next county') ? SIBLING : PLACE,
    }),
  },
  'POST /api/v1/accounts/{id}/renewal': kept(BOTH, { CHANGING: WAITING }),
  'POST /api/v1/accounts/{id}/password': kept(BOTH, { CHANGING: WAITING }),
  'POST /api/v1/accounts/{id}/confirmation': {
    // With nothing that waits for a confirmation; who may confirm what is told in administration.int-spec.ts.
    ...kept(ADMINISTRATORS, { KEPT: { answers: UNKNOWN } }),
    body: () => ({ decision: 'PASS' }),
  },
  'POST /api/v1/accounts/{id}/lock': kept(SECURITY, { KEPT: { answers: '204' } }),
  'POST /api/v1/accounts/{id}/unlock': kept(SECURITY, { KEPT: { answers: '204' } }),
  'POST /api/v1/accounts/{id}/second-factor-reset': kept(SECURITY, { KEPT: { answers: '204' } }),
  'GET /api/v1/accounts/{id}/sessions': kept(ADMINISTRATORS, { KEPT: { answers: '200' } }),
  'POST /api/v1/accounts/{id}/sessions/end': kept(SECURITY, { KEPT: { answers: '204' } }),
  'PUT /api/v1/accounts/{id}/personal-data': {
    ...kept(SYSTEM, { KEPT: { answers: '204' } }),
    body: () => ({ name: '示例人员' }),
  },
  'DELETE /api/v1/accounts/{id}/personal-data': kept(SYSTEM, { KEPT: { answers: '204' } }),
  'GET /api/v1/access-log': plain(['audit-admin'], '200'),

  'GET /api/v1/delegations': plain(EVERY_ROLE, '200'),
  'POST /api/v1/delegations': {
    who: BUSINESS,
    states: { '': { answers: '200' } },
    body: () => ({ delegate: 'office@320500', from: today, until: today }),
  },
  'POST /api/v1/delegations/{id}/revocation': {
    who: BUSINESS,
    states: { '': { answers: UNKNOWN } },
    ...someone,
    body: () => ({}),
  },
};
