import type { PolicyAdopted } from '#contract/policy';
import { given, officer } from '../../../../test/support/given.js';
import { line, verified, withReduction } from '../../../../test/support/samples.js';
import { bookReductionUse, type BookReductionUse } from './book-reduction-use.decider.js';

const office = officer('office', '320500');
const by = { actor: office };

describe('booking a use of a reduction', () => {
  const { ledger, reductionId } = withReduction({ lines: [verified('COD', '100'), verified('TP', '2')] });
  const book = (
    use: BookReductionUse['use'],
    ...lines: readonly ReturnType<typeof line>[]
  ): BookReductionUse => ({
    reductionId,
    use,
    reference: `示例文号-${use}`,
    lines,
  });

  it('takes the amount from what is left', () => {
    const outcome = ledger.when(bookReductionUse, book('TASK', line('COD', '60')), by);
    outcome.thenEvents([
      {
        stream: `reduction-${reductionId}`,
        type: 'ReductionUseAllocated',
        data: { use: 'TASK', reference: '示例文号-TASK', lines: [{ pollutant: 'COD', amount: '60' }] },
      },
    ]);
    outcome.thenAnswers({
      lines: [
        { pollutant: 'COD', uses: { TASK: '60', PROJECT: '0' }, left: '40' },
        { pollutant: 'TP', left: '2' },
      ],
    });
  });

  it.each(['TASK', 'PROJECT', 'TRADE', 'IN_HOUSE'] as const)(
    '%s takes all and leaves nothing to any other',
    (use) => {
      const used = ledger.when(bookReductionUse, book(use, line('COD', '100')), by).thenAccepted();
      used
        .when(bookReductionUse, book('TASK', line('COD', '0.000000001')), by)
        .thenRefused('REDUCTION_ALREADY_USED', {
          pollutant: 'COD',
          left: '0',
          asked: '0.000000001',
          uses: `${use} 100`,
        });
    },
  );

  it('names every pollutant that falls short', () => {
    const used = ledger
      .when(bookReductionUse, book('TASK', line('COD', '60'), line('TP', '2')), by)
      .thenAccepted();
    const outcome = used.when(bookReductionUse, book('TRADE', line('COD', '41'), line('TP', '1')), by);
    outcome.thenRefused('REDUCTION_ALREADY_USED');
    expect(
      outcome.rules.filter(({ outcome: verdict }) => verdict === 'FAIL').map(({ inputs }) => inputs),
    ).toEqual([
      { pollutant: 'COD', left: '40', asked: '41', uses: 'TASK 60' },
      { pollutant: 'TP', left: '0', asked: '1', uses: 'TASK 2' },
    ]);
  });

  it('lets another pollutant pass beside one that falls short, in the trace', () => {
    const outcome = ledger.when(bookReductionUse, book('TASK', line('COD', '101'), line('TP', '1')), by);
    outcome.thenRefused('REDUCTION_ALREADY_USED', { pollutant: 'COD', uses: null });
    expect(outcome.verdicts('REDUCTION_ALREADY_USED')).toEqual(['FAIL', 'PASS']);
  });

  it('refuses a pollutant the reduction does not carry', () => {
    ledger
      .when(bookReductionUse, book('TASK', line('NOx', '1')), by)
      .thenRefused('POLLUTANT_NOT_IN_REDUCTION', { pollutant: 'NOx', reductionId });
  });

  it('books only lines that ask for something', () => {
    const lines = [line('COD', '1'), line('TP', '0')];
    ledger
      .when(bookReductionUse, book('TASK', ...lines), by)
      .thenEvents(([booked]) => expect(booked?.data).toMatchObject({ lines: [line('COD', '1')] }));
  });

  it('refuses to book nothing', () => {
    ledger.when(bookReductionUse, book('TASK', line('COD', '0')), by).thenRefused('INVALID_MEANING');
  });

  it('refuses a reduction nobody filed', () => {
    given()
      .when(bookReductionUse, book('TASK', line('COD', '1')), by)
      .thenRefused('NOT_FOUND');
  });

  it('refuses an office of another place', () => {
    const elsewhere = { actor: officer('office', '320509') };
    ledger
      .when(bookReductionUse, book('TASK', line('COD', '1')), elsewhere)
      .thenRefused('FORBIDDEN_PLACE', { place: '320583' });
  });

  it('gives nothing of a partly used pollutant where a decision says NONE (A32)', () => {
    const adopted: PolicyAdopted['data'] = {
      key: 'reduction.partialUse',
      version: 1,
      value: 'NONE',
      effectiveFrom: '2025-12-31T16:00:00.000Z',
      decisionNo: '示例2号',
    };
    const { ledger: strict } = withReduction(
      { lines: [verified('COD', '100'), verified('TP', '2')] },
      given({ policy: [{ type: 'PolicyAdopted', data: adopted }] }),
    );
    const used = strict.when(bookReductionUse, book('TASK', line('COD', '60')), by).thenAccepted();
    used
      .when(bookReductionUse, book('TRADE', line('COD', '1')), by)
      .thenRefused('REDUCTION_ALREADY_USED', { left: '0' });
    used.when(bookReductionUse, book('TRADE', line('TP', '2')), by).thenAccepted();
  });
});
