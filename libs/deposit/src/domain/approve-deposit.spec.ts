import { mgOf, tonnes, type CivilDate, type Json } from '#kernel';
import type { DepositLine } from '#contract/deposit';
import type { ObligationOpened } from '#contract/obligation';
import type { PolicyAdopted } from '#contract/policy';
import type { LotCredited } from '#contract/pool';
import { obligationFold, obligationsView } from '#libs/obligation';
import { bookReductionUse, type FileReduction } from '#libs/reduction';
import { given, officer, type Given, type History } from '../../../../test/support/given.js';
import { line, verified, withReduction } from '../../../../test/support/samples.js';
import { approveDeposit } from './approve-deposit.decider.js';
import { fileDeposit, type FileDeposit } from './file-deposit.decider.js';
import { firstReviewDeposit } from './first-review-deposit.decider.js';
import { reviewDepositElement } from './review-deposit-element.decider.js';

const depositId = 'd1';
const office = officer('office', '320500');
const pass = { depositId, decision: 'PASS', opinion: '同意' } as const;

/** A deposit that waits for its final approval. */
const awaiting = (
  lines: readonly DepositLine[],
  {
    history = {},
    reduction = {},
  }: { readonly history?: History; readonly reduction?: Partial<FileReduction> } = {},
): Given => {
  const stated = lines.map(({ pollutant, amount }) => verified(pollutant, amount));
  const { ledger, reductionId } = withReduction({ lines: stated, ...reduction }, given(history));
  return reviewed(ledger, reductionId, lines);
};
const reviewed = (ledger: Given, reductionId: string, lines: readonly DepositLine[]): Given =>
  examined(ledger, { reductionId, lines, lateReason: null });
const examined = (ledger: Given, claim: FileDeposit): Given => {
  const place = '320500';
  const clerk = officer('county-clerk', place, 'clerk');
  const filed = ledger.when(fileDeposit, claim, { actor: clerk, id: depositId });
  const first = filed
    .thenAccepted()
    .when(firstReviewDeposit, pass, { actor: officer('county-reviewer', place) });
  const water = { ...pass, medium: 'WATER' } as const;
  return first
    .thenAccepted()
    .when(reviewDepositElement, water, { actor: officer('element-water', place) })
    .thenAccepted();
};
const approve = (ledger: Given, take: readonly DepositLine[] = [], documentNo: string | null = null) =>
  ledger.when(
    approveDeposit,
    { ...pass, provincialTake: take, provincialDocumentNo: documentNo },
    { actor: office },
  );
const debt = (
  obligationId: string,
  amount: string,
  place = '320583',
): { type: string; data: ObligationOpened['data'] } => ({
  type: 'ObligationOpened',
  data: {
    obligationId,
    place,
    lotId: 'lot-0',
    pool: `pool-${place}`,
    pollutant: 'COD',
    amount: tonnes(mgOf(amount)),
    decisionNo: '示例5号',
  },
});
const adopted = (key: string, value: Json): History => {
  const decisionNo = '示例6号';
  const data: PolicyAdopted['data'] = {
    key,
    version: 1,
    value,
    effectiveFrom: '2025-12-31T16:00:00.000Z',
    decisionNo,
  };
  return { policy: [{ type: 'PolicyAdopted', data }] };
};

describe('the final approval of a deposit', () => {
  it('splits 3:7 and credits the municipal and the local pool in one append', () => {
    approve(awaiting([line('COD', '40')])).thenEvents((events) => {
      expect(events.map(({ stream, type }) => [stream, type])).toEqual([
        ['deposit-d1', 'DepositJointApproved'],
        ['deposit-d1', 'TierSplitApplied'],
        ['pool-320500', 'LotCredited'],
        ['pool-320583', 'LotCredited'],
      ]);
      expect(events[2]?.data).toMatchObject({
        lotId: 'lot-d1',
        depositId,
        vintage: 2025,
        tags: [],
        lines: [{ pollutant: 'COD', amount: '12' }],
      });
      expect(events[3]?.data).toMatchObject({ lotId: 'lot-d1', lines: [{ pollutant: 'COD', amount: '28' }] });
    });
  });

  it('answers with the split and the lot', () => {
    approve(awaiting([line('COD', '40')])).thenAnswers({
      status: 'CREDITED',
      lotId: 'lot-d1',
      split: [
        {
          pollutant: 'COD',
          gross: '40',
          obligations: '0',
          provincial: '0',
          net: '40',
          municipal: '12',
          local: '28',
        },
      ],
    });
  });

  it('scenario 6: the 40 t left beside 60 t of TASK split into 12 and 28', () => {
    const { ledger, reductionId } = withReduction();
    const booking = { reductionId, use: 'TASK', reference: '示例文号', lines: [line('COD', '60')] } as const;
    const booked = ledger.when(bookReductionUse, booking, { actor: office }).thenAccepted();
    approve(reviewed(booked, reductionId, [line('COD', '40')])).thenAnswers({
      split: [{ municipal: '12', local: '28' }],
    });
  });

  it('is refused where another deposit of the reduction was found void (第二十一条)', () => {
    const data = { use: 'POOL', reference: 'd0', decisionNo: '示例7号' };
    const { reductionId } = withReduction();
    const ledger = awaiting([line('COD', '40')]);
    const voided = ledger.when(
      {
        command: 'Past',
        decide: () => ({
          ok: true,
          events: [{ stream: `reduction-${reductionId}`, type: 'ReductionUseVoided', data }],
          rules: [],
          answer: () => ({}),
        }),
      },
      {},
      { actor: office },
    );
    approve(voided.thenAccepted()).thenRefused('REDUCTION_VOIDED', { reductionId, decisionNo: '示例7号' });
  });

  it('leaves the odd milligram with the local pool', () => {
    approve(awaiting([line('COD', '0.000000011')])).thenAnswers({
      split: [{ municipal: '0.000000003', local: '0.000000008' }],
    });
  });

  it('writes nothing into a pool that gets nothing', () => {
    approve(awaiting([line('COD', '0.000000003')])).thenEvents((events) =>
      expect(events.filter(({ type }) => type === 'LotCredited').map(({ stream }) => stream)).toEqual([
        'pool-320583',
      ]),
    );
  });

  it('leaves a pollutant out of the pool it gives nothing to', () => {
    approve(awaiting([line('COD', '10'), line('TP', '0.000000003')])).thenEvents((events) =>
      expect(events.filter(({ type }) => type === 'LotCredited').map(({ data }) => data)).toMatchObject([
        { lines: [{ pollutant: 'COD', amount: '3' }] },
        { lines: [{ pollutant: 'COD' }, { pollutant: 'TP', amount: '0.000000003' }] },
      ]),
    );
  });

  it('cites the policies of the split, in event and trace', () => {
    const outcome = approve(awaiting([line('COD', '40')]));
    outcome.thenEvents((events) =>
      expect(events[1]?.data).toMatchObject({
        municipalPool: 'pool-320500',
        localPool: 'pool-320583',
        provincialPool: 'pool-320000',
        policies: [
          'split.order@0',
          'provincialTake@0',
          'split.remainder@0',
          'localShare.holder@0',
          'void.scope@0',
        ],
      }),
    );
    expect(outcome.rules.find(({ code }) => code === 'TIER_SPLIT')).toMatchObject({
      outcome: 'PASS',
      inputs: { pollutant: 'COD', net: '40', municipal: '12', local: '28' },
      policyVersion: 'split.remainder@0',
    });
  });
});

describe('quota vacated around Taihu (A25)', () => {
  const tagsOf = (reduction: Partial<FileReduction>): unknown[] => {
    const tags: unknown[] = [];
    approve(awaiting([line('COD', '10')], { reduction })).thenEvents((events) => {
      for (const { type, data } of events)
        if (type === 'LotCredited') tags.push((data as LotCredited['data']).tags);
    });
    return tags;
  };

  it('is marked as such in every pool that holds a part of it', () => {
    expect(tagsOf({ earmark: 'TAIHU_5KM' })).toEqual([['TAIHU_5KM'], ['TAIHU_5KM']]);
    expect([tagsOf({}), tagsOf({ earmark: null })]).toEqual([
      [[], []],
      [[], []],
    ]);
  });
});

describe('who holds the local share (A8)', () => {
  const inPlace = (place: string, history: History = {}) => {
    const ledger = awaiting([line('COD', '10')], { reduction: { place }, history });
    const pools: string[] = [];
    approve(ledger).thenEvents((events) =>
      pools.push(...events.filter(({ type }) => type === 'LotCredited').map(({ stream }) => stream)),
    );
    return pools;
  };

  it('the county for its own sources', () =>
    expect(inPlace('320583')).toEqual(['pool-320500', 'pool-320583']));
  it('the park for a source inside it', () =>
    expect(inPlace('park-kunshan-dev')).toEqual(['pool-320500', 'pool-park-kunshan-dev']));
  it('the park directly under the city', () =>
    expect(inPlace('park-sip')).toEqual(['pool-320500', 'pool-park-sip']));
  it('the county for a park’s source where a decision says so', () =>
    expect(inPlace('park-kunshan-dev', adopted('localShare.holder', 'COUNTY'))).toEqual([
      'pool-320500',
      'pool-320583',
    ]));
  it('a park without a county above it in any case', () =>
    expect(inPlace('park-sip', adopted('localShare.holder', 'COUNTY'))).toEqual([
      'pool-320500',
      'pool-park-sip',
    ]));
});

describe('government works that several areas share (rulebook 1.6)', () => {
  const sharing = (...shares: readonly (readonly [place: string, percent: string])[]) => ({
    measure: 'TOWN_SEWAGE' as const,
    apportionment: shares.map(([place, percent]) => ({ place, percent })),
  });
  const two = sharing(['320583', '60'], ['320509', '40']);
  const credited = (ledger: Given, take: readonly DepositLine[] = []) => {
    const lots: Record<string, readonly DepositLine[]> = {};
    approve(ledger, take, take.length > 0 ? '示例7号' : null).thenEvents((events) => {
      for (const { stream, type, data } of events)
        if (type === 'LotCredited') lots[stream] = (data as LotCredited['data']).lines;
    });
    return lots;
  };

  it('credit the local pool of each by its share, and the city once, under one lot', () => {
    const ledger = awaiting([line('COD', '40')], { reduction: two });
    expect(credited(ledger)).toEqual({
      'pool-320500': [{ pollutant: 'COD', amount: '12' }],
      'pool-320583': [{ pollutant: 'COD', amount: '16.8' }],
      'pool-320509': [{ pollutant: 'COD', amount: '11.2' }],
    });
    const outcome = approve(ledger);
    outcome.thenAnswers({
      split: [{ gross: '40', municipal: '12', local: '28' }],
      areas: [
        {
          place: '320583',
          localPool: 'pool-320583',
          lines: [{ gross: '24', municipal: '7.2', local: '16.8' }],
        },
        {
          place: '320509',
          localPool: 'pool-320509',
          lines: [{ gross: '16', municipal: '4.8', local: '11.2' }],
        },
      ],
    });
    const shown = outcome.rules.filter(({ code }) => code === 'TIER_SPLIT').map(({ inputs }) => inputs);
    expect(shown).toMatchObject([{ gross: '40' }, { place: '320583', gross: '24' }, { place: '320509' }]);
  });

  it('say nothing of areas where there is one', () => {
    const outcome = approve(awaiting([line('COD', '40')]));
    outcome.thenAnswers({ areas: null });
    outcome.thenEvents((events) => expect(events[1]?.data).not.toHaveProperty('areas'));
  });

  it('lose no milligram: what does not divide goes to the largest remainder, the first named of equals', () => {
    const thirds = sharing(['320583', '33.3'], ['320509', '33.3'], ['320581', '33.4']);
    const ledger = awaiting([line('COD', '0.00000001')], { reduction: thirds });
    approve(ledger).thenAnswers({
      split: [{ gross: '0.00000001', municipal: '0.000000001', local: '0.000000009' }],
      areas: [
        { lines: [{ gross: '0.000000003', municipal: '0', local: '0.000000003' }] },
        { lines: [{ gross: '0.000000003', municipal: '0', local: '0.000000003' }] },
        { lines: [{ gross: '0.000000004', municipal: '0.000000001', local: '0.000000003' }] },
      ],
    });
  });

  it('pay the debts of each area from its own part', () => {
    const history = { 'obligation-320509': [debt('o1', '30', '320509')] };
    const outcome = approve(awaiting([line('COD', '40')], { history, reduction: two }));
    outcome.thenEvents((events) =>
      expect(events.filter(({ type }) => type === 'ObligationApplied')).toEqual([
        {
          stream: 'obligation-320509',
          type: 'ObligationApplied',
          data: { depositId, payments: [{ obligationId: 'o1', pollutant: 'COD', amount: '16' }] },
        },
      ]),
    );
    outcome.thenAnswers({
      split: [{ gross: '40', obligations: '16', net: '24', municipal: '7.2', local: '16.8' }],
    });
  });

  it('bear the province’s take by what each can give', () => {
    const history = { 'obligation-320509': [debt('o1', '6', '320509')] };
    const ledger = awaiting([line('COD', '40')], { history, reduction: two });
    approve(ledger, [line('COD', '17')], '示例7号').thenAnswers({
      areas: [
        { lines: [{ gross: '24', obligations: '0', provincial: '12', net: '12' }] },
        { lines: [{ gross: '16', obligations: '6', provincial: '5', net: '5' }] },
      ],
    });
    approve(ledger, [line('COD', '34.000000001')], '示例7号').thenRefused('PROVINCIAL_TAKE_TOO_LARGE', {
      available: '34',
    });
  });

  it('credit a pool once that holds for two of them (A8)', () => {
    const history = adopted('localShare.holder', 'COUNTY');
    const reduction = sharing(['320583', '50'], ['park-kunshan-dev', '50']);
    expect(credited(awaiting([line('COD', '10')], { history, reduction }))).toEqual({
      'pool-320500': [{ pollutant: 'COD', amount: '3' }],
      'pool-320583': [{ pollutant: 'COD', amount: '7' }],
    });
  });
});

describe('obligations are paid first (第二十一条, A26)', () => {
  it('scenario 7: 30 t owed, 20 t deposited: all pays, nothing is split, 10 t stays open', () => {
    const ledger = awaiting([line('COD', '20')], { history: { 'obligation-320583': [debt('o1', '30')] } });
    const outcome = approve(ledger);
    outcome.thenEvents((events) => {
      expect(events.map(({ type }) => type)).toEqual([
        'DepositJointApproved',
        'ObligationApplied',
        'TierSplitApplied',
      ]);
      expect(events[1]).toEqual({
        stream: 'obligation-320583',
        type: 'ObligationApplied',
        data: { depositId, payments: [{ obligationId: 'o1', pollutant: 'COD', amount: '20' }] },
      });
    });
    const after = outcome.thenAnswers({
      status: 'CREDITED',
      lotId: null,
      split: [{ gross: '20', obligations: '20', provincial: '0', net: '0', municipal: '0', local: '0' }],
    });
    expect(obligationsView(after.state(obligationFold, '320583'))).toMatchObject([
      { id: 'o1', amount: '30', open: '10', status: 'PARTLY_MET' },
    ]);
  });

  it('oldest first, and what is left over is split', () => {
    const history = { 'obligation-320583': [debt('o1', '5'), debt('o2', '5')] };
    const after = approve(awaiting([line('COD', '20')], { history })).thenAnswers({
      split: [{ obligations: '10', net: '10', municipal: '3', local: '7' }],
    });
    expect(obligationsView(after.state(obligationFold, '320583'))).toMatchObject([
      { status: 'MET' },
      { status: 'MET' },
    ]);
  });

  it.each(['320509', 'park-kunshan-dev'])('a debt of %s is not paid by 昆山', (place) => {
    const history = { [`obligation-${place}`]: [debt('o1', '30', place)] };
    approve(awaiting([line('COD', '20')], { history })).thenAnswers({
      split: [{ obligations: '0', net: '20' }],
    });
  });

  it('come before the provincial take, unless a decision turns the order round (A11)', () => {
    const debts = { 'obligation-320583': [debt('o1', '15')] };
    const take = [line('COD', '5')];
    approve(awaiting([line('COD', '20')], { history: debts }), take, '示例7号').thenAnswers({
      split: [{ obligations: '15', provincial: '5', net: '0' }],
    });
    approve(awaiting([line('COD', '20')], { history: debts }), [line('COD', '6')], '示例7号').thenRefused(
      'PROVINCIAL_TAKE_TOO_LARGE',
      { taken: '6', available: '5' },
    );
    const history = { ...debts, ...adopted('split.order', 'PROVINCE_FIRST') };
    approve(awaiting([line('COD', '20')], { history }), [line('COD', '6')], '示例7号').thenAnswers({
      split: [{ obligations: '14', provincial: '6', net: '0' }],
    });
  });
});

describe('the provincial take (第三条, A10)', () => {
  const ledger = awaiting([line('COD', '40')]);

  it('is recorded with its document, credited to the provincial pool, and the rest is split', () => {
    const outcome = approve(ledger, [line('COD', '10')], '苏环办示例8号');
    outcome.thenEvents((events) => {
      expect(events.map(({ stream, type }) => `${stream} ${type}`)).toEqual([
        'deposit-d1 DepositJointApproved',
        'deposit-d1 ProvincialTakeRecorded',
        'deposit-d1 TierSplitApplied',
        'pool-320000 LotCredited',
        'pool-320500 LotCredited',
        'pool-320583 LotCredited',
      ]);
      expect(events[1]?.data).toEqual({
        documentNo: '苏环办示例8号',
        lines: [{ pollutant: 'COD', amount: '10' }],
      });
    });
    outcome.thenAnswers({
      provincialDocumentNo: '苏环办示例8号',
      split: [{ provincial: '10', net: '30', municipal: '9', local: '21' }],
    });
  });

  it('needs a document', () => {
    approve(ledger, [line('COD', '10')]).thenRefused('PROVINCIAL_DOCUMENT_REQUIRED');
  });

  it('may be all that comes in, and not a milligram more', () => {
    approve(ledger, [line('COD', '40')], '示例').thenAnswers({
      lotId: 'lot-d1',
      split: [{ provincial: '40', net: '0' }],
    });
    approve(ledger, [line('COD', '40.000000001')], '示例').thenRefused('PROVINCIAL_TAKE_TOO_LARGE', {
      pollutant: 'COD',
      taken: '40.000000001',
      available: '40',
    });
  });

  it('takes nothing of a pollutant that does not come in', () => {
    approve(ledger, [line('TP', '1')], '示例').thenRefused('PROVINCIAL_TAKE_TOO_LARGE', {
      pollutant: 'TP',
      available: '0',
    });
  });

  it('of nothing is no take', () => {
    const outcome = approve(ledger, [line('COD', '0')]);
    outcome.thenAnswers({ provincialDocumentNo: null });
    expect(outcome.verdicts('PROVINCIAL_DOCUMENT_REQUIRED')).toEqual(['NOT_APPLICABLE']);
  });

  it('is closed where a decision says so', () => {
    const closed = awaiting([line('COD', '40')], { history: adopted('provincialTake', 'NONE') });
    approve(closed, [line('COD', '1')], '示例').thenRefused('PROVINCIAL_TAKE_TOO_LARGE', { available: '0' });
    approve(closed).thenAccepted();
  });

  it('names every failing ground at once', () => {
    const refusal = approve(ledger, [line('COD', '41'), line('TP', '1')]).thenRefused(
      'PROVINCIAL_DOCUMENT_REQUIRED',
    );
    const failed = refusal.rules.filter(({ outcome }) => outcome === 'FAIL').map(({ code }) => code);
    expect(failed).toEqual([
      'PROVINCIAL_DOCUMENT_REQUIRED',
      'PROVINCIAL_TAKE_TOO_LARGE',
      'PROVINCIAL_TAKE_TOO_LARGE',
    ]);
  });
});

describe('a filing that counts from an earlier day', () => {
  const waiting = (effectiveOn: CivilDate | null): Given => {
    const { ledger, reductionId } = withReduction();
    return examined(ledger, { reductionId, lines: [line('COD', '40')], lateReason: null, effectiveOn });
  };
  const approving = (
    ledger: Given,
    said: { readonly opinion?: string; readonly backDatedReason?: string },
  ) => {
    const decision = { depositId, decision: 'PASS', opinion: '', ...said } as const;
    const take = { provincialTake: [], provincialDocumentNo: null };
    return ledger.when(approveDeposit, { ...decision, ...take }, { actor: office });
  };
  const early = waiting('2026-02-27' as CivilDate);

  it('is credited only with the approver’s reason, which may stand in the opinion', () => {
    const asked = { effectiveFrom: '2026-02-27', today: '2026-03-02', field: 'backDatedReason' };
    approving(early, {}).thenRefused('BACK_DATING_REASON', asked);
    approving(early, { opinion: '同意', backDatedReason: ' ' }).thenRefused('BACK_DATING_REASON');
    approving(early, { opinion: '材料先到' }).thenAnswers({ backDatedReason: '材料先到' });
    const told = approving(early, { opinion: '同意', backDatedReason: '材料先到，系统补录' });
    told.thenAnswers({ status: 'CREDITED', backDated: true, backDatedReason: '材料先到，系统补录' });
  });

  it('asks nothing of any other', () => {
    expect(approving(waiting(null), {}).verdicts('BACK_DATING_REASON')).toEqual(['NOT_APPLICABLE']);
    approving(waiting(null), {}).thenEvents(([passed]) =>
      expect(passed?.data).not.toHaveProperty('backDatedReason'),
    );
  });
});

describe('look-alikes (A33)', () => {
  it('are accepted by the approval, which names them', () => {
    const first = withReduction();
    const { ledger, reductionId } = withReduction({ permitNo: null }, first.ledger);
    const outcome = approve(reviewed(ledger, reductionId, [line('COD', '1')]));
    outcome.thenEvents(([approved]) =>
      expect(approved?.data).toEqual({ opinion: '同意', similarAccepted: [first.reductionId] }),
    );
    expect(outcome.rules.find(({ code }) => code === 'SIMILAR_REDUCTION')).toMatchObject({
      outcome: 'PASS',
      inputs: { similar: [first.reductionId], accepted: true },
    });
  });

  it('are no matter where there are none', () => {
    expect(approve(awaiting([line('COD', '1')])).verdicts('SIMILAR_REDUCTION')).toEqual(['NOT_APPLICABLE']);
  });
});
