import { civilDateOf, startOf, type CivilDate, type Json } from '#kernel';
import { adoptPolicy, type PolicyKey } from '#libs/policy';
import { given, officer, type Given, type History } from '../../../../test/support/given.js';
import { adopted } from '../../../../test/support/policy.js';
import { approving, filing, reviewing, vouchered } from '../../../../test/support/withdrawal-steps.js';
import { goodStanding, line, lot } from '../../../../test/support/withdrawal.js';
import { withdrawalFold } from './withdrawal.fold.js';
import { withdrawalView } from './withdrawal.view.js';

const COD = [line('COD', '1')];
const everywhere: History = {
  'pool-320583': [lot('county', { COD: '20' })],
  'standing-320583': [goodStanding()],
};
interface Adoption {
  readonly key: PolicyKey;
  readonly value: Json;
  readonly from: string;
  readonly at: string;
}
const adopting = (ledger: Given, { key, value, from, at }: Adoption): Given =>
  ledger
    .when(
      adoptPolicy,
      { key, value, effectiveFrom: startOf(civilDateOf(from)), decisionNo: '示例〔2026〕9号' },
      { actor: officer('leading-group', '320500'), at },
    )
    .thenAccepted();
const fileOf = (ledger: Given, id: string) => withdrawalView(ledger.state(withdrawalFold, id));
const voucherOf = (ledger: Given, id: string) => fileOf(ledger, id)?.voucher?.validUntil;

describe('how long what was given lasts', () => {
  it('a voucher, as many years as policy A35 says', () => {
    const years = { ...everywhere, policy: [adopted('voucher.validity', 3)] };
    const held = reviewing(filing(given(years), COD).thenAccepted()).thenAccepted();
    approving(held).thenEvents((events) =>
      expect(events.find(({ type }) => type === 'VoucherIssued')?.data).toMatchObject({
        validUntil: '2029-03-02',
        policies: expect.arrayContaining(['voucher.validity@1']) as never,
      }),
    );
  });

  it('a hold, as many days as policy A36 says for the kind of EIA document', () => {
    const days = { ...everywhere, policy: [adopted('hold.ttl', { REPORT: 20, FORM: 10 })] };
    const expiry = (eiaDocument: 'REPORT' | 'FORM') =>
      reviewing(filing(given(days), COD, { eiaDocument }).thenAccepted());
    expiry('FORM').thenAnswers({ expiresOn: '2026-03-12' });
    expiry('REPORT').thenAnswers({ expiresOn: '2026-03-22' });
    expiry('FORM').thenEvents((events) =>
      expect(events[0]?.data).toMatchObject({ policies: expect.arrayContaining(['hold.ttl@1']) as never }),
    );
  });
});

describe('a policy binds from its effective moment on', () => {
  const adoption = { from: '2026-04-01', at: '2026-03-02' };

  it('adopted today for April, it does not touch today', () => {
    const ledger = adopting(given(everywhere), { key: 'voucher.validity', value: 3, ...adoption });
    const today = vouchered(ledger, COD, { id: 'today', at: '2026-03-02' });
    const eve = vouchered(today, COD, { id: 'eve', at: '2026-03-31T23:59:59+08:00' });
    const later = vouchered(eve, COD, { id: 'later', at: '2026-04-01' });
    expect(['today', 'eve', 'later'].map((id) => voucherOf(later, id))).toEqual([
      '2031-03-02',
      '2031-03-31',
      '2029-04-01',
    ]);
  });

  it('an application effective before it is decided under the former, whenever it is filed', () => {
    const ledger = adopting(given(everywhere), { key: 'demand.deMinimis', value: '1', ...adoption });
    const required = (effectiveOn: string | null): unknown => {
      const outcome = filing(ledger, COD, { effectiveOn: effectiveOn as CivilDate | null, at: '2026-04-02' });
      return fileOf(outcome.thenAccepted(), 'w-1')?.lines[0]?.['required'];
    };
    expect([null, '2026-04-01', '2026-03-31'].map(required)).toEqual(['0', '0', '2']);
  });

  it('old decisions keep theirs on replay, even under one adopted with an earlier date', () => {
    const before = vouchered(given(everywhere), COD, { id: 'old' });
    const told = fileOf(before, 'old');
    const after = (
      [
        ['voucher.validity', 1],
        ['demand.deMinimis', '1'],
        ['multiplier.accounting', 'INCREMENT'],
      ] as const
    ).reduce(
      (ledger, [key, value]) => adopting(ledger, { key, value, from: '2026-01-01', at: '2026-03-03' }),
      before,
    );
    expect(fileOf(after, 'old')).toEqual(told);
    expect(told).toMatchObject({
      lines: [{ required: '2' }],
      policies: expect.arrayContaining(['demand.deMinimis@0']) as never,
      voucher: { validUntil: '2031-03-02', retired: [{ amount: '1' }] },
    });
    const anew = vouchered(after, [line('COD', '1.5')], { id: 'new', at: '2026-03-04' });
    expect(fileOf(anew, 'new')).toMatchObject({
      policies: expect.arrayContaining(['demand.deMinimis@1']) as never,
      voucher: { validUntil: '2027-03-04', retired: [{ amount: '0' }] },
    });
  });
});
