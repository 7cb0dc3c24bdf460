import { linesOf } from '../support/journey.js';
import {
  ABOVE,
  AND_BELOW,
  APPROVERS,
  BUSINESS,
  CLERKS,
  ELEMENTS,
  EVERY_ROLE,
  type Asked,
  type Outcome,
  type Row,
  type Rows,
  type StateRow,
} from './rows.js';
import type { ItemPlace, Stand } from './stands.js';
import { IDENTITY } from './identity-rows.js';
import { BODIES, PARK, PLACE, type World } from './world.js';
import { DEPOSITS } from './matrix/deposits.js';
import { INBOX } from './matrix/inbox.js';
import { OPEN_TO_ALL, OWN_SESSION, WHOLE_LEDGER } from './matrix/open.js';
import { PARKS } from './matrix/parks.js';
import { POOLS } from './matrix/pools.js';
import { REPORTS } from './matrix/reports.js';
import { STANDING } from './matrix/standing.js';
import { SUPERVISION } from './matrix/supervision.js';
import { WITHDRAWALS } from './matrix/withdrawals.js';
import type { Rows } from './rows.js';

/**
 * 权限矩阵. One row for each route of the running application; `rows.ts` makes cells of a row, one for every role at
 * every place around the item and every state of the item, and says what each cell must answer:
 *
 * - nobody signed in: 401, unless the row is `open`;
 * - a role outside `who`: 403 FORBIDDEN_ROLE, wherever it stands and whatever the item's state;
 * - a stand outside `where`: 403 FORBIDDEN_PLACE, and not a word more about the item;
 * - anyone else: what the row says of the item's state.
 *
 * Writes are dry runs, so that no cell changes what the next one finds.
 */
type Kind = 'deposit' | 'withdrawal' | 'suspension';
const STATES = {
  deposit: ['FILED', 'RETURNED', 'REVIEWED', 'EXAMINED', 'CREDITED'],
  withdrawal: ['FILED', 'RETURNED', 'HELD', 'HELD_MUNICIPAL', 'EXAMINED_MUNICIPAL', 'GRANTED'],
  suspension: ['PROPOSED', 'ORDERED'],
} as const satisfies Record<Kind, readonly string[]>;

const once = (answers: Outcome, more: Omit<StateRow, 'answers'> = {}): Row['states'] => ({
  '': { answers, ...more },
});
const open = (answers: Outcome): Row => ({ states: once(answers), dry: true });
const about = (lies: ItemPlace, where: readonly Stand[] = ABOVE) => ({ lies, where });

/** Each state an item of this kind can be in: taken from some, out of turn from all others. */
const from = (
  kind: Kind,
  taken: readonly string[],
  { answers = '200', but = {}, always = {} }: Partial<StateRow> & { readonly always?: StateRow['but'] } = {},
): Pick<Row, 'states' | 'names'> => ({
  states: Object.fromEntries(
    STATES[kind].map((state): [string, StateRow] =>
      taken.includes(state)
        ? [state, { answers, but: { ...always, ...but } }]
        : [state, { answers: '409 WRONG_STATE', but: always }],
    ),
  ),
  names: ({ world, state }) => ({ id: (world[kind] as Readonly<Record<string, string>>)[state] ?? '' }),
});
const read = (kind: Kind): Row => ({
  who: BUSINESS,
  ...about('county'),
  ...from(kind, STATES[kind]),
  dry: true,
});
const named = (names: (world: World) => Readonly<Record<string, string>>): Pick<Row, 'names'> => ({
  names: ({ world }) => names(world),
});
/** A register: what lies outside is not in it, and asking for a place outside is refused. */
const register = (item: (world: World) => string): Row => ({
  who: BUSINESS,
  ...about('county'),
  states: {
    everything: { answers: '200 shown', else: '200 hidden', query: 'perPage=200' },
    'one place': { answers: '200 shown', query: `perPage=200&place=${PLACE}` },
  },
  item,
  dry: true,
});
const reference: Row = { who: EVERY_ROLE, states: once('200'), dry: true };
const opinion = () => BODIES.PASS;
const reasoned = () => ({ reason: '示例：项目取消。' });
const medium = () => ({ medium: 'WATER', ...BODIES.PASS });

/** The bodies speak of water. */
const WRONG_DIVISION = { 'element-air': '403 FORBIDDEN_ROLE' };

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

const OPEN_TO_ALL: Rows = {
  'GET /': open('302'),
  'GET /health/live': open('200'),
  'GET /health/ready': open('200'),
  'GET /metrics': open('200'),
  'GET /api/docs': open('200'),
  'GET /api/docs/{file}': { ...open('200'), names: () => ({ file: 'index.html' }) },
  'GET /api/openapi.json': open('200'),
  'POST /api/v1/auth/login': {
    ...open('401 BAD_CREDENTIALS'),
    body: ({ serial }: Asked) => ({ username: `nobody-${serial}`, password: 'x' }),
  },
};

const OWN_SESSION: Rows = {
  'GET /api/v1/auth/me': reference,
  // Signing out ends what all other cells need; it has a test of its own.
  'POST /api/v1/auth/logout': { who: EVERY_ROLE, states: {} },
};

const WHOLE_LEDGER: Rows = {
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
  'GET /api/v1/events': {
    who: ['inspector', 'audit-admin', 'office'],
    ...about('city'),
    states: once('200'),
    dry: true,
  },
};

const DEPOSITS: Rows = {
  'POST /api/v1/reductions': { who: CLERKS, ...about('county'), states: once('200'), body: BODIES.reduction },
  'GET /api/v1/reductions': register(({ reduction }) => reduction),
  'GET /api/v1/reductions/{id}': {
    who: BUSINESS,
    ...about('county'),
    states: once('200'),
    ...named(({ reduction }) => ({ id: reduction })),
    dry: true,
  },
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
  'GET /api/v1/deposits': register(({ deposit }) => deposit.FILED),
  'GET /api/v1/deposits/{id}': read('deposit'),
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
  'POST /api/v1/deposits/{id}/approval': {
    who: ['office', 'joint-review'],
    ...about('county'),
    ...from('deposit', ['EXAMINED']),
    body: opinion,
  },
};

const WITHDRAWALS: Rows = {
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
  'POST /api/v1/withdrawals/{id}/lapse': final(['GRANTED'], reasoned, '409 TOO_EARLY'),
  'GET /api/v1/vouchers/{no}': {
    who: BUSINESS,
    ...about('county'),
    states: once('200'),
    ...named(({ voucher }) => ({ no: voucher })),
    dry: true,
  },
};

const pool = (where: readonly Stand[]): Row => ({
  who: BUSINESS,
  ...about('county', where),
  states: once('200'),
  names: () => ({ id: `pool-${PLACE}` }),
  dry: true,
});
const POOLS: Rows = {
  'GET /api/v1/pools': {
    who: BUSINESS,
    ...about('county', AND_BELOW),
    states: once('200 shown', { else: '200 hidden', query: 'perPage=200' }),
    item: () => `"pool-${PLACE}"`,
    dry: true,
  },
  'GET /api/v1/pools/{id}': pool(AND_BELOW),
  'GET /api/v1/pools/{id}/balance': pool(AND_BELOW),
  'GET /api/v1/pools/{id}/lots': pool(ABOVE),
  'GET /api/v1/pools/{id}/journal': pool(ABOVE),
  'POST /api/v1/lots/{id}/void-proposals': {
    who: ['inspector'],
    ...about('county'),
    states: { CREDITED: { answers: '200' }, VOIDED: { answers: '409 WRONG_STATE' } },
    names: ({ world, state }) => ({ id: state === 'VOIDED' ? world.voidedLot : world.lot }),
    body: () => ({ reason: '示例：减排设施未实际运行', evidence: BODIES.EVIDENCE }),
  },
  'POST /api/v1/lots/{id}/void': {
    who: ['bureau-lead'],
    ...about('county'),
    states: { CREDITED: { answers: '409 VOID_NOT_PROPOSED' }, VOIDED: { answers: '409 WRONG_STATE' } },
    names: ({ world, state }) => ({ id: state === 'VOIDED' ? world.voidedLot : world.lot }),
    body: () => ({ reason: '示例：减排设施未实际运行', decisionNo: '示例苏环核〔2026〕12号' }),
  },
  'GET /api/v1/lots/{id}/chain': {
    who: BUSINESS,
    ...about('county'),
    states: once('200'),
    ...named(({ voidedLot }) => ({ id: voidedLot })),
    dry: true,
  },
  'GET /api/v1/obligations': register(({ obligation }) => obligation),
};

const STANDING: Rows = {
  'POST /api/v1/readings': {
    who: ['monitoring'],
    ...about('county'),
    states: once('200'),
    body: () => BODIES.READING,
  },
  'POST /api/v1/readings/bulk': {
    who: ['monitoring'],
    ...about('county'),
    states: once('200'),
    body: () => ({ items: [BODIES.READING] }),
    bulk: true,
  },
  'POST /api/v1/readings/{id}/correction': {
    who: ['monitoring'],
    ...about('county'),
    states: once('200'),
    ...named(({ reading }) => ({ id: reading })),
    body: () => BODIES.READING_CORRECTION,
  },
  'GET /api/v1/readings': register(({ reading }) => reading),
  'GET /api/v1/readings/{id}': {
    who: BUSINESS,
    ...about('county'),
    states: once('200'),
    ...named(({ reading }) => ({ id: reading })),
    dry: true,
  },
  'POST /api/v1/suspensions': {
    who: ['monitoring'],
    ...about('county'),
    states: once('200'),
    body: ({ world }) => ({ ...BODIES.SUSPENSION, readingIds: [world.reading] }),
  },
  'GET /api/v1/suspensions': register(({ suspension }) => suspension.PROPOSED),
  'GET /api/v1/suspensions/{id}': read('suspension'),
  'POST /api/v1/suspensions/{id}/order': {
    who: ['bureau-lead'],
    ...about('county'),
    ...from('suspension', ['PROPOSED']),
    body: () => ({}),
  },
  'POST /api/v1/suspensions/{id}/decline': {
    who: ['bureau-lead'],
    ...about('county'),
    ...from('suspension', ['PROPOSED']),
    body: reasoned,
  },
  'POST /api/v1/suspensions/{id}/lift': {
    who: ['bureau-lead'],
    ...about('county'),
    // An order that does not bind yet cannot be lifted from today on.
    ...from('suspension', ['ORDERED'], { answers: '422 INVALID_MEANING' }),
    body: () => ({}),
  },
  'POST /api/v1/assessments': {
    who: ['monitoring', ...ELEMENTS],
    ...about('county'),
    states: once('200'),
    body: () => BODIES.ASSESSMENT,
  },
  'GET /api/v1/assessments': register(({ assessment }) => assessment),
  'GET /api/v1/assessments/{id}': {
    who: BUSINESS,
    ...about('county'),
    states: once('200'),
    ...named(({ assessment }) => ({ id: assessment })),
    dry: true,
  },
  'POST /api/v1/assessments/{id}/publish': {
    who: ['leading-group'],
    ...about('county'),
    states: once('200'),
    ...named(({ assessment }) => ({ id: assessment })),
    body: () => ({}),
  },
  'GET /api/v1/standing/{place}': {
    who: BUSINESS,
    ...about('county', AND_BELOW),
    states: once('200'),
    names: () => ({ place: PLACE }),
    dry: true,
  },
  'GET /api/v1/warnings': {
    who: BUSINESS,
    ...about('county'),
    states: {
      everything: { answers: '200', else: '200' },
      'one place': { answers: '200', query: `place=${PLACE}` },
    },
    dry: true,
  },
  'GET /api/v1/lift-proposals': {
    who: BUSINESS,
    ...about('county'),
    states: {
      everything: { answers: '200', else: '200' },
      'one place': { answers: '200', query: `place=${PLACE}` },
    },
    dry: true,
  },
};

const parkAct = (who: Row['who'] & {}, answers: Outcome, body: () => object): Row => ({
  who,
  ...about('park'),
  states: once(answers),
  names: () => ({ id: PARK }),
  body,
});
const DISCHARGE = () => ({ year: 2026, basis: '示例：清单核算', lines: linesOf({ COD: '5' }) });
const DOCUMENT = () => ({ documentNo: '示例苏环函〔2026〕3号' });
const PARKS: Rows = {
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

const TRADES_AND_APPROVALS: Rows = {
  'POST /api/v1/trades': {
    who: ['trade-org'],
    ...about('county'),
    states: once('200'),
    body: () => BODIES.TRADE,
  },
  'GET /api/v1/trades': register(({ trade }) => trade),
  'GET /api/v1/trades/{id}': {
    who: BUSINESS,
    ...about('county'),
    states: once('200'),
    ...named(({ trade }) => ({ id: trade })),
    dry: true,
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
    ...named(() => ({ id: encodeURIComponent(BODIES.APPROVAL.approvalNo) })),
    body: () => BODIES.APPROVAL_CORRECTION,
  },
  'GET /api/v1/findings': register(({ finding }) => finding),
};

export const MATRIX: Rows = {
  ...IDENTITY,
  ...OPEN_TO_ALL,
  ...OWN_SESSION,
  ...WHOLE_LEDGER,
  ...INBOX,
  ...DEPOSITS,
  ...WITHDRAWALS,
  ...POOLS,
  ...STANDING,
  ...PARKS,
  ...SUPERVISION,
  ...REPORTS,
};
