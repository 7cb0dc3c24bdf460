import { tonnes, type JsonObject, type Pollutant } from '#kernel';
import type { ObligationOpened } from '#contract/obligation';
import { poolFold } from '#libs/pool';
import { fileReduction, leftOf, filedReduction, reductionFold, reductionIdOf } from '#libs/reduction';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { sampleReduction, t, verified } from '../../../../test/support/samples.js';
import { lot } from '../../../../test/support/withdrawal.js';
import { depositFold } from './deposit.fold.js';
import { depositView } from './deposit.view.js';
import type { RecordOpening } from './opening.policy.js';
import { recordOpening } from './record-opening.decider.js';

const lead = officer('bureau-lead', '320500');
const REDUCTION = sampleReduction({
  formedOn: '2021-06-30',
  permitChangedOn: '2021-07-20',
  lines: [verified('COD', '100', '80'), verified('TP', '2')],
});
const reductionId = reductionIdOf(REDUCTION);
const balance = (pollutant: Pollutant, municipal: string, local: string) => ({
  pollutant,
  municipal: t(municipal),
  local: t(local),
});
const OPENING: RecordOpening = {
  reduction: REDUCTION,
  entryNo: '台账2021-017',
  closedOn: '2021-12-31',
  decisionNo: '示例〔2026〕5号',
  balances: [balance('COD', '3.5', '30.26434')],
};
const record = (changes: Partial<RecordOpening> = {}, ledger: Given = given()) =>
  ledger.when(recordOpening, { ...OPENING, ...changes }, { actor: lead, id: 'd1' });
const faultsOf = (changes: Partial<RecordOpening>): JsonObject[] => {
  const { errors = [] } = record(changes).thenRefused('INVALID_MEANING');
  return errors.map(({ field, rule }) => ({ field, rule }));
};

describe('an entry of an old ledger (第三条、第四条、第二十三条)', () => {
  it('stands credited with what is left in either pool, and nothing of its reduction is free', () => {
    const ledger = record().thenAccepted();
    expect(ledger.events.map(({ type, stream }) => `${type} ${stream.split('-', 1)[0]}`)).toEqual([
      'ReductionFiled reduction',
      'ReductionMarked mark',
      'ReductionMarked mark',
      'ReductionUseAllocated reduction',
      'ReductionUseAllocated reduction',
      'OpeningRecorded deposit',
      'LotCredited pool',
      'LotCredited pool',
    ]);
    const { totals, lots } = ledger.state(poolFold, '320583');
    expect([
      tonnes(totals.COD.available),
      tonnes(ledger.state(poolFold, '320500').totals.COD.available),
    ]).toEqual(['30.26434', '3.5']);
    expect(lots.get(0)).toMatchObject({ lotId: 'lot-d1', vintage: 2021, tags: ['OPENING'], reductionId });
    const reduction = filedReduction(ledger.state(reductionFold, reductionId));
    expect(reduction.allocations.map(({ use, reference }) => [use, reference])).toEqual([
      ['POOL', 'd1'],
      ['PROJECT', '示例〔2026〕5号'],
    ]);
    expect([leftOf(reduction, 'COD'), leftOf(reduction, 'TP')]).toEqual([0n, 0n]);
    expect(depositView(ledger.state(depositFold, 'd1'))).toMatchObject({
      status: 'CREDITED',
      lines: [{ pollutant: 'COD', amount: '33.76434' }],
      opening: { entryNo: '台账2021-017', closedOn: '2021-12-31', decisionNo: '示例〔2026〕5号' },
      split: [{ gross: '33.76434', obligations: '0', provincial: '0', municipal: '3.5', local: '30.26434' }],
      lotId: 'lot-d1',
    });
  });

  it('takes its cut for good: nobody files it again, nor carries it over twice', () => {
    const ledger = record().thenAccepted();
    record({ entryNo: '台账2021-018' }, ledger).thenRefused('REDUCTION_ALREADY_FILED');
    const clerk = officer('county-clerk', '320583');
    ledger.when(fileReduction, REDUCTION, { actor: clerk }).thenRefused('REDUCTION_ALREADY_FILED');
    const filed = given().when(fileReduction, REDUCTION, { actor: clerk }).thenAccepted();
    record({}, filed).thenRefused('REDUCTION_ALREADY_FILED');
  });

  it('is judged as every filing is', () => {
    const of = (changes: Partial<typeof REDUCTION>) => ({ reduction: { ...REDUCTION, ...changes } });
    record(of({ formedOn: '2020-12-31' })).thenRefused('FORMED_TOO_EARLY');
    record(
      of({ mrv: { monitorable: true, reportable: true, countable: true, verifiable: false } }),
    ).thenRefused('MRV_INCOMPLETE');
    record(of({ place: '330102' })).thenRefused('FORBIDDEN_PLACE');
    record({ balances: [balance('COD', '0', '80.000000001')] }).thenRefused('BASELINE_NOT_PERMITTED_LIMIT');
    record({ balances: [balance('TP', '1', '1.000000001')] }).thenRefused('REDUCTION_ALREADY_USED');
    record({ balances: [balance('SO2', '1', '0')] }).thenRefused('POLLUTANT_NOT_IN_REDUCTION');
  });

  it('belongs to a ledger that ended before the pool started here', () => {
    const started = given({ 'pool-320583': [lot('a', { COD: '1' })] });
    record({}, started).thenAccepted();
    record({ closedOn: '2026-01-05' }, started).thenAccepted();
    record({ closedOn: '2026-01-06' }, started).thenRefused('OPENING_AFTER_START', {
      startedOn: '2026-01-05',
    });
    const carried = given({ 'pool-320583': [lot('a', { COD: '1' }, { tags: ['OPENING'] })] });
    record({ closedOn: '2026-01-06' }, carried).thenAccepted();
    const city = given({ 'pool-320500': [lot('a', { COD: '1' })] });
    record({ closedOn: '2026-01-06' }, city).thenAccepted();
  });

  it('waits until a debt of the place is paid (第二十一条)', () => {
    const data: ObligationOpened['data'] = {
      obligationId: 'o1',
      place: '320583',
      lotId: 'lot-x',
      pool: 'pool-320583',
      pollutant: 'COD',
      amount: t('0.5'),
      decisionNo: '示例〔2026〕1号',
    };
    const owing = given({ 'obligation-320583': [{ type: 'ObligationOpened', data }] });
    record({}, owing).thenRefused('OPENING_WHILE_OWING', { pollutant: 'COD', open: '0.5' });
    record({ balances: [balance('TP', '0', '1')] }, owing).thenAccepted();
  });

  it('says nothing that cannot be', () => {
    expect(faultsOf({ closedOn: '2026-03-03' })).toEqual([{ field: 'closedOn', rule: 'notAfterToday' }]);
    expect(faultsOf({ closedOn: '2021-06-29' })).toEqual([{ field: 'closedOn', rule: 'notBeforeFormed' }]);
    expect(faultsOf({ balances: [balance('COD', '0', '0')] })).toEqual([
      { field: 'balances', rule: 'notZero' },
    ]);
    const apportionment = [
      { place: '320583', percent: '50' },
      { place: '320581', percent: '50' },
    ];
    const shared = { ...REDUCTION, measure: 'INFRASTRUCTURE' as const, apportionment };
    expect(faultsOf({ reduction: shared })).toEqual([{ field: 'apportionment', rule: 'notShared' }]);
  });
});
