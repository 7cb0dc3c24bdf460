import { readFileSync } from 'node:fs';
import type { Json } from '#kernel';
import { given, officer, type History, type Outcome } from '../../../../test/support/given.js';
import { adopted } from '../../../../test/support/policy.js';
import {
  approving,
  elementReviewing,
  filing,
  reviewing,
  W,
} from '../../../../test/support/withdrawal-steps.js';
import { AIR, goodStanding, line, lot, OFFICE } from '../../../../test/support/withdrawal.js';
import { approveWithdrawal } from './approve-withdrawal.decider.js';

const LEAD = officer('bureau-lead', '320500');
const TABLE = [
  { pollutant: 'VOCs', from: '3', approver: 'bureau-lead' },
  { pollutant: 'VOCs', from: '0.6', approver: 'office' },
  { pollutant: 'SO2', from: '1', approver: 'bureau-lead' },
];
const municipal: History = {
  'pool-320500': [lot('city', { VOCs: '100', SO2: '100' })],
  'standing-320583': [goodStanding()],
};
const tiered: History = { ...municipal, policy: [adopted('approval.tiers', TABLE)] };

const approvedBy = (
  actor: typeof LEAD,
  amounts: Readonly<Partial<Record<'VOCs' | 'SO2', string>>>,
  history = tiered,
): Outcome => {
  const lines = Object.entries(amounts).map(([pollutant, amount]) => line(pollutant as 'VOCs', amount));
  const held = reviewing(filing(given(history), lines).thenAccepted()).thenAccepted();
  return approving(elementReviewing(held, 'AIR').thenAccepted(), { actor });
};

describe('who approves how much municipal quota (policy A40)', () => {
  it('without a table, the office or the bureau lead, however much it is', () => {
    approvedBy(OFFICE, { VOCs: '40' }, municipal).thenAccepted();
    approvedBy(LEAD, { VOCs: '0.1' }, municipal).thenAccepted();
  });

  it('from the required amount of a row on, the role it names and no other', () => {
    approvedBy(OFFICE, { VOCs: '1.5' }).thenRefused('WRONG_APPROVER', { allowed: 'bureau-lead' });
    approvedBy(LEAD, { VOCs: '1.5' }).thenAccepted();
    approvedBy(OFFICE, { VOCs: '1.499999999' }).thenAccepted();
    approvedBy(LEAD, { VOCs: '1.499999999' }).thenRefused('WRONG_APPROVER', { allowed: 'office' });
    expect(approvedBy(OFFICE, { VOCs: '1.5' }).rules).toContainEqual(
      expect.objectContaining({ code: 'WRONG_APPROVER', policyVersion: 'approval.tiers@1' }),
    );
  });

  it('under every row, whoever approves the tier', () => {
    approvedBy(OFFICE, { VOCs: '0.2' }).thenAccepted();
    approvedBy(LEAD, { VOCs: '0.2' }).thenAccepted();
  });

  it('of several pollutants the one with the higher role decides', () => {
    approvedBy(OFFICE, { VOCs: '0.5', SO2: '0.5' }).thenRefused('WRONG_APPROVER', { allowed: 'bureau-lead' });
    approvedBy(LEAD, { VOCs: '0.5', SO2: '0.5' }).thenAccepted();
  });

  it('takes the example of docs/policies.md as it stands', () => {
    const document = readFileSync(new URL('../../../../docs/policies.md', import.meta.url), 'utf8');
    const table = JSON.parse(document.split('```json\n')[1]?.split('```')[0] ?? '') as Json;
    const history = { ...municipal, policy: [adopted('approval.tiers', table)] };
    approvedBy(OFFICE, { VOCs: '1.5' }, history).thenRefused('WRONG_APPROVER', { allowed: 'bureau-lead' });
    approvedBy(OFFICE, { VOCs: '0.15' }, history).thenAccepted();
    approvedBy(LEAD, { VOCs: '0.15' }, history).thenRefused('WRONG_APPROVER', { allowed: 'office' });
  });

  it('leaves a county’s own quota to the county, and a rejection to the same approver', () => {
    const own = { ...tiered, 'pool-320583': [lot('county', { VOCs: '100' })] };
    const held = reviewing(filing(given(own), [line('VOCs', '40')]).thenAccepted()).thenAccepted();
    approving(held).thenAccepted();
    const large = reviewing(filing(given(tiered), [line('VOCs', '40')]).thenAccepted()).thenAccepted();
    const reject = (actor: typeof LEAD) =>
      elementReviewing(large, 'AIR', { actor: AIR })
        .thenAccepted()
        .when(
          approveWithdrawal,
          { id: W, decision: 'REJECT', opinion: '不同意', documentNo: null },
          { actor },
        );
    reject(OFFICE).thenRefused('WRONG_APPROVER');
    reject(LEAD).thenAnswers({ status: 'REJECTED' });
  });
});
