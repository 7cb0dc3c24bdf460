import { ABOVE, BUSINESS, EVERY_ROLE, type Outcome, type Row, type StateRow } from '../rows.js';
import type { ItemPlace, Stand } from '../stands.js';
import { BODIES, PLACE, type World } from '../world.js';

export const STATES = {
  deposit: ['FILED', 'RETURNED', 'REVIEWED', 'EXAMINED', 'CREDITED'],
  withdrawal: ['FILED', 'RETURNED', 'HELD', 'HELD_MUNICIPAL', 'EXAMINED_MUNICIPAL', 'GRANTED'],
  suspension: ['PROPOSED', 'ORDERED'],
  lot: ['CREDITED', 'PROPOSED', 'VOIDED'],
  finding: ['OPEN', 'CLOSED'],
  record: ['RECOGNISED', 'WITHDRAWN'],
  evidence: ['ASSEMBLED', 'IN_TRANSIT', 'RECEIVED', 'RECOGNISED'],
} as const;
type Kind = keyof typeof STATES;

export const once = (answers: Outcome, more: Omit<StateRow, 'answers'> = {}): Row['states'] => ({
  '': { answers, ...more },
});
export const open = (answers: Outcome): Row => ({ states: once(answers), dry: true });
export const about = (lies: ItemPlace, where: readonly Stand[] = ABOVE) => ({ lies, where });

/** Each state an item of this kind can be in: taken from some, out of turn from all others. */
export const from = (
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
export const read = (kind: Kind): Row => ({
  who: BUSINESS,
  ...about('county'),
  ...from(kind, STATES[kind]),
  dry: true,
});
export const named = (names: (world: World) => Readonly<Record<string, string>>): Pick<Row, 'names'> => ({
  names: ({ world }) => names(world),
});
/** What the matrix asks about was filed last. */
const NEWEST = 'perPage=40&sort=-filedAt';
/** A register: what lies outside is not in it, and asking for a place outside is refused. */
export const register = (item: (world: World) => string): Row => ({
  who: BUSINESS,
  ...about('county'),
  states: {
    everything: { answers: '200 shown', else: '200 hidden', query: NEWEST },
    'one place': { answers: '200 shown', query: `${NEWEST}&place=${PLACE}` },
  },
  item,
  dry: true,
});
export const reference: Row = { who: EVERY_ROLE, states: once('200'), dry: true };
export const opinion = () => BODIES.PASS;
export const reasoned = () => ({ reason: '示例：项目取消。' });
/** An element review of what the bodies hold, which is water. */
export const medium = () => ({ medium: 'WATER', ...BODIES.PASS });
export const WRONG_DIVISION = { 'element-air': '403 FORBIDDEN_ROLE' };
/** A page of its own for an item that is in one state only. */
export const page = (idOf: (world: World) => string): Row => ({
  who: BUSINESS,
  ...about('county'),
  states: once('200'),
  ...named((world) => ({ id: idOf(world) })),
  dry: true,
});
