import type { CivilDate } from '#kernel';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { capacityFold } from './capacity.fold.js';
import { recordCapacity, type RecordCapacity } from './record-capacity.decider.js';

const AT = '2026-03-10T09:00:00+08:00';
const CLERK = officer('county-clerk', '320583');
const team = (differing: Partial<RecordCapacity> = {}): RecordCapacity => ({
  place: '320583',
  kind: 'ACCOUNTING_TEAM',
  topic: '示例核算核查团队',
  on: '2026-04-01' as CivilDate,
  people: ['KS-0101', 'KS-0102'],
  documentNo: '示例昆环发〔2026〕12号',
  ...differing,
});
const recording = (ledger: Given, id: string, differing: Partial<RecordCapacity> = {}) =>
  ledger.when(recordCapacity, team(differing), { actor: CLERK, at: AT, id });

describe('能力建设登记', () => {
  it('keeps one current team of a kind, and the former ones on file (第二十条、第二十四条)', () => {
    let ledger = recording(given(), 'first').thenAnswers({ id: 'first', status: 'CURRENT' });
    ledger = recording(ledger, 'monitors', { kind: 'MONITORING_TEAM' }).thenAccepted();
    ledger = recording(ledger, 'second').thenAnswers({ id: 'second', status: 'CURRENT' });
    const state = ledger.state(capacityFold, '320583');
    expect([...state.values()].map(({ recordId, status }) => `${recordId} ${status}`).toSorted()).toEqual([
      'first REPLACED',
      'monitors CURRENT',
      'second CURRENT',
    ]);
  });

  it('keeps every training and publicity day, and none before it was held (第二十五条)', () => {
    const held = { kind: 'TRAINING', on: '2026-03-10' } as const;
    const ledger = recording(given(), 'a', held as Partial<RecordCapacity>).thenAnswers({ status: 'HELD' });
    recording(ledger, 'b', held as Partial<RecordCapacity>).thenAnswers({ status: 'HELD' });
    recording(ledger, 'c', { ...held, on: '2026-03-11' as CivilDate }).thenRefused('INVALID_MEANING');
  });

  it('is kept by the place itself (第二十三条)', () => {
    const actor = officer('county-clerk', '320581');
    given().when(recordCapacity, team(), { actor, at: AT, id: 'a' }).thenRefused('FORBIDDEN_PLACE');
  });
});
