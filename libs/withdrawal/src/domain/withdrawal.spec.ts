import fc from 'fast-check';
import {
  addDays,
  assertNever,
  civilDateOf,
  mgOf,
  sum,
  systemActor,
  type Actor,
  type Json,
  type JsonObject,
  type RefusalCode,
} from '#kernel';
import type { ReviewDecision } from '#contract/withdrawal';
import { balanceView, poolBreaches, poolFold } from '#libs/pool';
import { given, officer, type Given, type History, type Outcome } from '../../../../test/support/given.js';
import {
  approving,
  elementReviewing,
  filing,
  reviewing,
  vouchered,
  W,
} from '../../../../test/support/withdrawal-steps.js';
import {
  AIR,
  APPROVER,
  CLERK,
  goodStanding,
  line,
  lot,
  OFFICE,
  project,
  PROVINCE,
  REVIEWER,
  suspended,
  WATER,
} from '../../../../test/support/withdrawal.js';
import { amendWithdrawal } from './amend-withdrawal.decider.js';
import { approveWithdrawal } from './approve-withdrawal.decider.js';
import { expireHold } from './expire-hold.decider.js';
import { firstReviewWithdrawal } from './first-review-withdrawal.decider.js';
import { lapseVoucher } from './lapse-voucher.decider.js';
import { registerBalance } from './register-balance.decider.js';
import { registerPermit } from './register-permit.decider.js';
import { releaseWithdrawal } from './release-withdrawal.decider.js';
import { reviewWithdrawalElement } from './review-withdrawal-element.decider.js';
import { voucherView } from './voucher.view.js';
import { withdrawalFold, type WithdrawalState } from './withdrawal.fold.js';
import { withdrawalView } from './withdrawal.view.js';
import { lawRuns } from '../../../../test/support/runs.js';

const everywhere: History = {
  'pool-320583': [lot('county', { COD: '2', VOCs: '2' })],
  'pool-320500': [lot('city', { COD: '4', VOCs: '4' })],
  'pool-320000': [lot('province', { COD: '8' })],
  'pool-park-kunshan-dev': [lot('park', { COD: '1' })],
  'standing-320583': [goodStanding()],
};
const start = given(everywhere);
const LOCAL = [line('COD', '1')];
const MUNICIPAL = [line('COD', '2'), line('VOCs', '0.5')];
const PROVINCIAL = [line('COD', '4')];

const filed = filing(start, LOCAL).thenAccepted();
const held = reviewing(filed).thenAccepted();
const issued = approving(held).thenAccepted();
const heldOf = (lines: typeof LOCAL): Given => reviewing(filing(start, lines).thenAccepted()).thenAccepted();

const SYSTEM = systemActor('320000');
const amend = (from: Given, lines = LOCAL, actor: Actor = CLERK): Outcome =>
  from.when(amendWithdrawal, { id: W, lines }, { actor });
const review = (from: Given, decision: ReviewDecision, actor: Actor = REVIEWER): Outcome =>
  from.when(firstReviewWithdrawal, { id: W, decision, opinion: '意见' }, { actor });
const element = (
  from: Given,
  medium: 'WATER' | 'AIR',
  { decision = 'PASS', actor = WATER }: { decision?: ReviewDecision; actor?: Actor } = {},
) => from.when(reviewWithdrawalElement, { id: W, medium, decision, opinion: '意见' }, { actor });
const turnDown = (from: Given, decision: ReviewDecision, actor: Actor = APPROVER): Outcome =>
  from.when(approveWithdrawal, { id: W, decision, opinion: '意见', documentNo: null }, { actor });
const release = (from: Given, actor: Actor = APPROVER): Outcome =>
  from.when(releaseWithdrawal, { id: W, reason: '项目取消' }, { actor });
const register = (from: Given, approvedOn = '2026-03-02', actor: Actor = APPROVER): Outcome =>
  from.when(
    registerBalance,
    { id: W, eiaApprovalNo: '示例环建〔2026〕1号', approvedOn: civilDateOf(approvedOn) },
    { actor },
  );
const USCC = project().uscc;
const permit = (
  from: Given,
  { permitNo = `${USCC}001P`, permittedOn = '2026-09-30' } = {},
  actor = APPROVER,
): Outcome =>
  from.when(
    registerPermit,
    { id: W, permitNo, permittedOn: civilDateOf(permittedOn) },
    { actor, at: '2026-09-30' },
  );
const lapse = (from: Given, at = '2031-03-03', actor: Actor = APPROVER): Outcome =>
  from.when(lapseVoucher, { id: W, reason: '五年未开工' }, { actor, at });
const expire = (from: Given, at = '2026-04-02', actor: Actor = SYSTEM): Outcome =>
  from.when(expireHold, { id: W }, { actor, at });

const fileOf = (ledger: Given): JsonObject => withdrawalView(ledger.state(withdrawalFold, W)) ?? {};
const statusOf = (ledger: Given): Json | undefined => fileOf(ledger)['status'];
const balance = (ledger: Given, place = '320583'): string => {
  const cod = balanceView(ledger.state(poolFold, place)).lines[0];
  return `${cod?.available} ${cod?.held} ${cod?.withdrawn} ${cod?.retired}`;
};

describe('filing (第七条、第八条)', () => {
  it('names the demand, what it requires, and where it could come from', () => {
    filing(start, LOCAL).thenEvents([
      {
        stream: 'withdrawal-w-1',
        type: 'DemandFiled',
        occurredAt: '2026-03-01T16:00:00.000Z' as never,
        data: {
          withdrawalId: W,
          project: project(),
          path: 'POOL',
          pools: [],
          lines: LOCAL,
          required: [{ pollutant: 'COD', increment: '1', ratio: '2', required: '2' }],
          policies: expect.arrayContaining(['sei.pollutants@0', 'demand.scope@0']) as never,
          effectiveOn: '2026-03-02',
          filedOn: '2026-03-02',
          rulingNo: null,
          tradeVouchers: [],
          eiaDocument: 'FORM',
        },
      },
    ]);
    filing(start, LOCAL).thenAnswers({
      id: W,
      place: '320583',
      status: 'FILED',
      effectiveOn: '2026-03-02',
      lines: [{ pollutant: 'COD', required: '2' }],
      plan: [{ pool: 'pool-320583', lotId: 'county', amount: '2' }],
      shortfall: [],
    });
  });

  it('takes effect now, or at the end of a past day it names', () => {
    const momentOf = (effectiveOn: string | null): string | undefined => {
      let occurred: string | undefined;
      filing(start, LOCAL, { effectiveOn: effectiveOn as never, at: '2026-03-02T10:00:00+08:00' }).thenEvents(
        (events) => {
          occurred = events[0]?.occurredAt;
        },
      );
      return occurred;
    };
    expect([null, '2026-03-02', '2026-02-27'].map(momentOf)).toEqual([
      '2026-03-02T02:00:00.000Z',
      '2026-03-02T02:00:00.000Z',
      '2026-02-27T15:59:59.999Z',
    ]);
  });

  it('refuses a future day, purchases for now, and places of others', () => {
    filing(start, LOCAL, { effectiveOn: '2026-03-03' as never }).thenRefused('EFFECTIVE_DATE_INVALID', {
      effectiveOn: '2026-03-03',
      today: '2026-03-02',
    });
    filing(start, LOCAL, { path: 'TRADE' }).thenRefused('INSUFFICIENT_QUOTA');
    filing(start, LOCAL, { actor: officer('county-clerk', '320585') }).thenRefused('FORBIDDEN_PLACE', {
      place: '320583',
    });
    filing(start, LOCAL, { project: project({ place: '320999' }) }).thenRefused('INVALID_MEANING');
  });
});

describe('amending', () => {
  it('computes the demand anew, as between the two versions of EIA-07 and EIA-06', () => {
    const roomy = given({ 'pool-320583': [lot('a', { VOCs: '9' })] });
    const before = filing(roomy, [line('VOCs', '1.557')]).thenAnswers({ lines: [{ required: '3.114' }] });
    const after = amend(before, [line('VOCs', '1.72')]).thenAnswers({
      status: 'FILED',
      lines: [{ required: '3.44' }],
    });
    expect(fileOf(reviewing(after).thenAccepted())).toMatchObject({
      draws: [{ lotId: 'a', amount: '3.44' }],
    });
  });

  it('asks every rule again and brings a returned filing back', () => {
    amend(filed, [line('COD', '50')]).thenRefused('INSUFFICIENT_QUOTA');
    const returned = review(filed, 'RETURN').thenAccepted();
    expect(statusOf(amend(returned).thenAccepted())).toBe('FILED');
  });

  it('keeps the past day it takes effect on', () => {
    const late = { 'standing-320583': [suspended('320583', '2026-03-01', ['WITHDRAW_LOCAL'])] };
    const back = filing(given({ ...everywhere, ...late }), LOCAL, {
      effectiveOn: '2026-02-28' as never,
    }).thenAccepted();
    amend(back, [line('COD', '0.5')]).thenAccepted();
  });
});

describe('first review (第二十三条)', () => {
  it('a pass holds named lots in every pool, until the day of policy A36', () => {
    const data = (draws: Json) => ({ withdrawalId: W, draws, expiresOn: '2026-04-01' });
    reviewing(filing(start, PROVINCIAL).thenAccepted()).thenEvents((events) =>
      expect(events.map(({ stream, type, data: said }) => ({ stream, type, data: said })).slice(1)).toEqual([
        {
          stream: 'pool-320583',
          type: 'QuotaHeld',
          data: data([{ lotId: 'county', pollutant: 'COD', amount: '2' }]),
        },
        {
          stream: 'pool-320500',
          type: 'QuotaHeld',
          data: data([{ lotId: 'city', pollutant: 'COD', amount: '4' }]),
        },
        {
          stream: 'pool-320000',
          type: 'QuotaHeld',
          data: data([{ lotId: 'province', pollutant: 'COD', amount: '2' }]),
        },
      ]),
    );
    expect(fileOf(held)).toMatchObject({
      status: 'HELD',
      expiresOn: '2026-04-01',
      finalTier: 'LOCAL',
      approvers: ['county-approver'],
    });
    const report = filing(start, LOCAL, { eiaDocument: 'REPORT' }).thenAccepted();
    expect(fileOf(reviewing(report).thenAccepted())).toMatchObject({ expiresOn: '2026-05-01' });
  });

  it('a pass asks standing and quota as they are by then', () => {
    const order = {
      ...everywhere,
      'standing-320583': [goodStanding(), suspended('320583', '2026-03-03', ['WITHDRAW_LOCAL'])],
    };
    const before = filing(given(order), LOCAL).thenAccepted();
    reviewing(before, { at: '2026-03-03' }).thenRefused('SUSPENDED');
    reviewing(before).thenAccepted();
    const two = filing(filed, [line('COD', '7')], { id: 'w-2' }).thenAccepted();
    reviewing(reviewing(two, { id: 'w-2' }).thenAccepted()).thenRefused('INSUFFICIENT_QUOTA', {
      available: '0',
    });
  });

  it.each<[ReviewDecision, string]>([
    ['RETURN', 'RETURNED'],
    ['REJECT', 'REJECTED'],
  ])('%s holds nothing', (decision, status) => {
    const down = review(filed, decision).thenAnswers({ status, opinion: '意见' });
    expect(balance(down)).toBe('2 0 0 0');
  });
});

describe('element review (municipal and provincial quota)', () => {
  const upper = heldOf(MUNICIPAL);

  it('each medium drawn from an upper pool passes its own division before approval', () => {
    expect(fileOf(upper)).toMatchObject({ elementReviews: [{ medium: 'WATER', passed: false }] });
    const more = heldOf([line('COD', '2'), line('VOCs', '2')]);
    approving(more, { actor: OFFICE }).thenRefused('WRONG_STATE', {
      expected: 'ELEMENT_REVIEWED(WATER) + ELEMENT_REVIEWED(AIR)',
    });
    const water = elementReviewing(more, 'WATER').thenAnswers({
      status: 'HELD',
      elementReviews: [{ passed: true }, { passed: false }],
    });
    approving(water, { actor: OFFICE }).thenRefused('WRONG_STATE', { expected: 'ELEMENT_REVIEWED(AIR)' });
    const both = elementReviewing(water, 'AIR').thenAccepted();
    approving(both, { actor: OFFICE }).thenAnswers({
      status: 'VOUCHERED',
      elementReviews: [{ passed: true }, { passed: true }],
    });
  });

  it('a medium covered by the own pool may be reviewed, and need not be', () => {
    const both = elementReviewing(elementReviewing(upper, 'AIR').thenAccepted(), 'WATER').thenAccepted();
    approving(both, { actor: OFFICE }).thenAccepted();
    approving(elementReviewing(upper, 'WATER').thenAccepted(), { actor: OFFICE }).thenAccepted();
  });

  it.each<[ReviewDecision, string]>([
    ['RETURN', 'RETURNED'],
    ['REJECT', 'REJECTED'],
  ])('%s frees the hold in every pool', (decision, status) => {
    const down = element(upper, 'WATER', { decision }).thenAnswers({ status, draws: [] });
    expect([balance(down), balance(down, '320500')]).toEqual(['2 0 0 0', '4 0 0 0']);
  });

  it('refuses local quota, a medium not there, a second pass, another division', () => {
    element(held, 'WATER').thenRefused('WRONG_STATE', { state: 'HELD(LOCAL)' });
    const onlyWater = heldOf([line('COD', '2')]);
    element(onlyWater, 'AIR', { actor: AIR }).thenRefused('MEDIUM_NOT_PRESENT', { medium: 'AIR' });
    element(element(onlyWater, 'WATER').thenAccepted(), 'WATER').thenRefused('WRONG_STATE', {
      state: 'ELEMENT_REVIEWED(WATER)',
    });
    element(upper, 'WATER', { actor: AIR }).thenRefused('FORBIDDEN_ROLE', { allowed: 'element-water' });
  });
});

describe('final approval (第八条)', () => {
  it('is one append: approval, number, voucher, and the quota leaving each pool', () => {
    approving(held).thenEvents((events) => {
      expect(events.map(({ stream, type }) => `${stream} ${type}`)).toEqual([
        'withdrawal-w-1 WithdrawalApproved',
        'voucher-320583 VoucherNumbered',
        'withdrawal-w-1 VoucherIssued',
        'pool-320583 QuotaWithdrawn',
      ]);
      expect(events.at(-1)?.data).toEqual({
        withdrawalId: W,
        voucherNo: 'PZ-320583-2026-000001',
        draws: [{ lotId: 'county', pollutant: 'COD', amount: '2', retired: '1' }],
      });
    });
  });

  it('shows on the voucher the rules it was given under', () => {
    const voucher = voucherView(issued.state(withdrawalFold, W) as never);
    expect(voucher).toMatchObject({
      no: 'PZ-320583-2026-000001',
      withdrawalId: W,
      state: 'VALID',
      validUntil: '2031-03-02',
    });
    const rules = voucher?.['rules'] as { code: RefusalCode; outcome: string }[];
    expect(rules.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['SUSPENDED', 'HOLD_EXPIRED', 'SEPARATION_OF_DUTIES']),
    );
    expect(fileOf(issued)).toMatchObject({ voucherNo: 'PZ-320583-2026-000001', expiresOn: null });
    expect(voucherView(held.state(withdrawalFold, W) as never)).toBeNull();
  });

  it('numbers the vouchers of a place and year one after the other', () => {
    const noOf = (ledger: Given, id: string) => ledger.state(withdrawalFold, id)?.voucher?.no;
    const second = vouchered(issued, [line('PM', '0')], { id: 'w-2' });
    const park = officer('park-clerk', 'park-kunshan-dev');
    const inPark = filing(second, [line('COD', '0.1')], {
      id: 'w-3',
      project: project({ place: 'park-kunshan-dev' }),
      actor: park,
    });
    const third = approving(reviewing(inPark.thenAccepted(), { id: 'w-3' }).thenAccepted(), {
      id: 'w-3',
    }).thenAccepted();
    const nextYear = vouchered(third, [line('PM', '0')], { id: 'w-4', at: '2027-01-01' });
    expect(['w-1', 'w-2', 'w-3', 'w-4'].map((id) => noOf(nextYear, id))).toEqual([
      'PZ-320583-2026-000001',
      'PZ-320583-2026-000002',
      'PZ-park-kunshan-dev-2026-000001',
      'PZ-320583-2027-000001',
    ]);
  });

  it('a demand for nothing gets a voucher for nothing', () => {
    const none = vouchered(start, [line('COD', '0')]);
    expect(fileOf(none)).toMatchObject({
      status: 'VOUCHERED',
      voucher: { lines: [{ required: '0', granted: '0', retired: '0' }] },
      draws: [],
    });
  });

  it('belongs to the highest tier drawn on', () => {
    const municipal = elementReviewing(heldOf([line('COD', '2')]), 'WATER').thenAccepted();
    approving(municipal).thenRefused('WRONG_APPROVER', {
      tier: 'MUNICIPAL',
      allowed: 'office | bureau-lead',
    });
    approving(municipal, { actor: PROVINCE }).thenRefused('WRONG_APPROVER');
    approving(municipal, { actor: officer('bureau-lead', '320500') }).thenAccepted();
    approving(held, { actor: OFFICE }).thenRefused('WRONG_APPROVER', {
      tier: 'LOCAL',
      allowed: 'county-approver',
    });
    const provincial = elementReviewing(heldOf(PROVINCIAL), 'WATER').thenAccepted();
    approving(provincial, { actor: OFFICE }).thenRefused('WRONG_APPROVER', {
      tier: 'PROVINCIAL',
      allowed: 'province',
    });
    approving(provincial, { actor: PROVINCE }).thenRefused('PROVINCIAL_REPLY_REQUIRED');
    approving(provincial, { actor: PROVINCE, documentNo: '示例苏环函〔2026〕1号' }).thenAnswers({
      status: 'VOUCHERED',
      documentNo: '示例苏环函〔2026〕1号',
    });
  });

  it('a park’s approver cannot give the county’s quota; the city’s office serves a park of the city', () => {
    const park = {
      project: project({ place: 'park-kunshan-dev' }),
      actor: officer('park-clerk', 'park-kunshan-dev'),
    };
    const approver = officer('county-approver', 'park-kunshan-dev');
    const of = (tonnes: string): Given =>
      reviewing(filing(start, [line('COD', tonnes)], park).thenAccepted()).thenAccepted();
    approving(of('0.5'), { actor: approver }).thenAccepted();
    approving(of('1'), { actor: approver }).thenRefused('FORBIDDEN_PLACE', { place: '320583' });
    approving(of('1')).thenAccepted();

    const sip = given({ 'pool-park-sip': [lot('sip', { COD: '2' })] });
    const filedThere = filing(sip, LOCAL, {
      project: project({ place: 'park-sip' }),
      actor: officer('park-clerk', 'park-sip'),
    });
    const reviewedThere = reviewing(filedThere.thenAccepted(), {
      actor: officer('county-reviewer', '320500'),
    }).thenAccepted();
    approving(reviewedThere, { actor: OFFICE }).thenAccepted();
  });

  it('an order given since first review blocks, and the hold stays (policy A5)', () => {
    const order = {
      ...everywhere,
      'standing-320583': [goodStanding(), suspended('320583', '2026-03-03', ['WITHDRAW_LOCAL'])],
    };
    const before = reviewing(filing(given(order), LOCAL).thenAccepted()).thenAccepted();
    approving(before, { at: '2026-03-03' }).thenRefused('SUSPENDED', { place: '320583' });
    expect(balance(before)).toBe('0 2 0 0');
    approving(before, { at: '2026-03-02T23:59:00+08:00' }).thenAccepted();
    const province = {
      ...everywhere,
      'standing-320500': [suspended('320500', '2026-03-03', ['WITHDRAW_LOCAL'])],
    };
    const below = reviewing(filing(given(province), LOCAL).thenAccepted()).thenAccepted();
    approving(below, { at: '2026-03-03' }).thenRefused('SUSPENDED', { place: '320500' });
  });

  it('an order over a tier not drawn on does not block', () => {
    const order = {
      ...everywhere,
      'standing-320583': [suspended('320583', '2026-03-03', ['WITHDRAW_MUNICIPAL'])],
    };
    const before = reviewing(filing(given(order), LOCAL).thenAccepted()).thenAccepted();
    approving(before, { at: '2026-03-03' }).thenAccepted();
  });

  it('comes before the hold ends', () => {
    approving(held, { at: '2026-04-01T23:00:00+08:00' }).thenAccepted();
    approving(held, { at: '2026-04-02' }).thenRefused('HOLD_EXPIRED', { expiresOn: '2026-04-01' });
  });

  it.each<[ReviewDecision, string]>([
    ['RETURN', 'RETURNED'],
    ['REJECT', 'REJECTED'],
  ])('%s frees the hold', (decision, status) => {
    const down = turnDown(held, decision).thenAnswers({ status, opinion: '意见', draws: [] });
    expect(balance(down)).toBe('2 0 0 0');
  });
});

describe('after the voucher', () => {
  it('registration uses it; the project can no longer be cancelled', () => {
    const registered = register(issued).thenAnswers({
      status: 'REGISTERED',
      registration: { eiaApprovalNo: '示例环建〔2026〕1号', approvedOn: '2026-03-02' },
    });
    expect(voucherView(registered.state(withdrawalFold, W) as never)).toMatchObject({ state: 'REGISTERED' });
    release(registered).thenRefused('WRONG_STATE', { state: 'REGISTERED' });
    register(issued, '2026-03-03').thenRefused('EFFECTIVE_DATE_INVALID');
    register(issued, '2026-03-02', OFFICE).thenRefused('WRONG_APPROVER');
  });

  it('a permit of the same unit closes it for good (policy A35)', () => {
    const registered = register(issued).thenAccepted();
    const permitted = permit(registered).thenAnswers({
      status: 'PERMITTED',
      permit: { permitNo: `${USCC}001P`, permittedOn: '2026-09-30' },
    });
    expect(voucherView(permitted.state(withdrawalFold, W) as never)).toMatchObject({ state: 'REGISTERED' });
    lapse(permitted).thenRefused('WRONG_STATE', { state: 'PERMITTED' });
    release(permitted).thenRefused('WRONG_STATE', { state: 'PERMITTED' });
    permit(registered, { permitNo: '91320585MA1EXAMPL4001P' }).thenRefused('PERMIT_OF_ANOTHER_UNIT');
    permit(registered, { permittedOn: '2026-03-01' }).thenRefused('PERMIT_BEFORE_APPROVAL', {
      permittedOn: '2026-03-01',
      approvedOn: '2026-03-02',
    });
    permit(registered, { permittedOn: '2026-10-01' }).thenRefused('EFFECTIVE_DATE_INVALID');
    permit(registered, {}, OFFICE).thenRefused('WRONG_APPROVER');
  });

  it('lapses only after its years, registered or not, and k·E goes back', () => {
    lapse(issued, '2031-03-02').thenRefused('TOO_EARLY', { earliest: '2031-03-03' });
    lapse(issued, '2031-03-03', OFFICE).thenRefused('WRONG_APPROVER');
    for (const from of [issued, register(issued).thenAccepted()]) {
      const lapsed = lapse(from).thenAnswers({ status: 'LAPSED' });
      expect(balance(lapsed)).toBe('2 0 0 0');
      expect(voucherView(lapsed.state(withdrawalFold, W) as never)).toMatchObject({ state: 'LAPSED' });
    }
  });

  it('a release gives it up', () => {
    const released = release(issued).thenAnswers({ status: 'RELEASED', opinion: '项目取消' });
    expect(voucherView(released.state(withdrawalFold, W) as never)).toMatchObject({ state: 'RELEASED' });
    release(issued, officer('county-approver', '320585')).thenRefused('FORBIDDEN_PLACE');
    release(issued, OFFICE).thenRefused('WRONG_APPROVER');
  });

  it('a void lot behind it flags it, and it stays valid otherwise (policy A27)', () => {
    const flagged = given({ ...everywhere, 'withdrawal-w-1': fileEvents() });
    expect(fileOf(flagged)).toMatchObject({ status: 'VOUCHERED', backingVoided: true });
    expect(voucherView(flagged.state(withdrawalFold, W) as never)).toMatchObject({ state: 'BACKING_VOIDED' });
  });

  const fileEvents = () => {
    const events: { type: string; data: unknown }[] = [];
    const collect = (outcome: Outcome): Given =>
      outcome.thenEvents((written) =>
        events.push(...written.filter(({ stream }) => stream === 'withdrawal-w-1')),
      );
    collect(approving(collect(reviewing(collect(filing(start, LOCAL))))));
    return [
      ...events,
      { type: 'BackingVoided', data: { voucherNo: 'PZ-320583-2026-000001', lotId: 'county' } },
    ];
  };
});

describe('a hold that runs out (policy A36)', () => {
  it('is freed by the service the day after, and may be reviewed again', () => {
    expire(held, '2026-04-01').thenRefused('TOO_EARLY', { earliest: '2026-04-02' });
    expire(held, '2026-04-02', OFFICE).thenRefused('FORBIDDEN_ROLE', { allowed: 'system' });
    const freed = expire(held).thenAnswers({ status: 'FILED', draws: [], expiresOn: null });
    expect(balance(freed)).toBe('2 0 0 0');
    const again = reviewing(freed, { at: '2026-04-03' }).thenAnswers({
      status: 'HELD',
      expiresOn: '2026-05-03',
    });
    approving(again, { at: '2026-04-03' }).thenAccepted();
  });
});

describe('steps out of order', () => {
  const states: Readonly<Record<string, Given>> = {
    FILED: filed,
    RETURNED: review(filed, 'RETURN').thenAccepted(),
    REJECTED: review(filed, 'REJECT').thenAccepted(),
    HELD: held,
    VOUCHERED: issued,
    REGISTERED: register(issued).thenAccepted(),
    PERMITTED: permit(register(issued).thenAccepted()).thenAccepted(),
    RELEASED: release(issued).thenAccepted(),
    LAPSED: lapse(issued).thenAccepted(),
  };
  const steps: readonly [string, (from: Given) => Outcome, readonly string[]][] = [
    ['amend', amend, ['FILED', 'RETURNED']],
    ['first review', (from) => review(from, 'PASS'), ['FILED']],
    ['element review', (from) => element(from, 'WATER'), ['HELD']],
    ['approve', (from) => turnDown(from, 'PASS'), ['HELD']],
    ['release', release, ['FILED', 'RETURNED', 'HELD', 'VOUCHERED']],
    ['register', register, ['VOUCHERED']],
    ['permit', (from) => permit(from), ['REGISTERED']],
    ['lapse', lapse, ['VOUCHERED', 'REGISTERED']],
    ['expire', expire, ['HELD']],
  ];

  it.each(steps)('%s starts only from its own states', (_, step, expected) => {
    for (const [status, ledger] of Object.entries(states)) {
      expect(statusOf(ledger)).toBe(status);
      if (!expected.includes(status))
        step(ledger).thenRefused('WRONG_STATE', { state: status, expected: expected.join(' | ') });
    }
  });

  it.each(steps)('%s needs a withdrawal, of the actor’s own place', (name, step) => {
    step(start).thenRefused('NOT_FOUND', { subject: 'withdrawal w-1' });
    const elsewhere = filing(given({ 'pool-320585': [lot('a', { COD: '9' })] }), LOCAL, {
      project: project({ place: '320585' }),
      actor: officer('county-clerk', '320585'),
    }).thenAccepted();
    if (!['element review', 'expire'].includes(name))
      step(elsewhere).thenRefused('FORBIDDEN_PLACE', { place: '320585' });
  });
});

describe('one person, one step (第二十三条)', () => {
  const everybody = (id: string, place = '320583'): Actor => ({
    id,
    place,
    roles: ['county-clerk', 'county-reviewer', 'element-water', 'county-approver', 'office'],
  });
  const one = everybody('one');
  const broad = everybody('broad', '320500');

  it('filer, first reviewer, element reviewer and approver are four people', () => {
    const by = filing(start, LOCAL, { actor: one }).thenAccepted();
    reviewing(by, { actor: one }).thenRefused('SEPARATION_OF_DUTIES', { step: 'FILING' });
    approving(reviewing(by).thenAccepted(), { actor: one }).thenRefused('SEPARATION_OF_DUTIES', {
      step: 'FILING',
    });
    approving(reviewing(filed, { actor: one }).thenAccepted(), { actor: one }).thenRefused(
      'SEPARATION_OF_DUTIES',
      {
        step: 'FIRST_REVIEW',
      },
    );
    const wide = filing(start, [line('COD', '2')], { actor: broad }).thenAccepted();
    element(reviewing(wide).thenAccepted(), 'WATER', { actor: broad }).thenRefused('SEPARATION_OF_DUTIES', {
      step: 'FILING',
    });
    const passed = element(heldOf([line('COD', '2')]), 'WATER', { actor: broad }).thenAccepted();
    approving(passed, { actor: broad }).thenRefused('SEPARATION_OF_DUTIES', { step: 'ELEMENT_REVIEW' });
  });

  it('also over rounds: who returned it does not amend it, who amended it does not review it', () => {
    const returned = review(filed, 'RETURN', one).thenAccepted();
    amend(returned, LOCAL, one).thenRefused('SEPARATION_OF_DUTIES', { step: 'FIRST_REVIEW' });
    const amended = amend(filed, LOCAL, one).thenAccepted();
    reviewing(amended, { actor: one }).thenRefused('SEPARATION_OF_DUTIES', { step: 'FILING' });
    reviewing(amend(returned).thenAccepted(), { actor: one }).thenAccepted();
  });
});

describe('laws over whole commands', () => {
  const kinds = [
    'file',
    'review',
    'water',
    'air',
    'approve',
    'turnDown',
    'release',
    'lapse',
    'expire',
  ] as const;
  const ids = ['w-a', 'w-b'] as const;
  type Order = readonly [(typeof kinds)[number], string, number];
  const approver: Actor = {
    id: 'a',
    place: '320000',
    roles: ['county-approver', 'office', 'province', 'system'],
  };

  const ask = (ledger: Given, [kind, id, tonnes]: Order, at: string): Outcome => {
    const opinion = { id, opinion: '', documentNo: '示例' };
    const how = { actor: approver, at };
    switch (kind) {
      case 'file':
        return filing(ledger, [line('COD', `${tonnes}.1`), line('VOCs', '0.3')], { id, at });
      case 'review':
        return reviewing(ledger, { id, at });
      case 'water':
        return elementReviewing(ledger, 'WATER', { id, at });
      case 'air':
        return elementReviewing(ledger, 'AIR', { id, at });
      case 'approve':
        return ledger.when(approveWithdrawal, { ...opinion, decision: 'PASS' }, how);
      case 'turnDown':
        return ledger.when(approveWithdrawal, { ...opinion, decision: 'RETURN' }, how);
      case 'release':
        return ledger.when(releaseWithdrawal, { id, reason: '' }, how);
      case 'lapse':
        return ledger.when(lapseVoucher, { id, reason: '' }, how);
      case 'expire':
        return ledger.when(expireHold, { id }, how);
      default:
        return assertNever(kind);
    }
  };

  /** Per pollutant, the lots behind a voucher gave what was required, no more, and retired what it says. */
  const covered = (file: WithdrawalState): boolean =>
    (file?.voucher?.lines ?? []).every(({ pollutant, required, granted, retired }) => {
      const draws = file?.voucher?.draws.filter((draw) => draw.pollutant === pollutant) ?? [];
      const drawn = sum(draws.map(({ amount }) => mgOf(amount)));
      const gone = sum(draws.map((draw) => mgOf(draw.retired)));
      return drawn === mgOf(required) && gone === mgOf(retired) && drawn - gone === mgOf(granted);
    });

  it('the books of all pools balance after any orders, and every voucher is covered line by line', () => {
    const order = fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(...ids), fc.nat(6));
    const days = fc.constantFrom(0, 0, 0, 31, 1900);
    const opening = ids.flatMap((id): Order[] => [
      ['file', id, 1],
      ['review', id, 0],
    ]);
    fc.assert(
      fc.property(fc.array(fc.tuple(order, days), { maxLength: 8 }), (orders) => {
        let ledger = start;
        let day = civilDateOf('2026-03-02');
        for (const [one, later] of [...opening.map((first) => [first, 0] as const), ...orders]) {
          day = addDays(day, later);
          if (one[0] === 'file' && ledger.state(withdrawalFold, one[1])) continue;
          const outcome = ask(ledger, one, day);
          if (outcome.decision.ok) ledger = outcome.thenAccepted();
        }
        const places = ['320583', '320500', '320000'];
        expect(places.flatMap((place) => poolBreaches(ledger.state(poolFold, place)))).toEqual([]);
        expect(ids.filter((id) => !covered(ledger.state(withdrawalFold, id)))).toEqual([]);
      }),
      lawRuns(60),
    );
  });
});
