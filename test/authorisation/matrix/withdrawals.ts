import {
  APPROVERS,
  BUSINESS,
  CLERKS,
  ELEMENTS,
  type Outcome,
  type Row,
  type Rows,
  type StateRow,
} from '../rows.js';
import { BODIES } from '../world.js';
import {
  about,
  from,
  medium,
  named,
  once,
  opinion,
  read,
  reasoned,
  register,
  STATES,
  WRONG_DIVISION,
} from './shapes.js';

const WRONG = '403 WRONG_APPROVER';
const COUNTY_APPROVES = { office: WRONG, 'bureau-lead': WRONG, province: WRONG };
/** The city's quota is given by the city: its roles, standing where they answer for its pool. */
const CITY_APPROVES = {
  'county-approver': WRONG,
  province: WRONG,
  'office@own': '403 FORBIDDEN_PLACE',
  'bureau-lead@own': '403 FORBIDDEN_PLACE',
};
/** 终审: by the tier whose quota it is (第八条). */
const final = (taken: readonly string[], body: () => object, answers: Outcome = '200'): Row => {
  const { states, names } = from('withdrawal', taken, { answers });
  const tiers = Object.entries(states).map(([state, row]): [string, StateRow] => {
    const but = state.endsWith('_MUNICIPAL') ? CITY_APPROVES : COUNTY_APPROVES;
    return [state, { ...row, but }];
  });
  return {
    who: APPROVERS,
    ...about('county'),
    states: Object.fromEntries(tiers),
    ...(names && { names }),
    body,
  };
};

export const WITHDRAWALS: Rows = {
  'POST /api/v1/demands/assess': {
    who: BUSINESS,
    ...about('county'),
    states: once('200'),
    body: () => BODIES.small(),
    dry: true,
  },
  'POST /api/v1/withdrawals': {
    who: CLERKS,
    ...about('county'),
    states: once('200'),
    body: () => BODIES.small(),
  },
  'GET /api/v1/withdrawals': register(({ withdrawal }) => withdrawal.FILED),
  'GET /api/v1/withdrawals/{id}': read('withdrawal'),
  'POST /api/v1/withdrawals/{id}/amendment': {
    who: CLERKS,
    ...about('county'),
    ...from('withdrawal', ['RETURNED', 'FILED']),
    body: () => ({ lines: BODIES.small().lines }),
  },
  'POST /api/v1/withdrawals/{id}/first-review': {
    who: ['county-reviewer'],
    ...about('county'),
    ...from('withdrawal', ['FILED']),
    body: opinion,
  },
  'POST /api/v1/withdrawals/{id}/element-review': {
    who: ELEMENTS,
    ...about('county'),
    ...from('withdrawal', ['HELD_MUNICIPAL'], { always: WRONG_DIVISION }),
    body: medium,
  },
  'POST /api/v1/withdrawals/{id}/approval': final(['HELD', 'EXAMINED_MUNICIPAL'], opinion),
  'POST /api/v1/withdrawals/{id}/release': final(STATES.withdrawal, reasoned),
  'POST /api/v1/withdrawals/{id}/registration': final(['GRANTED'], () => ({
    eiaApprovalNo: '示例〔2026〕6号',
    approvedOn: '2026-11-20',
  })),
  'POST /api/v1/withdrawals/{id}/permit': final(
    ['GRANTED'],
    () => ({ permitNo: '91320583MA1XK2F47M001P', permittedOn: '2026-11-20' }),
    '409 WRONG_STATE',
  ),
  'POST /api/v1/withdrawals/{id}/lapse': final(['GRANTED'], reasoned, '409 TOO_EARLY'),
  'GET /api/v1/vouchers/{no}.pdf': {
    who: BUSINESS,
    ...about('county'),
    states: once('200'),
    ...named(({ voucher }) => ({ no: voucher })),
    dry: true,
  },
  'GET /api/v1/vouchers/{no}': {
    who: BUSINESS,
    ...about('county'),
    states: once('200'),
    ...named(({ voucher }) => ({ no: voucher })),
    dry: true,
  },
};
