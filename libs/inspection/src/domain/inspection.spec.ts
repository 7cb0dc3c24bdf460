import { must, type Actor, type CivilDate, type Instant, type Proposal } from '#kernel';
import { INSPECTION_STEPS, type InspectionStep } from '#contract/inspection';
import { given, officer, type Given, type Past } from '../../../../test/support/given.js';
import { closeInspectionFinding } from './close-inspection-finding.decider.js';
import { drawSample } from './draw-sample.decider.js';
import { inspectionFindingFold } from './finding.fold.js';
import { inspectionFold } from './inspection.fold.js';
import { mergeOfflineNotes, type MergeOfflineNotes } from './merge-offline-notes.decider.js';
import { planInspection, type PlanInspection } from './plan-inspection.decider.js';
import { raiseInspectionFinding } from './raise-inspection-finding.decider.js';
import { drawSample as sampleOf } from './sample.js';
import { takeInspectionStep, type TakeInspectionStep } from './take-inspection-step.decider.js';

const PLACE = '320583';
const PARK = 'park-kunshan-dev';
const INSPECTOR = officer('inspector', '320500');
const VISITOR = officer('inspector', '320509');
const STRANGER = officer('inspector', '320500', 'inspector-2@320500');
const SHA = 'a'.repeat(64);

const plan = (differing: Partial<PlanInspection> = {}): PlanInspection => ({
  title: '示例：联合检查',
  places: [PLACE],
  place: PLACE,
  lead: '310118',
  from: '2026-03-01' as CivilDate,
  to: '2026-03-05' as CivilDate,
  officers: [INSPECTOR.id, VISITOR.id],
  samples: [
    { of: 'LOT', size: 2 },
    { of: 'VOUCHER', size: 1 },
  ],
  ...differing,
});
const lot = (lotId: string, pool = PLACE): Past => ({
  type: 'LotCredited',
  data: {
    lotId,
    depositId: lotId,
    reductionId: lotId,
    vintage: 2025,
    tags: [],
    pool: `pool-${pool}`,
    lines: [{ pollutant: 'COD', amount: '1' }],
  },
});
const voucher = (serial: number): Past => ({
  type: 'VoucherNumbered',
  data: { voucherNo: `v-${serial}`, withdrawalId: `w-${serial}`, year: 2026, serial, projectCode: null },
});
const stocked = (): Given =>
  given({
    [`pool-${PLACE}`]: [lot('lot-1'), lot('lot-2'), lot('lot-3')],
    [`pool-${PARK}`]: [lot('lot-3'), lot('lot-4')],
    'pool-320585': [lot('lot-elsewhere')],
    [`voucher-${PLACE}`]: [voucher(1), voucher(2)],
  });
const planning = (ledger = stocked(), differing: Partial<PlanInspection> = {}, actor = INSPECTOR) =>
  ledger.when(planInspection, plan(differing), { actor, id: 'inspection-1' });
const planned = (): Given => planning().thenAccepted();

const step = (name: InspectionStep, differing: Partial<TakeInspectionStep> = {}): TakeInspectionStep => ({
  inspectionId: 'inspection-1',
  step: name,
  at: '2026-03-02T02:00:00.000Z' as Instant,
  place: PARK,
  coordinates: { longitude: '120.957700', latitude: '31.385600' },
  officers: [INSPECTOR.id],
  file: { name: `示例-${name}.pdf`, sha256: SHA },
  ...differing,
});
const AT = '2026-03-02T03:00:00.000Z';
type Stepping = Partial<TakeInspectionStep> & { readonly by?: Actor };
const stepping = (ledger: Given, name: InspectionStep, { by = INSPECTOR, ...differing }: Stepping = {}) =>
  ledger.when(takeInspectionStep, step(name, differing), { actor: by, at: AT });
const after = (count: number): Given =>
  INSPECTION_STEPS.slice(0, count).reduce((ledger, name) => stepping(ledger, name).thenAccepted(), planned());

describe('检查计划 (第二十一条)', () => {
  it('fixes what samples are drawn from, before there is a checkpoint to draw by', () => {
    planning().thenAnswers({
      id: 'inspection-1',
      status: 'PLANNED',
      nextStep: 'SIGN_IN',
      lead: '310118',
      population: [
        { of: 'LOT', place: PLACE, year: null, count: 3 },
        { of: 'LOT', place: PARK, year: null, count: 2 },
        { of: 'VOUCHER', place: PLACE, year: 2026, count: 2 },
      ],
    });
  });

  it('is made by whoever answers for the host, of places within it, between days in order', () => {
    planning(stocked(), {}, VISITOR).thenRefused('FORBIDDEN_PLACE', { place: PLACE });
    planning(stocked(), { places: [PLACE, '320585'] }).thenRefused('INVALID_MEANING');
    planning(stocked(), { to: '2026-02-28' as CivilDate }).thenRefused('INVALID_MEANING');
    planning(stocked(), { lead: 'nowhere' }).thenRefused('INVALID_MEANING');
    planning(stocked(), { lead: PARK, samples: [] }).thenAnswers({ lead: PARK, population: [] });
  });
});

describe('八步法', () => {
  it('is eight steps with time, place, officers and file, after which it is completed', () => {
    const { status, steps } = after(8).state(inspectionFold, 'inspection-1') ?? { status: '', steps: [] };
    expect(status).toBe('COMPLETED');
    expect(steps.map(({ step: name }) => name)).toEqual(INSPECTION_STEPS);
    expect(steps[0]).toMatchObject({
      at: '2026-03-02T02:00:00.000Z',
      place: PARK,
      coordinates: { longitude: '120.957700' },
      officers: [INSPECTOR.id],
      file: { sha256: SHA },
    });
  });

  it.each(INSPECTION_STEPS.flatMap((_, done) => INSPECTION_STEPS.map((name) => [done, name] as const)))(
    'after %i of them takes %s only in its turn',
    (done, name) => {
      const outcome = stepping(after(done), name);
      if (INSPECTION_STEPS[done] === name) outcome.thenAccepted();
      else
        outcome.thenRefused('INSPECTION_STEP_ORDER', { step: name, expected: INSPECTION_STEPS[done] ?? '' });
    },
  );

  it('has none after the last', () => {
    for (const name of INSPECTION_STEPS)
      stepping(after(8), name).thenRefused('INSPECTION_STEP_ORDER', { step: name, expected: '—' });
  });

  it('takes no step before the one ahead of it, before the inspection begins, or ahead of time', () => {
    const at = (text: string) => ({ at: text as Instant });
    stepping(after(1), 'CREDENTIALS', at('2026-03-02T01:59:59.999Z')).thenRefused('INSPECTION_STEP_TIME');
    stepping(after(1), 'CREDENTIALS', at('2026-03-02T02:00:00.000Z')).thenAccepted();
    stepping(planned(), 'SIGN_IN', at('2026-02-28T15:59:59.999Z')).thenRefused('INSPECTION_STEP_TIME');
    stepping(planned(), 'SIGN_IN', at('2026-02-28T16:00:00.000Z')).thenAccepted();
    stepping(planned(), 'SIGN_IN', at('2026-03-02T03:00:00.001Z')).thenRefused('INSPECTION_STEP_TIME');
    stepping(planned(), 'SIGN_IN', { at: null }).thenAnswers({ steps: [{ at: AT }] });
  });

  it('is for its officers alone, a visiting one too, and names no others', () => {
    stepping(planned(), 'SIGN_IN', { by: VISITOR }).thenAccepted();
    stepping(planned(), 'SIGN_IN', { by: STRANGER }).thenRefused('NOT_INSPECTION_OFFICER', {
      officer: STRANGER.id,
    });
    stepping(planned(), 'SIGN_IN', { officers: [INSPECTOR.id, STRANGER.id] }).thenRefused(
      'NOT_INSPECTION_OFFICER',
      { officer: STRANGER.id },
    );
    const deputy = officer('inspector', '320500', `deputy@320500 for ${INSPECTOR.id}`);
    stepping(planned(), 'SIGN_IN', { by: deputy }).thenRefused('NOT_INSPECTION_OFFICER');
    const outsider = officer('inspector', '320585');
    expect(stepping(planned(), 'RECORD', { by: outsider }).thenRefused('FORBIDDEN_PLACE').rules).toHaveLength(
      1,
    );
  });

  it('takes place where the plan says, and names every ground at once', () => {
    stepping(planned(), 'SIGN_IN', { place: '320585' }).thenRefused('INVALID_MEANING');
    stepping(given(), 'SIGN_IN').thenRefused('NOT_FOUND');
    const early = stepping(planned(), 'RECORD', { at: '2026-01-01T00:00:00.000Z' as Instant, by: STRANGER });
    const failed = early.rules.filter(({ outcome }) => outcome === 'FAIL').map(({ code }) => code);
    expect(failed).toEqual(['NOT_INSPECTION_OFFICER', 'INSPECTION_STEP_ORDER', 'INSPECTION_STEP_TIME']);
  });
});

const checkpoint = (size: number, root = 'cm9vdA==') => ({ origin: 'reserve-pool/320000', size, root });
const drawing = (ledger: Given, by = checkpoint(99), actor = INSPECTOR) =>
  ledger.when(drawSample, { inspectionId: 'inspection-1', checkpoint: by }, { actor });

describe('随机抽样 (第二十一条)', () => {
  const LOTS = ['lot-1', 'lot-2', 'lot-3', 'lot-4'];
  const VOUCHERS = ['PZ-320583-2026-000001', 'PZ-320583-2026-000002'];
  const seed = { root: checkpoint(99).root, inspectionId: 'inspection-1' };

  it('is what the root of the checkpoint chooses from what there was at the time of planning', () => {
    const { data } = must(planned().events.at(-1), 'plan');
    const later = given({
      [`pool-${PLACE}`]: [...LOTS.slice(0, 3), 'lot-late'].map((id) => lot(id)),
      [`pool-${PARK}`]: [lot('lot-3'), lot('lot-4')],
      [`voucher-${PLACE}`]: [voucher(1), voucher(2), voucher(3)],
      'inspection-inspection-1': [{ type: 'InspectionPlanned', data }],
    });
    drawing(later).thenEvents((events) =>
      expect(events.map(({ data: drawn }) => drawn)).toMatchObject([
        { of: 'LOT', size: 2, population: { count: 4 }, chosen: sampleOf(seed, LOTS, 2) },
        { of: 'VOUCHER', size: 1, population: { count: 2 }, chosen: sampleOf(seed, VOUCHERS, 1) },
      ]),
    );
  });

  it('needs a checkpoint that covers the plan: nobody knew its root when planning', () => {
    const at = planned().state(inspectionFold, 'inspection-1')?.plannedAt ?? 0;
    drawing(planned(), checkpoint(at - 1)).thenRefused('SAMPLE_CHECKPOINT', { plannedAt: at });
    drawing(planned(), checkpoint(at)).thenAccepted();
    drawing(given()).thenRefused('NOT_FOUND');
    drawing(planned(), checkpoint(at), officer('inspector', '320585')).thenRefused('FORBIDDEN_PLACE');
  });

  it('is the same when drawn again, writes nothing, and is not drawn by another checkpoint', () => {
    const drawn = drawing(planned()).thenAccepted();
    drawing(drawn).thenEvents([]);
    drawing(drawn, checkpoint(100)).thenRefused('SAMPLE_ALREADY_DRAWN', { before: 99, size: 100 });
    drawing(drawn, checkpoint(99, 'b3RoZXI=')).thenRefused('SAMPLE_ALREADY_DRAWN');
  });
});

describe('检查发现的问题', () => {
  const finding = {
    inspectionId: 'inspection-1',
    place: PARK,
    severity: 'SERIOUS',
    violation: 'FALSE_REPORT',
    subject: 'lot-4',
    facts: '示例：设施未运行',
    evidence: [{ name: '示例.jpg', sha256: SHA }],
    dueOn: '2026-04-02' as CivilDate,
  } as const;
  const raising = (ledger: Given, differing: object = {}, actor = INSPECTOR) =>
    ledger.when(raiseInspectionFinding, { ...finding, ...differing }, { actor, id: 'finding-1' });
  const closing = { id: 'finding-1', place: PARK, documentNo: '示例整改〔2026〕5号', reason: '示例：已整改' };

  it('stand in the ledger of their place until a document closes them', () => {
    const open = raising(after(4)).thenAnswers({
      id: 'finding-1',
      kind: 'INSPECTION',
      place: PARK,
      status: 'OPEN',
      severity: 'SERIOUS',
      foundOn: '2026-03-02',
      raisedBy: INSPECTOR.id,
    });
    expect(open.state(inspectionFindingFold, PARK).size).toBe(1);
    const closed = open
      .when(closeInspectionFinding, closing, { actor: officer('office', '320500') })
      .thenAnswers({ status: 'CLOSED', closure: { by: 'office@320500', documentNo: closing.documentNo } });
    closed.when(closeInspectionFinding, closing, { actor: INSPECTOR }).thenRefused('WRONG_STATE');
    open
      .when(closeInspectionFinding, closing, { actor: officer('office', '320585') })
      .thenRefused('FORBIDDEN_PLACE');
    after(4).when(closeInspectionFinding, closing, { actor: INSPECTOR }).thenRefused('NOT_FOUND');
  });

  it('are raised by its officers, where it takes place, while it is not completed', () => {
    raising(after(8)).thenRefused('WRONG_STATE', { state: 'COMPLETED' });
    raising(after(1), {}, STRANGER).thenRefused('NOT_INSPECTION_OFFICER');
    raising(after(1), { place: '320585' }).thenRefused('INVALID_MEANING');
    raising(after(1), { dueOn: '2026-03-01' }).thenRefused('INVALID_MEANING');
    raising(after(1), { dueOn: null }).thenAccepted();
    raising(given()).thenRefused('NOT_FOUND');
  });
});

describe('离线记录并入', () => {
  const file: MergeOfflineNotes = {
    inspectionId: 'inspection-1',
    checkpoint: checkpoint(12),
    note: 'reserve-pool/320000\n12\ncm9vdA==\n\n— reserve-pool/320000 AAAA\n',
    agrees: true,
    pack: {
      size: 12,
      madeAt: '2026-03-01T00:00:00.000Z',
      madeBy: INSPECTOR.id,
      verdict: 'BROKEN',
      findings: [{ code: 'CHAIN', position: 9, field: 'content' }],
    },
    notes: [{ position: 9, text: '示例：与原件不符', takenAt: '2026-03-02T01:00:00.000Z' }],
  };
  const notesOf = (event?: Proposal): unknown =>
    (must(event, 'event').data as Partial<MergeOfflineNotes>).notes;
  const merging = (ledger: Given, differing: Partial<MergeOfflineNotes> = {}, actor = INSPECTOR) =>
    ledger.when(mergeOfflineNotes, { ...file, ...differing }, { actor });

  it('tells what was found, on which pack, on which checkpoint', () => {
    merging(planned()).thenAnswers({
      notes: [
        {
          agrees: true,
          checkpoint: { size: 12 },
          pack: { verdict: 'BROKEN', findings: [{ code: 'CHAIN', position: 9, field: 'content' }] },
          notes: [{ position: 9, text: '示例：与原件不符' }],
        },
      ],
    });
  });

  it('does nothing the second time, and of a later export takes what is new', () => {
    const merged = merging(planned()).thenAccepted();
    merging(merged).thenEvents([]);
    const more = [...file.notes, { position: null, text: '示例：另记', takenAt: '2026-03-02T02:00:00.000Z' }];
    merging(merged, { notes: more }).thenEvents(([event]) => expect(notesOf(event)).toEqual(more.slice(1)));
    merging(merged, { pack: { ...file.pack, verdict: 'SOUND' } }).thenEvents((events) =>
      expect(events).toHaveLength(1),
    );
    merging(merged, { checkpoint: checkpoint(13, 'b3RoZXI='), note: 'other\n' }).thenEvents(([event]) =>
      expect(notesOf(event)).toEqual(file.notes),
    );
  });

  it('takes notes of its officers, also once it is completed', () => {
    merging(after(8)).thenAccepted();
    merging(planned(), {}, STRANGER).thenRefused('NOT_INSPECTION_OFFICER');
    merging(planned(), { checkpoint: null, note: null, agrees: null }, VISITOR).thenAccepted();
    merging(given()).thenRefused('NOT_FOUND');
  });
});
