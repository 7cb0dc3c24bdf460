import { civilDateOf, dateAt, startOf, type Instant, type PoolTier } from '#kernel';
import { SUSPENDABLE_ACTS } from '#contract/standing';
import { adoptPolicy, policiesAt } from '#libs/policy';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { declineSuspension } from './decline-suspension.decider.js';
import { liftSuspension } from './lift-suspension.decider.js';
import { orderSuspension } from './order-suspension.decider.js';
import { proposeSuspension } from './propose-suspension.decider.js';
import { recordReading } from './record-reading.decider.js';
import { standingFold } from './standing.fold.js';
import { standingRules } from './standing.rules.js';
import { standingView } from './standing.view.js';

const startOfDay = (text: string): Instant => startOf(civilDateOf(text));

const monitoring = officer('monitoring', '320500');
const lead = officer('bureau-lead', '320500');
const reading = {
  place: '320583',
  month: '2026-04',
  medium: 'WATER',
  indicator: '高锰酸盐指数',
  value: '6.8',
  unit: 'mg/L',
  target: '6.0',
  lastYear: '5.9',
  valid: true,
} as const;
const proposal = {
  place: '320583',
  effectiveFrom: '2026-05-10',
  reason: '4月高锰酸盐指数超目标',
  readingIds: ['r-1'],
  orderNo: '示例环暂〔2026〕1号',
} as const;
const step = { id: 's-1', place: '320583' };

const warned = () =>
  given()
    .when(
      recordReading,
      { ...reading, month: reading.month as never },
      { actor: monitoring, at: '2026-05-06', id: 'r-1' },
    )
    .thenAccepted();
const proposed = () =>
  warned()
    .when(proposeSuspension, proposal, { actor: monitoring, at: '2026-05-07', id: 's-1' })
    .thenAccepted();
const inForce = () =>
  proposed().when(orderSuspension, step, { actor: lead, at: '2026-05-08' }).thenAccepted();

describe('the path of an order', () => {
  it('covers the acts of policy A4 unless it names its own', () => {
    warned().when(proposeSuspension, proposal, { actor: monitoring, id: 's-1' }).thenAnswers({
      id: 's-1',
      status: 'PROPOSED',
      acts: SUSPENDABLE_ACTS,
      effectiveFrom: '2026-05-09T16:00:00.000Z',
    });
    warned()
      .when(proposeSuspension, { ...proposal, acts: ['WITHDRAW_LOCAL'] }, { actor: monitoring, id: 's-1' })
      .thenAnswers({ acts: ['WITHDRAW_LOCAL'], pollutants: [] });
  });

  it('covers fewer acts from the day on that a decision says so, and cites it', () => {
    const adopted = {
      key: 'suspension.covers',
      value: ['WITHDRAW_MUNICIPAL'],
      effectiveFrom: startOfDay('2026-05-10'),
      decisionNo: '示例〔2026〕3号',
    };
    const propose = (effectiveFrom: string) =>
      warned()
        .when(adoptPolicy, adopted, { actor: officer('leading-group', '320500') })
        .thenAccepted()
        .when(proposeSuspension, { ...proposal, effectiveFrom }, { actor: monitoring, id: 's-1' });
    propose('2026-05-10').thenEvents((events) =>
      expect(events).toMatchObject([
        { data: { acts: ['WITHDRAW_MUNICIPAL'], policies: ['suspension.covers@1'] } },
      ]),
    );
    propose('2026-05-09').thenEvents((events) =>
      expect(events).toMatchObject([{ data: { acts: SUSPENDABLE_ACTS, policies: ['suspension.covers@0'] } }]),
    );
  });

  it('needs readings of the place attached', () => {
    const propose = (readingIds: readonly string[], place = '320583') =>
      warned().when(proposeSuspension, { ...proposal, place, readingIds }, { actor: monitoring });
    propose([]).thenRefused('READINGS_REQUIRED', { place: '320583' });
    propose(['r-1', 'r-9']).thenRefused('READINGS_REQUIRED', { missing: 'r-9' });
    propose(['r-1'], '320585').thenRefused('READINGS_REQUIRED', { missing: 'r-1' });
    propose(['r-1'], 'park-kunshan-dev').thenAccepted();
    propose(['r-1'], '320500').thenAccepted();
  });

  it('is proposed by an officer of the place', () => {
    const propose = (place: string) =>
      warned().when(proposeSuspension, { ...proposal, place }, { actor: officer('monitoring', '320500') });
    propose('320000').thenRefused('FORBIDDEN_PLACE', { place: '320000' });
    propose('999999').thenRefused('FORBIDDEN_PLACE', { place: '999999' });
  });

  it('is ordered by another person than proposed it, by number, once', () => {
    proposed()
      .when(orderSuspension, step, { actor: monitoring })
      .thenRefused('SEPARATION_OF_DUTIES', { step: 'PROPOSAL' });
    proposed()
      .when(orderSuspension, { ...step, orderNo: ' ' }, { actor: lead })
      .thenRefused('ORDER_NUMBER_REQUIRED');
    inForce().when(orderSuspension, step, { actor: lead }).thenRefused('WRONG_STATE', { state: 'ORDERED' });
    proposed()
      .when(orderSuspension, { ...step, id: 's-9' }, { actor: lead })
      .thenRefused('NOT_FOUND');
    proposed()
      .when(orderSuspension, step, { actor: officer('bureau-lead', '320585') })
      .thenRefused('FORBIDDEN_PLACE', { place: '320583' });
  });

  it('given before its day is no back-dating, given after it is marked', () => {
    inForce();
    const order = (at: string, data = step) => proposed().when(orderSuspension, data, { actor: lead, at });
    order('2026-05-08').thenAnswers({ status: 'ORDERED', backDated: false, orderedBy: lead.id });
    order('2026-05-10').thenAnswers({ backDated: false });
    order('2026-05-11').thenAnswers({ backDated: true });
    order('2026-05-11', { ...step, reason: '' } as never).thenRefused('BACK_DATING_REASON');
    order('2026-05-08').thenEvents((events) =>
      expect(events).toMatchObject([{ stream: 'standing-320583', occurredAt: '2026-05-09T16:00:00.000Z' }]),
    );
  });

  it('binds nobody while it is only proposed, nor once it is declined', () => {
    const blocked = (ledger: Given) => {
      const line = [ledger.state(standingFold, '320583')];
      const asOf = startOfDay('2026-05-12');
      return standingView(line, asOf, policiesAt(ledger.reader(), asOf))['orders'];
    };
    const decline = (ledger: Given, actor = lead) =>
      ledger.when(declineSuspension, { ...step, reason: '上游来水所致' }, { actor, at: '2026-05-08' });
    const declined = decline(proposed()).thenAnswers({ status: 'DECLINED', orderedBy: null });
    expect([blocked(proposed()), blocked(declined)]).toEqual([[], []]);
    expect(blocked(inForce())).toHaveLength(1);
    decline(inForce()).thenRefused('WRONG_STATE', { state: 'ORDERED' });
    decline(proposed(), monitoring).thenRefused('SEPARATION_OF_DUTIES');
    declined.when(orderSuspension, step, { actor: lead }).thenRefused('WRONG_STATE', { state: 'DECLINED' });
  });

  it('is lifted by another person than proposed it, not before it took effect, back-dated only with a reason', () => {
    const lift = (data: object, at = '2026-06-28') =>
      inForce().when(liftSuspension, { ...step, ...data }, { actor: lead, at });
    lift({}).thenAnswers({ status: 'LIFTED', liftedFrom: '2026-06-27T16:00:00.000Z', liftedBy: lead.id });
    lift({ effectiveFrom: '2026-07-01' }).thenAnswers({
      liftedFrom: '2026-06-30T16:00:00.000Z',
      backDated: false,
    });
    lift({ effectiveFrom: '2026-06-01' }).thenRefused('BACK_DATING_REASON');
    lift({ effectiveFrom: '2026-06-01', reason: '5月起达标' }).thenAnswers({ backDated: true });
    expect(
      lift({ effectiveFrom: '2026-05-09', reason: '误下' }).thenRefused('INVALID_MEANING').errors,
    ).toMatchObject([{ field: 'effectiveFrom' }]);
    inForce().when(liftSuspension, step, { actor: monitoring }).thenRefused('SEPARATION_OF_DUTIES');
    proposed().when(liftSuspension, step, { actor: lead }).thenRefused('WRONG_STATE', { state: 'PROPOSED' });
  });
});

describe('scenario 8', () => {
  const ledger = inForce()
    .when(liftSuspension, { ...step, effectiveFrom: '2026-07-01' }, { actor: lead, at: '2026-06-28' })
    .thenAccepted();
  const blocked = (tier: PoolTier, at: string) => {
    const state = ledger.reader();
    const effectiveAt = startOfDay(at);
    const policies = policiesAt(state, effectiveAt);
    const question = {
      place: '320583',
      pollutants: ['COD'],
      effectiveAt,
      today: dateAt(effectiveAt),
      rulingNo: null,
      policies,
    } as const;
    return standingRules(state, question)(tier)[0]?.outcome === 'FAIL';
  };

  it('05-09 stands, 05-10 is blocked in all three tiers, 07-01 is open again', () => {
    const tiers = ['PROVINCIAL', 'MUNICIPAL', 'LOCAL'] as const;
    const on = (at: string) => tiers.map((tier) => blocked(tier, at));
    expect(on('2026-05-09')).toEqual([false, false, false]);
    expect(on('2026-05-10')).toEqual([true, true, true]);
    expect(on('2026-07-01')).toEqual([false, false, false]);
  });

  it('the standing as of 05-12 shows the block and the order', () => {
    const asOf = startOfDay('2026-05-12');
    const line = ['320583', '320500', '320000'].map((place) => ledger.state(standingFold, place));
    const view = standingView(line, asOf, policiesAt(ledger.reader(), asOf));
    expect(view).toMatchObject({ place: '320583', asOf, verdict: null, orders: [{ suspensionId: 's-1' }] });
    expect(view['acts']).toMatchObject(
      SUSPENDABLE_ACTS.map((act) => ({
        act,
        open: false,
        reasons: [{ code: 'SUSPENDED', outcome: 'FAIL' }, { code: 'ANNUAL_LINKAGE' }],
      })),
    );
    const later = standingView(line, startOfDay('2026-07-02'), policiesAt(ledger.reader(), asOf));
    expect(later).toMatchObject({ orders: [] });
    expect(
      (later['acts'] as readonly { act: string; open: boolean }[]).filter(({ open }) => open),
    ).toMatchObject([{ act: 'WITHDRAW_LOCAL' }]);
  });
});
