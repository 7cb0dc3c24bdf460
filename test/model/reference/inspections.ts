/** Inspections in eight steps, what they find, and their evidence from hand to hand (第二十一条). */
import { type Handler, inPlace, today } from './asking.js';
import type { Books, Inspection, Package } from './books.js';
import { type Answer, type Data, found, Grounds, impossible, type Order } from './orders.js';
import { momentOf, within } from './plain.js';

const STEPS = [
  'SIGN_IN',
  'CREDENTIALS',
  'VERIFICATION',
  'EXAMINATION',
  'RECORD',
  'SIGNATURES',
  'ARCHIVE',
  'COMPLETION',
];
const KNOWN = [
  '320000',
  '320500',
  '320509',
  '320581',
  'park-sip',
  'park-wujiang-dev',
  'park-changshu-dev',
  'park-changshu-hitech',
];
/** A digest the reference knows to be wrong; it reckons none itself. */
const WRONG_DIGEST = 'f'.repeat(64);

const isJurisdiction = (code: string): boolean => KNOWN.includes(code) || /^\d{6}$/.test(code);
/** Who is there, whoever they act for. */
const person = ({ actor }: Order): string => actor.id.split(' for ')[0] ?? '';
/** Its officers, and whoever answers for the place. */
const concerned = (order: Order, { place, officers }: Inspection): Grounds =>
  new Grounds().ask(officers.includes(person(order)) || within(place, order.actor.place), 'FORBIDDEN_PLACE');
const byTeam = (order: Order, inspection: Inspection, present: readonly string[] = []): Grounds =>
  concerned(order, inspection).ask(
    [person(order), ...present].every((one) => inspection.officers.includes(one)),
    'NOT_INSPECTION_OFFICER',
  );
const inspectionOf = (books: Books, { data }: Order): Inspection =>
  found(books.inspections.find(({ id }) => id === data.inspectionId));
const isInspected = (place: string, { places }: Inspection): boolean =>
  places.some((one) => within(place, one));

const statusOf = ({ steps }: Inspection): string =>
  steps.length === 0 ? 'PLANNED' : steps.length < STEPS.length ? 'UNDER_WAY' : 'COMPLETED';
const told = (inspection: Inspection): Answer => ({
  id: inspection.id,
  place: inspection.place,
  status: statusOf(inspection),
  nextStep: STEPS[inspection.steps.length] ?? null,
  steps: inspection.steps.map(({ at, name }) => ({ at, file: { name } })),
  population: inspection.population,
  drawn: inspection.drawn === null ? [] : inspection.sampled,
  notes: inspection.merged.map(({ notes }) => ({ notes })),
});

/** What there is to be sampled: lots of the pools there, and vouchers numbered there, year by year. */
const populationOf = (books: Books, { places, samples }: Data): readonly Counted[] => {
  const codes = KNOWN.filter((code) => places.some((place) => within(code, place)));
  const asked = (of: string): readonly string[] => (samples.some((one) => one.of === of) ? codes : []);
  const lots = asked('LOT').map((place) => {
    const inPool = books.parts.filter(({ pool }) => pool === `pool-${place}`).map(({ lot }) => lot);
    return { of: 'LOT', place, year: null, count: new Set(inPool).size };
  });
  const numbers = books.withdrawals.flatMap(({ voucher }) => voucher?.no ?? []);
  const years = [...new Set(numbers.map((no) => Number(no.split('-').at(-2))))].toSorted((a, b) => a - b);
  const vouchers = asked('VOUCHER').flatMap((place) =>
    years.map((year) => {
      const count = numbers.filter((no) => no.startsWith(`PZ-${place}-${year}-`)).length;
      return { of: 'VOUCHER', place, year, count };
    }),
  );
  return [...lots, ...vouchers].filter(({ count }) => count > 0);
};
interface Counted {
  readonly of: string;
  readonly count: number;
}

const PlanInspection: Handler = (books, order) => {
  const { data, commandId: id } = order;
  const { place, places, lead, from, to, officers, samples } = data;
  inPlace(order, place).stop();
  impossible({
    places: !places.every((one) => within(one, place)),
    lead: !isJurisdiction(lead),
    to: to < from,
  });
  const population = populationOf(books, data);
  const lots = new Set(
    books.parts
      .filter(({ pool }) => places.some((one) => within(pool.slice('pool-'.length), one)))
      .map(({ lot }) => lot),
  );
  const numbered = population.filter(({ of }) => of === 'VOUCHER').map(({ count }) => count);
  const there: Readonly<Record<string, number>> = {
    LOT: lots.size,
    VOUCHER: numbered.reduce((sum, count) => sum + count, 0),
  };
  const sampled = samples.map(({ of, size }) => {
    const count = there[of] ?? 0;
    return {
      of,
      size,
      population: { count },
      chosen: Array.from({ length: Math.min(size, count) }, () => ({})),
    };
  });
  const opened = { id, place, places, from, officers, population, sampled };
  const inspection = { ...opened, steps: [], drawn: null, merged: [] };
  books.inspections.push(inspection);
  return told(inspection);
};

const TakeInspectionStep: Handler = (books, order) => {
  const inspection = inspectionOf(books, order);
  const { step, place, officers, file } = order.data;
  const at = order.data.at ?? order.at;
  const earliest = inspection.steps.at(-1)?.at ?? momentOf(inspection.from);
  byTeam(order, inspection, officers)
    .ask(step === STEPS[inspection.steps.length], 'INSPECTION_STEP_ORDER')
    .ask(earliest <= at && at <= order.at, 'INSPECTION_STEP_TIME')
    .stop();
  impossible({ place: !isInspected(place, inspection) });
  inspection.steps.push({ at, name: file.name });
  return told(inspection);
};

/** The reference knows no positions: a checkpoint of no event is older than any plan, any other is younger. */
const DrawSample: Handler = (books, order) => {
  const inspection = inspectionOf(books, order);
  const { size, root } = order.data.checkpoint;
  const key = `${size} ${root}`;
  concerned(order, inspection)
    .ask(size > 0, 'SAMPLE_CHECKPOINT')
    .ask(inspection.drawn === null || inspection.drawn === key, 'SAMPLE_ALREADY_DRAWN')
    .stop();
  if (inspection.sampled.length > 0) inspection.drawn = key;
  return told(inspection);
};

const RaiseInspectionFinding: Handler = (books, order) => {
  const inspection = inspectionOf(books, order);
  const { place, dueOn, severity } = order.data;
  byTeam(order, inspection)
    .ask(statusOf(inspection) !== 'COMPLETED', 'WRONG_STATE')
    .stop();
  impossible({
    place: !isInspected(place, inspection),
    dueOn: dueOn !== null && dueOn < today(order),
  });
  books.inspectionFindings.push({ id: order.commandId, place, open: true });
  return { id: order.commandId, place, severity, status: 'OPEN', foundOn: today(order) };
};

const CloseInspectionFinding: Handler = (books, order) => {
  const { id, place } = order.data;
  const finding = found(books.inspectionFindings.find((one) => one.id === id && one.place === place));
  inPlace(order, place).ask(finding.open, 'WRONG_STATE').stop();
  finding.open = false;
  return { id, status: 'CLOSED' };
};

/** The same file says nothing new, and of a longer one only what was not merged before is. */
const MergeOfflineNotes: Handler = (books, order) => {
  const inspection = inspectionOf(books, order);
  byTeam(order, inspection).stop();
  const { checkpoint, pack, notes } = order.data;
  const file = JSON.stringify([checkpoint, pack, notes]);
  if (inspection.merged.some((one) => one.file === file)) return told(inspection);
  const known = inspection.merged.filter(({ root }) => root === checkpoint.root).flatMap((one) => one.notes);
  const fresh = notes.filter(({ text }) => !known.some((one) => one.text === text));
  inspection.merged.push({ file, root: checkpoint.root, notes: fresh });
  return told(inspection);
};

const packageOf = (books: Books, { data }: Order): Package =>
  found(books.packages.find(({ id }) => id === data.packageId));
/** What happens outside the ledger is recorded where the evidence comes from. */
const speaking = (order: Order, jurisdiction: string, { place }: Package): Grounds =>
  inPlace(order, KNOWN.includes(jurisdiction) ? jurisdiction : place);
const held = ({ id, status, holder, addressee }: Package): Answer => ({ id, status, holder, addressee });

const PackageEvidence: Handler = (books, order) => {
  const inspection = inspectionOf(books, order);
  byTeam(order, inspection).stop();
  const names = [...inspection.steps, ...order.data.files].map(({ name }) => name);
  impossible({ files: names.length === 0 });
  const { place } = inspection;
  const files = [...new Set(names)].toSorted();
  const assembled = { id: order.commandId, place, names: files, holder: place, addressee: null };
  books.packages.push({ ...assembled, status: 'ASSEMBLED' });
  return { id: order.commandId, holder: place, files: files.map((name) => ({ name })) };
};

const HandOverEvidence: Handler = (books, order) => {
  const one = packageOf(books, order);
  const { to } = order.data;
  speaking(order, one.holder, one)
    .ask(one.status !== 'IN_TRANSIT', 'WRONG_STATE')
    .stop();
  impossible({ to: to === one.holder || !isJurisdiction(to) });
  Object.assign(one, { status: 'IN_TRANSIT', addressee: to });
  return held(one);
};

const ReceiveEvidence: Handler = (books, order) => {
  const one = packageOf(books, order);
  const by = one.addressee ?? one.holder;
  speaking(order, by, one)
    .ask(one.status === 'IN_TRANSIT', 'WRONG_STATE')
    .ask(order.data.digest !== WRONG_DIGEST, 'EVIDENCE_NOT_INTACT')
    .stop();
  Object.assign(one, { status: 'RECEIVED', holder: by, addressee: null });
  return held(one);
};

const RecogniseEvidence: Handler = (books, order) => {
  const one = packageOf(books, order);
  speaking(order, one.holder, one)
    .ask(one.status === 'RECEIVED', 'WRONG_STATE')
    .stop();
  one.status = order.data.recognised ? 'RECOGNISED' : 'NOT_RECOGNISED';
  return held(one);
};

export const INSPECTIONS: Readonly<Record<string, Handler>> = {
  PlanInspection,
  TakeInspectionStep,
  DrawSample,
  RaiseInspectionFinding,
  CloseInspectionFinding,
  MergeOfflineNotes,
  PackageEvidence,
  HandOverEvidence,
  ReceiveEvidence,
  RecogniseEvidence,
};
