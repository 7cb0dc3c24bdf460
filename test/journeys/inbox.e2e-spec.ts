import { mediumOf, must, PLACES, type Pollutant, type Role } from '#kernel';
import { DEMO_ACCOUNTS } from '#libs/platform';
import type { Answer, Officer } from '../support/client.js';
import { bodyOf, CITY, Journey, PASS, refusal } from '../support/journey.js';
import { startTestService, type TestService } from '../support/service.js';

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly place: string;
  readonly subject: { readonly id: string };
  readonly medium: string | null;
  readonly dueOn: string | null;
  readonly overdue: boolean;
}
interface Inbox {
  readonly items: readonly Item[];
  readonly counts: {
    readonly total: number;
    readonly overdue: number;
    readonly byKind: Readonly<Record<string, number>>;
  };
}
interface Row {
  readonly id: string;
  readonly place: string;
  readonly status: string;
  readonly year: number;
  readonly approvers?: readonly Role[];
  readonly finalTier?: string;
  readonly lines: readonly { readonly pollutant: Pollutant }[];
  readonly quality: Readonly<Record<string, string>>;
  readonly taskDone: boolean;
}
interface Park {
  readonly years: readonly {
    readonly year: number;
    readonly targets: readonly object[];
    readonly consentNo: string | null;
    readonly allowed: readonly { readonly pollutant: string; readonly amount: string }[] | null;
    readonly actual: readonly { readonly pollutant: string; readonly amount: string }[] | null;
    readonly award: { readonly id: string; readonly status: string } | null;
  }[];
}

/** A day of the demo year on which work waits at every desk; a past day, whenever these tests run. */
const DAY = '2026-11-18';

let running: TestService;
let journey: Journey;
const inbox = async (officer: Officer, query = ''): Promise<Answer<Inbox>> =>
  officer.get<Inbox>(`/inbox?perPage=200${query}`);
const itemsOf = async (officer: Officer, query = ''): Promise<readonly Item[]> =>
  bodyOf(await inbox(officer, query), 200).items;
const lines = (items: readonly Item[]): readonly string[] =>
  items.map(({ kind, subject, medium }) => [kind, subject.id, medium].filter(Boolean).join(' ')).toSorted();

beforeAll(async () => {
  running = await startTestService();
  journey = new Journey(running.offices);
}, 120_000);
afterAll(() => running.stop());

/** Who should see what on the day, worked out from the registers alone, as `role@place`: kinds and subjects. */
const expected = async (): Promise<ReadonlyMap<string, string[]>> => {
  const office = await journey.office();
  const rows = async (path: string): Promise<readonly Row[]> =>
    bodyOf(await office.get<{ items: readonly Row[] }>(`${path}?asOf=${DAY}&perPage=200`), 200).items;
  const [deposits, withdrawals, assessments, findings] = [
    await rows('/deposits'),
    await rows('/withdrawals'),
    await rows('/assessments'),
    await rows('/findings'),
  ];
  const list = new Map<string, string[]>(DEMO_ACCOUNTS.map(({ username }) => [username, []]));
  const add = (post: string, line: string): void => void list.get(post)?.push(line);
  for (const { id, place, status, lines: claimed } of deposits) {
    if (status === 'FILED') add(`county-reviewer@${place}`, `DEPOSIT_FIRST_REVIEW ${id}`);
    if (status === 'FIRST_REVIEWED') {
      for (const medium of new Set(claimed.map(({ pollutant }) => mediumOf(pollutant))))
        add(`element-${medium.toLowerCase()}@${CITY}`, `DEPOSIT_ELEMENT_REVIEW ${id} ${medium}`);
    }
    if (status === 'ELEMENT_REVIEWED') {
      for (const role of ['office', 'joint-review']) add(`${role}@${CITY}`, `DEPOSIT_APPROVAL ${id}`);
    }
  }
  for (const { id, place, status, approvers = [], finalTier } of withdrawals) {
    const municipal = finalTier === 'MUNICIPAL';
    const line = { HELD: 'WITHDRAWAL_APPROVAL', VOUCHERED: 'VOUCHER_REGISTRATION' }[status];
    if (status === 'FILED') add(`county-reviewer@${place}`, `WITHDRAWAL_FIRST_REVIEW ${id}`);
    for (const role of line ? approvers : []) {
      add(`${role}@${municipal || role !== 'county-approver' ? CITY : place}`, `${line} ${id}`);
    }
  }
  for (const { id, status } of findings) {
    if (status === 'OPEN') add(`office@${CITY}`, `FINDING_FOLLOW_UP ${id}`);
  }
  const verdicts = new Map(
    assessments.filter(({ year }) => year === 2025).map(({ place, ...verdict }) => [place, verdict]),
  );
  for (const { code } of PLACES.filter(({ kind }) => kind === 'PARK')) {
    const path = `/parks/${code}?asOf=${DAY}`;
    const { years } = bodyOf(await office.get<Park>(path), 200);
    const [last, present] = [2025, 2026].map((year) => years.find((one) => one.year === year));
    if (!present || present.targets.length === 0) add(`office@${CITY}`, `PARK_TARGETS ${code} 2026`);
    else if (present.consentNo === null) add('province@320000', `PARK_TARGETS_CONSENT ${code} 2026`);
    const verdict = verdicts.get(code);
    if (verdict === undefined)
      for (const role of ['monitoring', 'element-water', 'element-air'])
        add(`${role}@${CITY}`, `PARK_JUDGEMENT ${code} 2025`);
    if (last?.award?.status === 'COMPUTED') add('province@320000', `AWARD_CONFIRMATION ${last.award.id}`);
    const saved = last?.allowed?.some(({ pollutant, amount }) => {
      const emitted = last.actual?.find((one) => one.pollutant === pollutant);
      return emitted === undefined || Number(emitted.amount) < Number(amount);
    });
    const passed = verdict?.taskDone && Object.values(verdict.quality).every((mark) => mark === 'MET');
    if (passed && !last?.award && saved !== false) add(`office@${CITY}`, `PARK_AWARD ${code} 2025`);
  }
  return list;
};

it('shows every post of the demo city exactly what it must do next, and nobody else', async () => {
  const shown = new Map<string, readonly string[]>();
  for (const { username } of DEMO_ACCOUNTS) {
    const officer = await running.offices.officer(username);
    shown.set(username, lines(await itemsOf(officer, `&asOf=${DAY}`)));
  }
  const wanted = await expected();
  expect(Object.fromEntries(shown)).toEqual(
    Object.fromEntries([...wanted].map(([post, list]) => [post, list.toSorted()])),
  );
  expect(shown.get('county-reviewer@320583')).toHaveLength(2);
  expect(shown.get('county-approver@320509')).toHaveLength(2);
  expect(shown.get(`element-water@${CITY}`)).toHaveLength(1);
  expect(shown.get('province@320000')).toEqual(['AWARD_CONFIRMATION park-sip-2025']);
}, 60_000);

it('hands a task on to the next desk when it is done', async () => {
  const reviewer = await journey.reviewer('320583');
  const water = await journey.division('WATER');
  const { id } = await journey.claim(await journey.file('320583', { COD: '2' }), { COD: '2' });
  const about = async (officer: Officer): Promise<readonly string[]> =>
    lines((await itemsOf(officer)).filter(({ subject }) => subject.id === id));
  expect([await about(reviewer), await about(water)]).toEqual([[`DEPOSIT_FIRST_REVIEW ${id}`], []]);
  expect(await about(await journey.reviewer('320585'))).toEqual([]);
  bodyOf(await reviewer.post(`/deposits/${id}/first-review`, PASS), 200);
  expect([await about(reviewer), await about(water)]).toEqual([[], [`DEPOSIT_ELEMENT_REVIEW ${id} WATER`]]);
  bodyOf(await water.post(`/deposits/${id}/element-review`, { medium: 'WATER', ...PASS }), 200);
  expect([await about(water), await about(await journey.office())]).toEqual([[], [`DEPOSIT_APPROVAL ${id}`]]);
  await journey.credit(id);
  expect(await about(await journey.office())).toEqual([]);
});

it('asks the lead about a proposed void until it is decided', async () => {
  const lead = await running.offices.officer(`bureau-lead@${CITY}`);
  const inspector = await running.offices.officer(`inspector@${CITY}`);
  const stocked = await journey.stock('320585', { COD: '1' });
  const lot = `lot-${stocked.id}`;
  const evidence = [{ name: '示例-笔录.pdf', sha256: 'a'.repeat(64) }];
  const proposed = await inspector.post(`/lots/${lot}/void-proposals`, { reason: '示例', evidence });
  expect(proposed.status).toBe(201);
  const asked = async (): Promise<readonly string[]> =>
    lines((await itemsOf(lead)).filter(({ kind }) => kind === 'VOID_DECISION'));
  expect(await asked()).toEqual([`VOID_DECISION ${lot}`]);
  bodyOf(await lead.post(`/lots/${lot}/void`, { reason: '示例', decisionNo: '示例1号', evidence }), 200);
  expect(await asked()).toEqual([]);
  const known = proposed.headers.get('ledger-position');
  const then = await itemsOf(lead, `&kind=VOID_DECISION&knownAt=@${known}`);
  expect(lines(then)).toEqual([`VOID_DECISION ${lot}`]);
});

it('filters, sorts, counts, pages and speaks both languages', async () => {
  const office = await journey.office();
  const day = `&asOf=${DAY}`;
  const all = bodyOf(await inbox(office, day), 200);
  const dates = all.items.map(({ dueOn }) => dueOn ?? '9999');
  expect(dates).toEqual(dates.toSorted());
  const count = (kind: string): number => all.items.filter((one) => one.kind === kind).length;
  expect(all.counts.total).toBe(all.items.length);
  const kinds = ['DEPOSIT_APPROVAL', 'FINDING_FOLLOW_UP', 'VOUCHER_REGISTRATION'];
  expect(all.counts.byKind).toEqual(Object.fromEntries(kinds.map((kind) => [kind, count(kind)])));
  const overdue = await itemsOf(office, `${day}&overdue=true`);
  expect(overdue).toHaveLength(all.counts.overdue);
  expect(overdue.every((one) => one.overdue && (one.dueOn ?? '') < DAY)).toBe(true);
  const [finding] = all.items.filter(({ kind }) => kind === 'FINDING_FOLLOW_UP');
  const { place } = must(finding, 'finding');
  const there = await itemsOf(office, `${day}&place=${place}&kind=FINDING_FOLLOW_UP`);
  expect(there).toEqual([finding]);
  const page = await office.get<Inbox>(`/inbox?asOf=${DAY}&perPage=2&page=2&sort=-place`);
  expect(page.headers.get('x-total-count')).toBe(String(all.items.length));
  expect(page.body.items).toHaveLength(1);
  const english = await office.get<Inbox>(`/inbox?asOf=${DAY}&perPage=1`, { 'accept-language': 'en' });
  expect(english.body.items[0]).toMatchObject({ id: all.items[0]?.id });
  expect([all.items[0]?.title, english.body.items[0]?.title]).toEqual([
    '处理无量审批',
    'Follow up an unbacked approval',
  ]);
  expect(refusal(await inbox(office, '&kind=NONSENSE'))).toBe('400 INVALID_FIELD');
});
