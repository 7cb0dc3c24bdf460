import type { CivilDate } from '#kernel';
import { bookReductionUse, reductionFold, reductionView } from '#libs/reduction';
import type { PolicyAdopted } from '#contract/policy';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { line, verified, withReduction } from '../../../../test/support/samples.js';
import { fileDeposit, type FileDeposit } from './file-deposit.decider.js';

const clerk = officer('county-clerk', '320583');
const office = officer('office', '320500');

const file = (
  { ledger, reductionId }: { readonly ledger: Given; readonly reductionId: string },
  lines: FileDeposit['lines'],
  {
    at = '2026-02-10',
    lateReason = null,
  }: { readonly at?: string; readonly lateReason?: string | null } = {},
) => ledger.when(fileDeposit, { reductionId, lines, lateReason }, { actor: clerk, at, id: 'd1' });

describe('filing a deposit', () => {
  it('files it and takes the amount from the reduction in the same append', () => {
    const { ledger, reductionId } = withReduction({ lines: [verified('COD', '100'), verified('TP', '2')] });
    file({ ledger, reductionId }, [line('COD', '40'), line('TP', '0')]).thenEvents([
      {
        stream: 'deposit-d1',
        type: 'DepositFiled',
        data: {
          depositId: 'd1',
          reductionId,
          place: '320583',
          lines: [{ pollutant: 'COD', amount: '40' }],
          similar: [],
          filedOn: '2026-02-10',
          dueOn: '2026-02-28',
          late: false,
          lateReason: null,
          policies: ['deposit.deadline@0', 'reduction.partialUse@0'],
        },
      },
      {
        stream: `reduction-${reductionId}`,
        type: 'ReductionUseAllocated',
        data: { use: 'POOL', reference: 'd1', lines: [{ pollutant: 'COD', amount: '40' }] },
      },
    ]);
  });

  it('answers with the deposit as filed, its pollutants in the scheme’s order', () => {
    const filed = withReduction({ lines: [verified('COD', '100'), verified('TP', '2')] });
    const outcome = file(filed, [line('TP', '1'), line('COD', '40')]);
    const ledger = outcome.thenAnswers({
      id: 'd1',
      reductionId: filed.reductionId,
      place: '320583',
      status: 'FILED',
      lines: [
        { pollutant: 'COD', amount: '40' },
        { pollutant: 'TP', amount: '1' },
      ],
      filedOn: '2026-02-10',
      filedBy: 'county-clerk@320583',
      reviews: [],
      split: null,
      lotId: null,
    });
    expect(reductionView(ledger.state(reductionFold, filed.reductionId))).toMatchObject({
      lines: [
        { pollutant: 'COD', uses: { POOL: '40' }, left: '60' },
        { pollutant: 'TP', uses: { POOL: '1' }, left: '1' },
      ],
    });
  });

  it('scenario 4: 2.438 t from a re-accounted base is refused: the permitted limit is 0.418 t', () => {
    const eia15 = withReduction({ lines: [verified('VOCs', '2.438', '0.418')] });
    const refusal = file(eia15, [line('VOCs', '2.438')]).thenRefused('BASELINE_NOT_PERMITTED_LIMIT', {
      pollutant: 'VOCs',
      verified: '2.438',
      permittedLimit: '0.418',
      creditable: '0.418',
    });
    const failed = refusal.rules.filter(({ outcome }) => outcome === 'FAIL').map(({ code }) => code);
    expect(failed).toEqual(['BASELINE_NOT_PERMITTED_LIMIT', 'REDUCTION_ALREADY_USED']);
    file(eia15, [line('VOCs', '0.418')]).thenAccepted();
  });

  it('an amount that is short for another reason is not blamed on the permitted limit', () => {
    const outcome = file(withReduction({ lines: [verified('COD', '100', '200')] }), [line('COD', '101')]);
    outcome.thenRefused('REDUCTION_ALREADY_USED', { left: '100', asked: '101' });
    expect(outcome.verdicts('BASELINE_NOT_PERMITTED_LIMIT')).toEqual(['PASS']);
  });

  it('without a permitted limit the baseline rule has nothing to say', () => {
    const outcome = file(withReduction(), [line('COD', '100')]);
    outcome.thenAccepted();
    expect(outcome.verdicts('BASELINE_NOT_PERMITTED_LIMIT')).toEqual(['NOT_APPLICABLE']);
  });

  it('scenario 6: of 100 t with 60 booked as TASK, 41 are refused and 40 accepted', () => {
    const { ledger, reductionId } = withReduction();
    const booking = { reductionId, use: 'TASK', reference: '示例文号', lines: [line('COD', '60')] } as const;
    const booked = {
      ledger: ledger.when(bookReductionUse, booking, { actor: office }).thenAccepted(),
      reductionId,
    };
    file(booked, [line('COD', '41')]).thenRefused('REDUCTION_ALREADY_USED', {
      pollutant: 'COD',
      left: '40',
      asked: '41',
      uses: 'TASK 60',
    });
    file(booked, [line('COD', '40')]).thenAccepted();
  });

  it('refuses a second deposit of the same amount', () => {
    const filed = withReduction();
    const ledger = file(filed, [line('COD', '100')]).thenAccepted();
    ledger
      .when(
        fileDeposit,
        { ...filed, lines: [line('COD', '1')], lateReason: null },
        { actor: clerk, id: 'd2' },
      )
      .thenRefused('REDUCTION_ALREADY_USED', { uses: 'POOL 100' });
  });

  it('refuses a pollutant the reduction does not carry', () => {
    file(withReduction(), [line('NOx', '1')]).thenRefused('POLLUTANT_NOT_IN_REDUCTION', { pollutant: 'NOx' });
  });

  it('refuses a deposit of nothing', () => {
    file(withReduction(), [line('COD', '0')]).thenRefused('INVALID_MEANING');
  });

  it('refuses a reduction nobody filed', () => {
    file({ ledger: given(), reductionId: 'none' }, [line('COD', '1')]).thenRefused('NOT_FOUND');
  });

  it('refuses the clerk of another place', () => {
    const { ledger, reductionId } = withReduction();
    const actor = officer('county-clerk', '320509');
    const outcome = ledger.when(
      fileDeposit,
      { reductionId, lines: [line('COD', '1')], lateReason: null },
      { actor },
    );
    outcome.thenRefused('FORBIDDEN_PLACE', { place: '320583' });
  });

  it('tells the reviewers of look-alikes', () => {
    const first = withReduction();
    const { ledger, reductionId } = withReduction({ permitNo: null }, first.ledger);
    file({ ledger, reductionId }, [line('COD', '1')]).thenAnswers({ similar: [first.reductionId] });
  });
});

describe('the filing clock (第四条, A30)', () => {
  const clock = (
    permitChangedOn: string | null,
    at: string,
    {
      lateReason = null,
      ledger = given(),
    }: { readonly lateReason?: string | null; readonly ledger?: Given } = {},
  ) => file(withReduction({ permitChangedOn }, ledger), [line('COD', '1')], { at, lateReason });

  it('scenario 12: permit changed 01-31, due 02-28, filed 03-02: accepted with flag and reason', () => {
    const outcome = clock('2026-01-31', '2026-03-02', { lateReason: '盖章延误' });
    outcome.thenAnswers({ dueOn: '2026-02-28', late: true, lateReason: '盖章延误', status: 'FILED' });
    expect(outcome.rules).toContainEqual({
      code: 'FILING_CLOCK',
      article: '方案第四条',
      outcome: 'PASS',
      inputs: { changedOn: '2026-01-31', dueOn: '2026-02-28', filedOn: '2026-03-02', late: true },
      policyVersion: 'deposit.deadline@0',
    });
  });

  it('accepts a late filing without a reason; the reviewers see that none was given', () => {
    clock('2026-01-31', '2026-03-02').thenAnswers({ late: true, lateReason: null });
  });

  it.each([
    ['2026-02-28T23:59:59+08:00', false],
    ['2026-03-01T00:00:00+08:00', true],
  ])('filed at %s of Shanghai: late is %s', (at, late) => {
    clock('2026-01-31', at).thenAnswers({ late });
  });

  it('does not run without a permit change', () => {
    const outcome = clock(null, '2026-03-02');
    outcome.thenAnswers({ dueOn: null, late: false });
    expect(outcome.verdicts('FILING_CLOCK')).toEqual(['NOT_APPLICABLE']);
  });

  it('runs as many months as a decision says', () => {
    const data: PolicyAdopted['data'] = {
      key: 'deposit.deadline',
      version: 1,
      value: 3,
      effectiveFrom: '2025-12-31T16:00:00.000Z',
      decisionNo: '示例4号',
    };
    const ledger = given({ policy: [{ type: 'PolicyAdopted', data }] });
    clock('2026-01-31', '2026-03-02', { ledger }).thenAnswers({ dueOn: '2026-04-30', late: false });
  });
});

describe('a filing that counts from an earlier day', () => {
  const filedOn = (effectiveOn: string, permitChangedOn: string | null = '2026-01-31') => {
    const { ledger, reductionId } = withReduction({ permitChangedOn });
    const data = {
      reductionId,
      lines: [line('COD', '40')],
      lateReason: '迟报',
      effectiveOn: effectiveOn as CivilDate,
    };
    return ledger.when(fileDeposit, data, { actor: clerk, at: '2026-03-20', id: 'd1' });
  };

  it('scenario 12: due on 02-28, filed on 03-02: taken, flagged late with its reason, and marked', () => {
    const outcome = filedOn('2026-03-02');
    outcome.thenEvents(([filed]) =>
      expect(filed).toMatchObject({
        occurredAt: '2026-03-02T15:59:59.999Z',
        data: { filedOn: '2026-03-20', effectiveOn: '2026-03-02', backDated: true },
      }),
    );
    outcome.thenAnswers({
      dueOn: '2026-02-28',
      late: true,
      lateReason: '迟报',
      effectiveOn: '2026-03-02',
      backDated: true,
      backDatedReason: null,
    });
    expect(outcome.rules.find(({ code }) => code === 'FILING_CLOCK')).toMatchObject({
      inputs: { changedOn: '2026-01-31', dueOn: '2026-02-28', filedOn: '2026-03-02', late: true },
    });
  });

  it('is in time when its papers came in time, however late they were entered', () => {
    filedOn('2026-02-28').thenAnswers({ late: false, dueOn: '2026-02-28' });
  });

  it('says nothing of it when it counts from today', () => {
    filedOn('2026-03-20').thenEvents(([filed]) => {
      expect(filed).not.toHaveProperty('occurredAt');
      expect(filed?.data).not.toHaveProperty('backDated');
    });
    filedOn('2026-03-20').thenAnswers({ effectiveOn: '2026-03-20', backDated: false });
  });

  it('lies neither ahead nor before what it rests on', () => {
    filedOn('2026-03-21').thenRefused('EFFECTIVE_DATE_INVALID', { effectiveOn: '2026-03-21' });
    filedOn('2026-01-30').thenRefused('INVALID_MEANING');
    filedOn('2025-11-19', null).thenRefused('INVALID_MEANING');
    filedOn('2025-11-20', null).thenAnswers({ dueOn: null, late: false });
  });
});
