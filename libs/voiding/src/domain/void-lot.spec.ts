import { mgOf, sum, tonnes, type Instant, type Json, type Role, type Tonnes } from '#kernel';
import type { DepositFiled, SplitLine, TierSplitApplied } from '#contract/deposit';
import type { AwardComputed, AwardConfirmed } from '#contract/standing';
import { depositFold } from '#libs/deposit';
import { obligationFold, obligationsView, settle } from '#libs/obligation';
import { lotRows, poolBreaches, poolFold } from '#libs/pool';
import {
  allocate,
  bookReductionUse,
  filedReduction,
  reductionFold,
  reductionIdOf,
  reductionView,
} from '#libs/reduction';
import { policiesAt } from '#libs/policy';
import { lapseVoucher, registerBalance, releaseWithdrawal, withdrawalFold } from '#libs/withdrawal';
import { given, officer, type Given, type History } from '../../../../test/support/given.js';
import { sampleReduction, withReduction } from '../../../../test/support/samples.js';
import {
  APPROVER,
  goodStanding,
  line,
  lot,
  OFFICE,
  project,
  t,
} from '../../../../test/support/withdrawal.js';
import { approving, filing, reviewing, vouchered, W } from '../../../../test/support/withdrawal-steps.js';
import { proposeVoid } from './propose-void.decider.js';
import { voidLot } from './void-lot.decider.js';

const INSPECTOR = officer('inspector', '320500');
const LEAD = officer('bureau-lead', '320500');
const LOT = 'lot-d1';
const evidence = [{ name: '示例-现场核查笔录.pdf', sha256: 'a'.repeat(64) }];
const reason = '示例：监测数据不实';
const proposal = { lotId: LOT, reason, evidence };
const decision = { lotId: LOT, reason, decisionNo: '示例苏环核〔2026〕12号', evidence };

const reductionId = reductionIdOf(sampleReduction());

const deposit = (lines: TierSplitApplied['data']['lines']): History[string] => {
  const filed: DepositFiled['data'] = {
    depositId: 'd1',
    reductionId,
    place: '320583',
    lines: lines.map(({ pollutant, gross }) => ({ pollutant, amount: gross })),
    similar: [],
    filedOn: '2026-01-05',
    dueOn: null,
    late: false,
    lateReason: null,
    policies: [],
  };
  const split: TierSplitApplied['data'] = {
    lotId: LOT,
    municipalPool: 'pool-320500',
    localPool: 'pool-320583',
    provincialPool: 'pool-320000',
    lines,
    policies: [],
  };
  return [
    { type: 'DepositFiled', data: filed },
    { type: 'TierSplitApplied', data: split },
  ];
};

const ninety = {
  pollutant: 'COD',
  gross: t('90'),
  obligations: t('0'),
  provincial: t('0'),
  net: t('90'),
  municipal: t('27'),
  local: t('63'),
} as const;

const credited = (amount: string) => {
  const { data, type } = lot(LOT, { COD: amount });
  return { type, data: { ...data, depositId: 'd1', reductionId } };
};

/** Scenario 7: 90 t credited, 27 to the city and 63 to the county; the history of the reduction comes along. */
const ninetyCredited = (more: History = {}): Given => {
  const start = given({
    'deposit-d1': deposit([ninety]),
    'pool-320500': [credited('27')],
    'pool-320583': [credited('63')],
    'standing-320583': [goodStanding()],
    ...more,
  });
  return withReduction({}, start).ledger;
};

const proposed = (ledger: Given): Given =>
  ledger.when(proposeVoid, proposal, { actor: INSPECTOR }).thenAccepted();
const voiding = (ledger: Given, differing: Partial<typeof decision> = {}) =>
  ledger.when(voidLot, { ...decision, ...differing }, { actor: LEAD, id: 'void-1' });
const voided = (ledger: Given): Given => voiding(proposed(ledger)).thenAccepted();

const figures = (ledger: Given, place: string): string =>
  lotRows(ledger.state(poolFold, place))
    .filter((row) => row.lotId === LOT)
    .map((row) => `${row.available} ${row.held} ${row.withdrawn} ${row.writtenOff}`)
    .join('; ');
const debts = (ledger: Given) => obligationsView(ledger.state(obligationFold, '320583'));
const sound = (ledger: Given): void =>
  expect(['320583', '320500'].flatMap((place) => poolBreaches(ledger.state(poolFold, place)))).toEqual([]);

/** The lot's written-off amounts and the debts from it: together always what was credited. */
const accounted = (ledger: Given): Tonnes => {
  const off = ['320583', '320500'].flatMap((place) =>
    lotRows(ledger.state(poolFold, place))
      .filter((row) => row.lotId === LOT)
      .map(({ writtenOff }) => mgOf(writtenOff)),
  );
  const owed = ledger.state(obligationFold, '320583').map(({ amount }) => amount);
  return tonnes(sum([...off, ...owed]));
};

/** One more fact of the past after all others. */
const afterwards = (ledger: Given, event: { readonly type: string; readonly data: unknown }): Given =>
  ledger
    .when(
      {
        command: 'Past',
        decide: () => ({
          ok: true,
          events: [{ stream: 'obligation-320583', ...event }],
          rules: [],
          answer: () => ({}),
        }),
      },
      {},
      { actor: OFFICE },
    )
    .thenAccepted();

describe('a proposal to void a lot', () => {
  it('is on record with its evidence, and moves nothing', () => {
    const ledger = ninetyCredited();
    ledger
      .when(proposeVoid, proposal, { actor: INSPECTOR })
      .thenEvents([
        { stream: `void-${LOT}`, type: 'LotVoidProposed', data: { ...proposal, place: '320583' } },
      ]);
    ledger
      .when(proposeVoid, proposal, { actor: INSPECTOR })
      .thenAnswers({ lotId: LOT, status: 'PROPOSED', place: '320583', proposal: { by: INSPECTOR.id } });
  });

  it('is refused for a lot nobody knows, from elsewhere, and a second time', () => {
    const ledger = ninetyCredited();
    const unknown = { ...proposal, lotId: 'lot-nothing' };
    ledger.when(proposeVoid, unknown, { actor: INSPECTOR }).thenRefused('NOT_FOUND');
    ledger
      .when(proposeVoid, { ...proposal, lotId: 'nothing-2025' }, { actor: INSPECTOR })
      .thenRefused('NOT_FOUND');
    ledger
      .when(proposeVoid, proposal, { actor: officer('inspector', '320585') })
      .thenRefused('FORBIDDEN_PLACE', { place: '320583' });
    proposed(ledger).when(proposeVoid, proposal, { actor: INSPECTOR }).thenRefused('WRONG_STATE');
  });
});

describe('the decision to void a lot', () => {
  it('needs a proposal, by another person, and comes once', () => {
    const ledger = ninetyCredited();
    voiding(ledger).thenRefused('VOID_NOT_PROPOSED', { lotId: LOT });
    ledger
      .when(proposeVoid, proposal, { actor: LEAD })
      .thenAccepted()
      .when(voidLot, decision, { actor: LEAD })
      .thenRefused('SEPARATION_OF_DUTIES');
    voiding(voided(ledger)).thenRefused('WRONG_STATE', { state: 'VOIDED' });
    voiding(ledger, { lotId: 'lot-nothing' }).thenRefused('NOT_FOUND');
    proposed(ledger)
      .when(voidLot, decision, { actor: officer('bureau-lead', '320585') })
      .thenRefused('FORBIDDEN_PLACE');
  });

  it('scenario 7: writes off 27 municipal and 33 local, and the county owes the 30 that were used', () => {
    const drawn = vouchered(ninetyCredited(), [line('COD', '15')]);
    const outcome = voiding(proposed(drawn));
    outcome.thenAnswers({
      status: 'VOIDED',
      writtenOff: [
        { pool: 'pool-320583', pollutant: 'COD', amount: '33' },
        { pool: 'pool-320500', pollutant: 'COD', amount: '27' },
      ],
      obligations: [{ id: 'void-1-1', place: '320583', pool: 'pool-320583', pollutant: 'COD', amount: '30' }],
      vouchers: ['PZ-320583-2026-000001'],
      holdsEnded: [],
    });
    const ledger = outcome.thenAccepted();
    expect(figures(ledger, '320583')).toBe('0 0 30 33');
    expect(figures(ledger, '320500')).toBe('0 0 0 27');
    expect(accounted(ledger)).toBe('90');
    expect(debts(ledger)).toMatchObject([{ amount: '30', open: '30', status: 'OPEN', lotId: LOT }]);
    sound(ledger);
    expect(outcome.verdicts('VOID_SETTLEMENT')).toEqual(['PASS', 'PASS']);
    const twenty = settle(ledger.state(obligationFold, '320583'), [{ pollutant: 'COD', amount: mgOf('20') }]);
    expect(twenty.map(({ amount }) => tonnes(amount))).toEqual(['20']);
  });

  it('keeps and flags the vouchers it backs (policy A27), registered ones too', () => {
    const drawn = vouchered(ninetyCredited(), [line('COD', '15')]);
    const registration = { id: W, eiaApprovalNo: '示例环审〔2026〕1号', approvedOn: '2026-03-02' as never };
    const registered = drawn.when(registerBalance, registration, { actor: APPROVER }).thenAccepted();
    const ledger = voided(registered);
    const file = ledger.state(withdrawalFold, W);
    expect(file).toMatchObject({ status: 'REGISTERED', backingVoided: true });
  });

  it('leaves alone a voucher that had given its quota back', () => {
    const drawn = vouchered(ninetyCredited(), [line('COD', '15')]);
    const back = drawn.when(releaseWithdrawal, { id: W, reason: '取消' }, { actor: APPROVER }).thenAccepted();
    voiding(proposed(back)).thenAnswers({ vouchers: [], obligations: [] });
  });

  it('ends holds on the lot whole, writes their amounts off, and the demand is reviewed anew', () => {
    const both = { 'pool-320583': [credited('63'), lot('other', { COD: '5' }, { vintage: 2023 })] };
    const held = reviewing(filing(ninetyCredited(both), [line('COD', '15')]).thenAccepted()).thenAccepted();
    const ledger = voided(held);
    expect(figures(ledger, '320583')).toBe('0 0 0 63');
    expect(ledger.state(withdrawalFold, W)).toMatchObject({ status: 'FILED', hold: null });
    expect(lotRows(ledger.state(poolFold, '320583'))).toEqual(
      expect.arrayContaining([expect.objectContaining({ lotId: 'other', available: '5', held: '0' })]),
    );
    sound(ledger);
    reviewing(ledger).thenRefused('INSUFFICIENT_QUOTA', { available: '5', shortfall: '25' });
    approving(ledger).thenRefused('WRONG_STATE');
  });

  it('voids the deposit, and nothing of its reduction is used again', () => {
    const ledger = voided(ninetyCredited());
    expect(ledger.state(depositFold, 'd1').status).toBe('VOIDED');
    const reduction = filedReduction(ledger.state(reductionFold, reductionId));
    expect(reductionView(reduction)?.status).toBe('VOIDED');
    const booking = {
      reductionId,
      use: 'TASK',
      reference: '示例',
      lines: [{ pollutant: 'COD', amount: t('1') }],
    } as const;
    ledger
      .when(bookReductionUse, booking, { actor: OFFICE })
      .thenRefused('REDUCTION_VOIDED', { reductionId });
    const again = { use: 'POOL', reference: 'd2', lines: booking.lines } as const;
    const policies = policiesAt(ledger.reader(), '2026-03-02T00:00:00.000Z' as Instant);
    expect(allocate(reduction, again, policies).rules[0]).toMatchObject({
      code: 'REDUCTION_VOIDED',
      outcome: 'FAIL',
    });
  });

  it('voids an award, which only the park pool holds', () => {
    const award: AwardComputed['data'] = {
      awardId: 'park-kunshan-dev-2025',
      park: 'park-kunshan-dev',
      year: 2025,
      lines: [{ pollutant: 'COD', amount: t('4') }],
      dueOn: '2026-03-31' as never,
      late: false,
      policies: [],
    };
    const { awardId, park, year } = award;
    const confirmed: AwardConfirmed['data'] = { awardId, park, year, lotId: awardId, documentNo: '示例' };
    const ledger = given({
      [`award-${awardId}`]: [
        { type: 'AwardComputed', data: award },
        { type: 'AwardConfirmed', data: confirmed },
      ],
      [`pool-${park}`]: [lot(awardId, { COD: '4' }, { tags: ['INCENTIVE'] })],
    });
    const on = { ...proposal, lotId: awardId };
    ledger
      .when(proposeVoid, on, { actor: INSPECTOR })
      .thenAccepted()
      .when(voidLot, { ...decision, lotId: awardId }, { actor: LEAD })
      .thenAnswers({
        place: park,
        writtenOff: [{ pool: `pool-${park}`, pollutant: 'COD', amount: '4' }],
        obligations: [],
      });
  });

  it('under policy A27 REVOKE takes back vouchers without an EIA approval', () => {
    const data = {
      key: 'void.voucher',
      version: 1,
      value: 'REVOKE' as Json,
      effectiveFrom: '2025-12-31T16:00:00.000Z',
      decisionNo: '示例',
    };
    const policy = { policy: [{ type: 'PolicyAdopted', data }] };
    const ledger = voided(vouchered(ninetyCredited(policy), [line('COD', '15')]));
    expect(figures(ledger, '320583')).toBe('0 0 0 63');
    expect(debts(ledger)).toEqual([]);
    expect(ledger.state(withdrawalFold, W)).toMatchObject({ status: 'RELEASED', backingVoided: true });
    sound(ledger);
  });
});

describe('a voucher given up after its lot was voided', () => {
  const drawn = voided(vouchered(ninetyCredited(), [line('COD', '15')]));
  const paid = (amount: string) => ({
    type: 'ObligationApplied',
    data: { depositId: 'd2', payments: [{ obligationId: 'void-1-1', pollutant: 'COD', amount }] },
  });
  const releasing = (ledger: Given) =>
    ledger.when(releaseWithdrawal, { id: W, reason: '项目取消' }, { actor: APPROVER });

  it('returns to written off, not to available, and the county owes as much less', () => {
    const ledger = releasing(drawn).thenAccepted();
    expect(figures(ledger, '320583')).toBe('0 0 0 63');
    expect(debts(ledger)).toMatchObject([
      {
        amount: '0',
        open: '0',
        status: 'MET',
        reductions: [{ voucherNo: 'PZ-320583-2026-000001', amount: '30' }],
      },
    ]);
    expect(accounted(ledger)).toBe('90');
    sound(ledger);
  });

  it('leaves in the pool what later deposits have paid for', () => {
    const ledger = releasing(afterwards(drawn, paid('20'))).thenAccepted();
    expect(figures(ledger, '320583')).toBe('20 0 0 43');
    expect(debts(ledger)).toMatchObject([{ amount: '20', open: '0', status: 'MET' }]);
    sound(ledger);
  });

  it('is treated alike when it lapses', () => {
    const ledger = drawn
      .when(lapseVoucher, { id: W, reason: '五年未开工' }, { actor: APPROVER, at: '2032-01-05' })
      .thenAccepted();
    expect(figures(ledger, '320583')).toBe('0 0 0 63');
    expect(accounted(ledger)).toBe('90');
  });

  it('returns as ever where no lot behind it is void', () => {
    releasing(vouchered(ninetyCredited(), [line('COD', '15')])).thenEvents((events) =>
      expect(events.map(({ type }) => type)).toEqual(['WithdrawalReleased', 'QuotaReturned']),
    );
  });
});

describe('a lot of works that areas share (rulebook 1.6)', () => {
  const part = (place: string, own: Partial<SplitLine>) => ({
    place,
    localPool: `pool-${place}`,
    lines: [{ ...ninety, ...own }],
  });
  /** 60 : 40, of which 吴江 has drawn 20. */
  const shared = (): Given => {
    const [filed, split] = deposit([ninety]);
    const areas = [
      part('320583', { gross: t('54'), net: t('54'), municipal: t('16.2'), local: t('37.8') }),
      part('320509', { gross: t('36'), net: t('36'), municipal: t('10.8'), local: t('25.2') }),
    ];
    const data = { ...(split?.data as object), areas };
    const start = given({
      'deposit-d1': [filed, { type: 'TierSplitApplied', data }].filter((event) => event !== undefined),
      'pool-320500': [credited('27')],
      'pool-320583': [credited('37.8')],
      'pool-320509': [credited('25.2')],
      'standing-320509': [goodStanding('320509')],
    });
    const lines = [line('COD', '10')];
    const at = (role: Role) => ({ actor: officer(role, '320509') });
    const asked = filing(withReduction({}, start).ledger, lines, {
      project: project({ place: '320509' }),
      ...at('county-clerk'),
    });
    const held = reviewing(asked.thenAccepted(), at('county-reviewer'));
    return approving(held.thenAccepted(), at('county-approver')).thenAccepted();
  };

  it('is written off in the pools of all, and each owes what was drawn from its own', () => {
    const after = voiding(proposed(shared())).thenAnswers({
      writtenOff: [
        { pool: 'pool-320583', pollutant: 'COD', amount: '37.8' },
        { pool: 'pool-320509', pollutant: 'COD', amount: '5.2' },
        { pool: 'pool-320500', pollutant: 'COD', amount: '27' },
      ],
      obligations: [{ place: '320509', pool: 'pool-320509', pollutant: 'COD', amount: '20' }],
    });
    expect(obligationsView(after.state(obligationFold, '320509'))).toMatchObject([{ open: '20' }]);
    expect(debts(after)).toEqual([]);
  });

  it('makes that area owe less when the voucher is given up', () => {
    const after = voided(shared());
    const actor = officer('county-approver', '320509');
    const release = { id: W, reason: '示例：项目取消' };
    const freed = after.when(releaseWithdrawal, release, { actor }).thenAccepted();
    expect(obligationsView(freed.state(obligationFold, '320509'))).toMatchObject([
      { amount: '0', open: '0', status: 'MET' },
    ]);
    expect(figures(freed, '320509')).toBe('0 0 0 25.2');
  });
});
