import { balanceView, lotRows, poolFold } from '#libs/pool';
import { given, on, type Given } from '../../../../test/support/given.js';
import { approving, filing, reviewing, vouchered, W } from '../../../../test/support/withdrawal-steps.js';
import {
  APPROVER,
  goodStanding,
  judged,
  line,
  lot,
  OFFICE,
  suspended,
  t,
  WATER,
} from '../../../../test/support/withdrawal.js';
import { approveWithdrawal } from './approve-withdrawal.decider.js';
import { releaseWithdrawal } from './release-withdrawal.decider.js';
import { reviewWithdrawalElement } from './review-withdrawal-element.decider.js';

const figures = (ledger: Given, pollutant: string, place = '320583'): string => {
  const found = balanceView(ledger.state(poolFold, place)).lines.find((one) => one.pollutant === pollutant);
  return `available ${found?.available} held ${found?.held} withdrawn ${found?.withdrawn} retired ${found?.retired}`;
};

/** Scenarios of the rulebook's acceptance list, by their numbers there. */
describe('acceptance scenarios of withdrawals', () => {
  const new0510 = [
    line('VOCs', '0.510', {
      components: { organised: t('0.416'), fugitive: t('0.094') },
      statedIncrement: t('0.510'),
    }),
  ];

  it('1: EIA-03 needs 1.020; a milligram less is refused, with the shortfall; enough gives a voucher', () => {
    const short = given({ 'pool-320583': [lot('a', { VOCs: '1.019999999' })] });
    const refusal = filing(short, new0510).thenRefused('INSUFFICIENT_QUOTA', {
      pollutant: 'VOCs',
      required: '1.02',
      available: '1.019999999',
      shortfall: '0.000000001',
    });
    expect(refusal.rules.some(({ code }) => code === 'REPLACEMENT_RATIO')).toBe(true);

    const ledger = given({ 'pool-320583': [lot('a', { VOCs: '1.020' })] });
    const held = reviewing(filing(ledger, new0510).thenAccepted()).thenAccepted();
    expect(figures(held, 'VOCs')).toBe('available 0 held 1.02 withdrawn 0 retired 0');
    const done = approving(held).thenAnswers({
      status: 'VOUCHERED',
      voucher: {
        no: 'PZ-320583-2026-000001',
        lines: [{ pollutant: 'VOCs', required: '1.02', granted: '0.51', retired: '0.51' }],
        retired: [{ pollutant: 'VOCs', amount: '0.51' }],
        issuedAt: '2026-03-01T16:00:00.000Z',
        position: 7,
        validUntil: '2031-03-02',
      },
    });
    expect(figures(done, 'VOCs')).toBe('available 0 held 0 withdrawn 0.51 retired 0.51');
  });

  it('2: EIA-11 keeps its five decimals from the filing to the voucher', () => {
    const ledger = given({ 'pool-320583': [lot('a', { VOCs: '3.264' }), lot('b', { VOCs: '0.5' })] });
    const stated = line('VOCs', '1.81757', {
      components: { organised: t('0.9089'), fugitive: t('0.90867') },
      baseline: { basis: 'EIA', amount: t('0.1854'), recordNo: null },
      statedIncrement: t('1.63217'),
    });
    const held = reviewing(filing(ledger, [stated]).thenAccepted()).thenAccepted();
    approving(held).thenAnswers({
      voucher: { lines: [{ required: '3.26434', granted: '1.63217', retired: '1.63217' }] },
      draws: [
        { pool: 'pool-320583', lotId: 'a', amount: '3.264', retired: '1.63183' },
        { pool: 'pool-320583', lotId: 'b', amount: '0.00034', retired: '0.00034' },
      ],
    });
  });

  it('3: EIA-17, components 0.597 against an index of 0.398, comes back with the difference', () => {
    const components = { organised: t('0.199'), fugitive: t('0.398') };
    filing(given(), [line('VOCs', '0.398', { components })]).thenRefused('COMPONENT_SUM_MISMATCH', {
      sum: '0.597',
      stated: '0.398',
      difference: '0.199',
    });
  });

  it('8: an order binds by effective day: the day before it stands, its first day is blocked, in every tier', () => {
    const acts = ['WITHDRAW_PROVINCIAL', 'WITHDRAW_MUNICIPAL', 'WITHDRAW_LOCAL'] as const;
    const ledger = given({
      'pool-320583': [lot('a', { VOCs: '9' })],
      'standing-320583': [on('2026-05-08', suspended('320583', '2026-05-10', acts))],
    });
    const before = filing(ledger, new0510, { at: '2026-05-12', effectiveOn: '2026-05-09' as never });
    const held = reviewing(before.thenAccepted(), { at: '2026-05-13' }).thenAccepted();
    approving(held, { at: '2026-05-14' }).thenAnswers({ status: 'VOUCHERED', effectiveOn: '2026-05-09' });
    const blocked = { place: '320583', effectiveFrom: '2026-05-10', orderNo: '示例暂停〔2026〕1号' };
    filing(ledger, new0510, { at: '2026-05-12', effectiveOn: '2026-05-10' as never }).thenRefused(
      'SUSPENDED',
      blocked,
    );
    for (const pool of ['pool-320583', 'pool-320500', 'pool-320000'])
      filing(ledger, new0510, { at: '2026-05-10', pools: [pool] }).thenRefused('SUSPENDED', blocked);
  });

  it('9: one of two verdicts met: the own pool is open, the municipal one needs a decision number', () => {
    const ledger = given({
      'pool-320583': [lot('a', { VOCs: '1.02' })],
      'pool-320500': [lot('b', { VOCs: '9' })],
      'standing-320583': [judged('320583', { quality: true, task: false })],
    });
    const more = [line('VOCs', '2')];
    filing(ledger, new0510).thenAccepted();
    filing(ledger, more).thenRefused('ANNUAL_LINKAGE', { tier: 'MUNICIPAL' });
    filing(ledger, more, { rulingNo: '示例领导小组〔2026〕5号' }).thenAccepted();
  });

  it('11: an SEI project pays 1.1 for TN and 2 for the rest; the same project as 技改 pays 2 for all', () => {
    const lines = [line('COD', '10'), line('TN', '2.0'), line('VOCs', '1')];
    const ledger = given({ 'pool-320583': [lot('a', { TN: '9', COD: '50', VOCs: '9' })] });
    const sei = { determinationNo: '示例战新〔2026〕3号' };
    const project = {
      code: '2603-320583-89-01-936298',
      name: '示例',
      uscc: '91320583MA1XK2F47M',
      place: '320583',
    };
    const of = (type: 'NEW' | 'TECH_UPGRADE') =>
      filing(ledger, lines, { project: { ...project, industry: 'C3985', type, sei, priorityClass: 'SEI' } });
    of('NEW').thenAnswers({ lines: [{ required: '20' }, { required: '2.2' }, { required: '2' }] });
    of('TECH_UPGRADE').thenAnswers({ lines: [{ required: '20' }, { required: '4' }, { required: '2' }] });
  });

  it('13: of two demands of 3 t on the last 5 t one is held, the other refused, and 2 t are left', () => {
    const ledger = given({ 'pool-320583': [lot('a', { COD: '5' })] });
    const three = [line('COD', '1.5')];
    const both = filing(filing(ledger, three, { id: 'x' }).thenAccepted(), three, { id: 'y' }).thenAccepted();
    const first = reviewing(both, { id: 'x' }).thenAccepted();
    reviewing(first, { id: 'y' }).thenRefused('INSUFFICIENT_QUOTA', {
      required: '3',
      available: '2',
      shortfall: '1',
    });
    expect(figures(first, 'COD')).toBe('available 2 held 3 withdrawn 0 retired 0');
  });

  describe('16: a project is cancelled', () => {
    const ledger = given({ 'pool-320583': [lot('a', { COD: '1' }), lot('b', { COD: '5' })] });
    const release = (from: Given, actor = APPROVER): Given =>
      from
        .when(releaseWithdrawal, { id: W, reason: '项目取消' }, { actor })
        .thenAnswers({ status: 'RELEASED' });

    it('before approval: the hold goes back to its lots', () => {
      const held = reviewing(filing(ledger, [line('COD', '1.5')]).thenAccepted()).thenAccepted();
      const back = release(held);
      expect(lotRows(back.state(poolFold, '320583'))).toEqual(lotRows(ledger.state(poolFold, '320583')));
      expect(back.state(poolFold, '320583').holds.size).toBe(0);
    });

    it('after the voucher: k·E returns to the same lots', () => {
      const back = release(vouchered(ledger, [line('COD', '1.5')]));
      expect(figures(back, 'COD')).toBe('available 6 held 0 withdrawn 0 retired 0');
      const lots = back.state(poolFold, '320583').lots.map(({ lines }) => lines.COD?.figures.available);
      expect(lots.toArray()).toEqual([1_000_000_000n, 5_000_000_000n]);
    });

    it('after the voucher over two tiers: each tier gets back what it gave', () => {
      const two = given({
        'pool-320583': [lot('a', { COD: '1' })],
        'pool-320500': [lot('b', { COD: '5' })],
        'standing-320583': [goodStanding()],
      });
      const held = reviewing(filing(two, [line('COD', '1.5')]).thenAccepted()).thenAccepted();
      const passed = held
        .when(
          reviewWithdrawalElement,
          { id: W, medium: 'WATER', decision: 'PASS', opinion: '' },
          { actor: WATER },
        )
        .thenAccepted();
      const opinion = { id: W, decision: 'PASS', opinion: '', documentNo: null } as const;
      const issued = passed.when(approveWithdrawal, opinion, { actor: OFFICE }).thenAccepted();
      expect(figures(issued, 'COD', '320500')).toBe('available 3 held 0 withdrawn 0.5 retired 1.5');
      const back = release(issued, OFFICE);
      expect(figures(back, 'COD')).toBe('available 1 held 0 withdrawn 0 retired 0');
      expect(figures(back, 'COD', '320500')).toBe('available 5 held 0 withdrawn 0 retired 0');
    });
  });
});
