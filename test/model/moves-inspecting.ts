import { createHash } from 'node:crypto';
import type { Inspection, Package } from './reference/books.js';
import { daysOn, within } from './reference/plain.js';
import type { Move, Step, Story } from './story.js';

const INSPECTOR = 'inspector@320500';
const NEIGHBOUR = 'inspector@320509';
const STEPS = [
  'SIGN_IN',
  'CREDENTIALS',
  'VERIFICATION',
  'EXAMINATION',
  'RECORD',
  'SIGNATURES',
  'ARCHIVE',
  'COMPLETION',
] as const;
const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');
const fileOf = (name: string) => ({ name, sha256: hashed(name) });

/** Mostly of a county, now and then of a place that does not lie in it, or between days in the wrong order. */
export const planInspection: Move = (story) => {
  const { dice, today } = story;
  const place = dice.pick(['320581', '320509'] as const);
  const inside = { '320581': 'park-changshu-dev', '320509': 'park-wujiang-dev' }[place];
  const from = daysOn(today, dice.chance(5) ? 1 : -dice.upTo(3));
  const samples = [
    { of: 'LOT', size: 1 + dice.upTo(4) },
    { of: 'VOUCHER', size: 2 },
  ].slice(0, dice.upTo(3));
  const data = {
    title: '示例检查',
    place,
    places: dice.chance(4) ? [place, 'park-sip'] : [dice.chance(30) ? inside : place],
    lead: dice.pick(['320509', '310118', '330421', dice.chance(10) ? 'nowhere' : place] as const),
    from,
    to: daysOn(from, dice.chance(4) ? -1 : dice.upTo(5)),
    officers: dice.chance(50) ? [INSPECTOR] : [INSPECTOR, NEIGHBOUR],
    samples,
  };
  return { type: 'PlanInspection', data, role: 'inspector', place };
};

const stepOf = ({ dice, at }: Story, { steps, places }: Inspection): Step => {
  const next = STEPS[dice.chance(8) ? dice.upTo(STEPS.length) : steps.length] ?? 'COMPLETION';
  const shifted = new Date(Date.parse(at) + (dice.chance(50) ? 1 : -40) * 3_600_000).toISOString();
  const data = {
    step: next,
    at: dice.chance(90) ? null : shifted,
    place: dice.chance(97) ? places[0] : 'park-sip',
    coordinates: null,
    officers: [dice.chance(97) ? INSPECTOR : 'nobody@320500'],
    file: fileOf(`${next}.pdf`),
  };
  return { type: 'TakeInspectionStep', data, role: 'inspector' };
};

const drawingOf = ({ dice }: Story): Step => {
  const [size, root] = dice.weighted([
    [80, [999_999_999, 'cm9vdA=='] as const],
    [12, [999_999_999, 'b3RoZXI='] as const],
    [8, [0, 'cm9vdA=='] as const],
  ]);
  const checkpoint = { origin: 'reserve-pool/model', size, root };
  return { type: 'DrawSample', data: { checkpoint }, role: 'inspector' };
};

const findingOf = ({ dice, today }: Story, { places }: Inspection): Step => {
  const data = {
    place: dice.chance(95) ? places[0] : 'park-sip',
    severity: dice.pick(['MINOR', 'ORDINARY', 'SERIOUS'] as const),
    violation: null,
    subject: null,
    facts: '示例问题',
    evidence: [],
    dueOn: dice.chance(30) ? null : daysOn(today, dice.chance(8) ? -1 : 30),
  };
  return { type: 'RaiseInspectionFinding', data, role: 'inspector' };
};

const notesOf = ({ dice }: Story): Step => {
  const root = dice.chance(85) ? 'cm9vdA==' : 'b3RoZXI=';
  const takenAt = '2026-01-02T01:00:00.000Z';
  const notes = ['记录一', '记录二', '记录三']
    .slice(0, 1 + dice.upTo(3))
    .map((text, index) => ({ position: index + 1, text, takenAt }));
  const pack = { size: 9, madeAt: null, madeBy: null, verdict: dice.pick(['SOUND', 'BROKEN']), findings: [] };
  const checkpoint = { origin: 'reserve-pool/model', size: 9, root };
  const data = { checkpoint, note: `${root}\n`, agrees: true, pack, notes };
  return { type: 'MergeOfflineNotes', data, role: 'inspector' };
};

const packagingOf = ({ dice }: Story): Step => {
  const files = dice.chance(50) ? [] : [fileOf('a.jpg')];
  return { type: 'PackageEvidence', data: { files }, role: 'inspector' };
};

/** Something in an inspection, mostly the newest: most often its next step. */
export const inspect: Move = (story) => {
  const { dice, books } = story;
  const one = dice.chance(85) ? books.inspections.at(-1) : dice.pick(books.inspections);
  if (one === undefined) return undefined;
  const act = dice.weighted<(story: Story, inspection: Inspection) => Step>([
    [60, stepOf],
    [13, drawingOf],
    [11, findingOf],
    [8, notesOf],
    [10, packagingOf],
  ]);
  const step = act(story, one);
  const data = { inspectionId: story.id(one.id, books.inspections), ...step.data };
  return { ...step, data, place: one.place, before: one.officers };
};

export const closeInspectionFinding: Move = (story) => {
  const { dice, books } = story;
  const all = books.inspectionFindings;
  const one = dice.chance(80) ? dice.pick(all.filter(({ open }) => open)) : dice.pick(all);
  if (one === undefined) return undefined;
  const data = { id: story.id(one.id, all), place: one.place, documentNo: '示例销号2号', reason: '示例' };
  return { type: 'CloseInspectionFinding', data, role: 'inspector', place: one.place };
};

const DOCUMENT = { documentNo: '示例移送1号' };
const handing = ({ dice }: Story): Step => {
  const to = dice.pick(['320509', '320581', '310118', dice.chance(10) ? 'nowhere' : '320509'] as const);
  return { type: 'HandOverEvidence', data: { to, ...DOCUMENT }, role: 'inspector' };
};
const receiving = ({ dice }: Story, { names }: Package): Step => {
  const whole = hashed(names.map((name) => `${hashed(name)}  ${name}\n`).join(''));
  const digest = dice.chance(12) ? 'f'.repeat(64) : whole;
  return { type: 'ReceiveEvidence', data: { digest, ...DOCUMENT }, role: 'inspector' };
};
const recognising = ({ dice }: Story): Step => ({
  type: 'RecogniseEvidence',
  data: { recognised: dice.chance(70), opinion: '示例意见', ...DOCUMENT },
  role: 'inspector',
});

/** Evidence goes on its way, mostly by the next step of it. */
export const moveEvidence: Move = (story) => {
  const { dice, books } = story;
  const meant = dice.pick(books.packages);
  if (meant === undefined) return undefined;
  const packageId = story.id(meant.id, books.packages);
  const one = books.packages.find(({ id }) => id === packageId) ?? meant;
  const next = { ASSEMBLED: handing, IN_TRANSIT: receiving, RECEIVED: recognising }[one.status] ?? handing;
  const act = dice.chance(90) ? next : dice.pick([handing, receiving, recognising] as const);
  const step = act(story, one);
  const seat = one.addressee ?? one.holder;
  const place = within(seat, '320500') ? seat : one.place;
  return { ...step, data: { packageId, ...step.data }, place };
};
