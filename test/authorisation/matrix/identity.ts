import { ADMINISTRATORS, dateAt, instantOf } from '#kernel';
import { BUSINESS, EVERY_ROLE, type Outcome, type Row, type Rows } from '../rows.js';

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

/** Accounts, sign-in, the access log, delegation. */
export const IDENTITY: Rows = {
  'POST /api/v1/auth/password': plain(EVERY_ROLE, INCOMPLETE, empty),
  'POST /api/v1/auth/second-factor': plain(EVERY_ROLE, '200'),
  'POST /api/v1/auth/second-factor/confirmation': plain(EVERY_ROLE, INCOMPLETE, empty),
  'POST /api/v1/auth/oidc': plain(undefined, UNKNOWN),
  'POST /api/v1/auth/oidc/session': plain(undefined, INCOMPLETE, empty),

  'GET /api/v1/accounts': plain(ADMINISTRATORS, '200'),
  'GET /api/v1/accounts/staffing': plain([...ADMINISTRATORS, 'office'], '200'),
  'POST /api/v1/accounts': plain(SYSTEM, INCOMPLETE, empty),
  'GET /api/v1/accounts/{id}': plain(ADMINISTRATORS, UNKNOWN, someone),
  'POST /api/v1/accounts/{id}/roles': plain(BOTH, INCOMPLETE, { ...someone, ...empty }),
  'POST /api/v1/accounts/{id}/renewal': plain(BOTH, UNKNOWN, someone),
  'POST /api/v1/accounts/{id}/password': plain(BOTH, UNKNOWN, someone),
  'POST /api/v1/accounts/{id}/confirmation': plain(ADMINISTRATORS, INCOMPLETE, { ...someone, ...empty }),
  'POST /api/v1/accounts/{id}/lock': plain(SECURITY, UNKNOWN, someone),
  'POST /api/v1/accounts/{id}/unlock': plain(SECURITY, UNKNOWN, someone),
  'POST /api/v1/accounts/{id}/second-factor-reset': plain(SECURITY, UNKNOWN, someone),
  'PUT /api/v1/accounts/{id}/personal-data': plain(SYSTEM, INCOMPLETE, { ...someone, ...empty }),
  'DELETE /api/v1/accounts/{id}/personal-data': plain(SYSTEM, UNKNOWN, someone),
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
