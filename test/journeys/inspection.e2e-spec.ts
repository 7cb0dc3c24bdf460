import { sha256Hex } from '#kernel';
import type { OfflineNotesFile } from '#contract/inspection';
import type { Items } from '../support/answers.js';
import type { Answer, Loose, Officer } from '../support/client.js';
import { bodyOf, CITY, Journey, refusal } from '../support/journey.js';
import { startTestService, type TestService } from '../support/service.js';

const PLACE = '320583';
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
const fileOf = (name: string) => ({ name, sha256: sha256Hex(name) });

interface Drawn {
  readonly of: string;
  readonly checkpoint: { readonly origin: string; readonly size: number; readonly root: string };
  readonly population: { readonly count: number; readonly digest: string };
  readonly chosen: readonly string[];
}
interface Inspection {
  readonly id: string;
  readonly status: string;
  readonly nextStep: string | null;
  readonly plannedAt: number;
  readonly steps: readonly Loose[];
  readonly drawn: readonly Drawn[];
  readonly notes: readonly Loose[];
}

let running: TestService;
let journey: Journey;
let inspector: Officer;
let id: string;
let path: string;

const taking = (step: string, differing: object = {}): Promise<Answer<Inspection>> =>
  inspector.post<Inspection>(`${path}/steps`, {
    step,
    place: PLACE,
    coordinates: { longitude: '120.957700', latitude: '31.385600' },
    file: fileOf(`示例-${step}.pdf`),
    ...differing,
  });

beforeAll(async () => {
  running = await startTestService();
  journey = new Journey(running.offices);
  inspector = await running.offices.officer(`inspector@${CITY}`);
  for (const [amount] of [['3'], ['4'], ['5']] as const) await journey.stock(PLACE, { COD: amount });
}, 60_000);
afterAll(() => running.stop());

it('检查计划: names places, both jurisdictions, officers and what is to be sampled', async () => {
  const plan = {
    title: '示例：昆山市储备库联合检查',
    places: [PLACE],
    lead: '310118',
    from: '2026-11-01',
    to: '2026-11-30',
    officers: [`inspector@${CITY}`],
    samples: [{ of: 'LOT', size: 2 }],
  };
  const clerk = await journey.clerk(PLACE);
  expect(refusal(await clerk.post('/inspections', plan))).toBe('403 FORBIDDEN_ROLE');
  const answer = await inspector.post<Inspection>('/inspections', plan);
  ({ id } = bodyOf(answer, 201));
  path = `/inspections/${id}`;
  expect(answer.headers.get('location')).toBe(`/api/v1${path}`);
  expect(answer.body).toMatchObject({ status: 'PLANNED', nextStep: 'SIGN_IN', place: PLACE, lead: '310118' });
  const listed = bodyOf(await clerk.get<Items>(`/inspections?status=PLANNED&place=${PLACE}`), 200);
  expect(listed.items).toContainEqual(expect.objectContaining({ id, title: plan.title }));
});

it('八步法: is taken in order, none left out, none twice, none ahead of time', async () => {
  expect(refusal(await taking('CREDENTIALS'))).toBe('409 INSPECTION_STEP_ORDER');
  expect(refusal(await taking('SIGN_IN', { at: '2099-01-01T00:00:00Z' }))).toBe('409 INSPECTION_STEP_TIME');
  const strangers = await taking('SIGN_IN', { officers: ['county-clerk@320583'] });
  expect(refusal(strangers)).toBe('409 NOT_INSPECTION_OFFICER');
  const coarse = { coordinates: { longitude: '181', latitude: '31.3' } };
  expect(refusal(await taking('SIGN_IN', coarse))).toBe('400 INVALID_FIELD');
  for (const step of STEPS.slice(0, 4)) bodyOf(await taking(step), 200);
  expect(refusal(await taking('EXAMINATION'))).toBe('409 INSPECTION_STEP_ORDER');
  expect(bodyOf(await inspector.get<Inspection>(path), 200)).toMatchObject({
    status: 'UNDER_WAY',
    nextStep: 'RECORD',
    steps: [{ coordinates: { longitude: '120.957700' }, recordedBy: `inspector@${CITY}` }, {}, {}, {}],
  });
});

/** What lies in a pool, as the interface shows it. */
const lotsIn = async (place: string): Promise<readonly string[]> => {
  const asked = `/pools/pool-${place}/lots?perPage=200`;
  const { items } = bodyOf(await inspector.get<Items<{ lotId: string }>>(asked), 200);
  return items.map(({ lotId }) => lotId);
};

it('随机抽样: is what the first checkpoint after the plan chooses, and the same when drawn again', async () => {
  const drawn = bodyOf(await inspector.post<Inspection>(`${path}/samples`, {}), 200);
  const [sample] = drawn.drawn;
  expect(sample).toMatchObject({ of: 'LOT', size: 2, checkpoint: { size: expect.any(Number) as number } });
  expect(sample?.checkpoint.size).toBeGreaterThanOrEqual(drawn.plannedAt);
  const lots = [...new Set([...(await lotsIn(PLACE)), ...(await lotsIn('park-kunshan-dev'))])];
  const digest = sha256Hex(
    lots
      .toSorted()
      .map((lot) => `${lot}\n`)
      .join(''),
  );
  expect(sample?.population).toEqual({ count: lots.length, digest });
  const root = sample?.checkpoint.root ?? '';
  const keyOf = (lot: string): string => sha256Hex(`reserve-pool/sample/1\n${root}\n${id}\n${lot}`);
  const byHand = lots.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).slice(0, 2);
  expect(sample?.chosen).toEqual(byHand);
  const head = await running.offices.head();
  const again = bodyOf(await inspector.post<Inspection>(`${path}/samples`, {}), 200);
  expect(again.drawn).toEqual(drawn.drawn);
  expect(await running.offices.head()).toBe(head);
});

it('离线记录: the file of verify.html is merged once, and told to agree with the ledger or not', async () => {
  const note = bodyOf(await inspector.get<string>('/audit/checkpoint', { accept: 'text/plain' }), 200);
  const [, size = '0'] = note.split('\n');
  const file: OfflineNotesFile = {
    format: 'reserve-pool/offline-notes/1',
    ledger: '320000',
    size: Number(size),
    madeAt: '2026-11-02T00:00:00.000Z',
    madeBy: `inspector@${CITY}`,
    checkpoint: note,
    verdict: 'SOUND',
    findings: [],
    notes: [{ position: 9, text: '示例：与纸质台账一致', takenAt: '2026-11-02T01:00:00.000Z' }],
  };
  const merged = bodyOf(await inspector.post<Inspection>(`${path}/offline-notes`, file), 200);
  const seen = { agrees: true, checkpoint: { size: file.size }, pack: { verdict: 'SOUND', size: file.size } };
  expect(merged.notes).toMatchObject([{ ...seen, notes: file.notes }]);
  const head = await running.offices.head();
  bodyOf(await inspector.post(`${path}/offline-notes`, file), 200);
  expect(await running.offices.head()).toBe(head);
  const other = Buffer.alloc(32).toString('base64');
  const forked = { ...file, checkpoint: note.replace(/^(.*\n.*\n).*\n/, `$1${other}\n`) };
  const told = bodyOf(await inspector.post<Inspection>(`${path}/offline-notes`, forked), 200);
  expect(told.notes).toMatchObject([{ agrees: true }, { agrees: false, checkpoint: { root: other } }]);
  const nonsense = await inspector.post(`${path}/offline-notes`, { ...file, checkpoint: 'nothing\n' });
  expect(refusal(nonsense)).toBe('400 INVALID_FIELD');
});

it('问题: raised in the inspection, listed among all findings, closed by a document', async () => {
  const found = await inspector.post<{ id: string }>(`${path}/findings`, {
    place: PLACE,
    severity: 'SERIOUS',
    violation: 'FALSE_REPORT',
    facts: '示例：减排设施未实际运行',
    evidence: [fileOf('示例-现场照片.jpg')],
    dueOn: '2099-01-31',
  });
  const finding = bodyOf(found, 201).id;
  expect(found.headers.get('location')).toBe(`/api/v1/findings/${finding}`);
  const asked = `/findings?kind=INSPECTION&inspectionId=${id}&severity=SERIOUS`;
  const { items } = bodyOf(await inspector.get<Items>(asked), 200);
  expect(items).toMatchObject([{ id: finding, kind: 'INSPECTION', status: 'OPEN', place: PLACE }]);
  const closing = { documentNo: '示例整改〔2026〕9号', reason: '示例：已整改' };
  const office = await journey.office();
  const closed = await office.post(`/findings/${finding}/closure`, closing);
  expect(bodyOf(closed, 200)).toMatchObject({ status: 'CLOSED', closure: closing });
  expect(closed.headers.get('etag')).toBe('"2"');
  const position = Number(closed.headers.get('ledger-position'));
  const before = await office.get(`/findings/${finding}?knownAt=@${position - 1}`);
  expect(bodyOf(before, 200)).toMatchObject({ status: 'OPEN', closure: null });
  expect(refusal(await office.post(`/findings/${finding}/closure`, closing))).toBe('409 WRONG_STATE');
});

it('任务完成: after the last step nothing more is found, and the step cannot be taken again', async () => {
  for (const step of STEPS.slice(4)) bodyOf(await taking(step), 200);
  expect(bodyOf(await inspector.get<Inspection>(path), 200)).toMatchObject({
    status: 'COMPLETED',
    nextStep: null,
  });
  expect(refusal(await taking('COMPLETION'))).toBe('409 INSPECTION_STEP_ORDER');
  const late = { place: PLACE, severity: 'MINOR', facts: '示例：迟到' };
  expect(refusal(await inspector.post(`${path}/findings`, late))).toBe('409 WRONG_STATE');
});

it('证据移送与互认: from hand to hand, whole, and recognised by who received it', async () => {
  const extra = fileOf('示例-附件.zip');
  const packed = await inspector.post<{ id: string; digest: string; files: readonly { name: string }[] }>(
    `${path}/evidence-packages`,
    { files: [extra] },
  );
  const { id: packageId, digest, files } = bodyOf(packed, 201);
  expect(files).toHaveLength(STEPS.length + 1);
  const sums = [...STEPS.map((step) => fileOf(`示例-${step}.pdf`)), extra]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    .join('');
  expect(sha256Hex(sums)).toBe(digest);
  const evidence = `/evidence-packages/${packageId}`;
  const by = (documentNo: string) => ({ documentNo });
  const recognition = { recognised: true, opinion: '示例：取证合法', ...by('示例互认1号') };
  expect(refusal(await inspector.post(`${evidence}/recognition`, recognition))).toBe('409 WRONG_STATE');
  bodyOf(await inspector.post(`${evidence}/handover`, { to: '310118', ...by('示例移送1号') }), 200);
  const torn = await inspector.post(`${evidence}/receipt`, { digest: extra.sha256, ...by('示例接收1号') });
  expect(refusal(torn)).toBe('409 EVIDENCE_NOT_INTACT');
  bodyOf(await inspector.post(`${evidence}/receipt`, { digest, ...by('示例接收1号') }), 200);
  bodyOf(await inspector.post(`${evidence}/recognition`, recognition), 200);
  expect(bodyOf(await inspector.get(evidence), 200)).toMatchObject({
    status: 'RECOGNISED',
    holder: '310118',
    custody: [
      { act: 'HANDED_OVER', from: PLACE, to: '310118' },
      { act: 'RECEIVED', by: '310118', digest },
      { act: 'RECOGNISED', recognised: true },
    ],
  });
});
