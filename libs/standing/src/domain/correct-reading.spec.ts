import { instantOf, type CivilMonth } from '#kernel';
import { policyFold, policyInForce, type PolicyKey } from '#libs/policy';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { correctReading, type CorrectReading } from './correct-reading.decider.js';
import { currentReadings } from './readings.js';
import { recordReading } from './record-reading.decider.js';
import { standingFold } from './standing.fold.js';
import { warningsOf } from './warning.policy.js';

const PLACE = '320583';
const MONITORING = officer('monitoring', '320500');
const READING = {
  place: PLACE,
  month: '2026-02' as CivilMonth,
  medium: 'AIR',
  indicator: 'PM2.5',
  value: '315',
  unit: 'μg/m³',
  target: '30',
  lastYear: null,
  valid: true,
} as const;
/** Recorded after the tenth, so it is late (policy A41). */
const recorded = given()
  .when(recordReading, READING, { actor: MONITORING, at: '2026-03-12', id: 'r-1' })
  .thenAccepted();
const correcting = (
  ledger: Given,
  figures: CorrectReading['figures'],
  { id = 'r-1', actor = MONITORING, as = 'r-2' } = {},
) => {
  const data = { id, place: PLACE, figures, reason: '小数点', decisionNo: '示例7号' };
  return ledger.when(correctReading, data, { actor, at: '2026-03-20', id: as });
};
const levels = (ledger: Given): readonly string[] => {
  const policies = <V>(key: PolicyKey) =>
    policyInForce<V>(ledger.state(policyFold, ''), key, instantOf(Date.UTC(2026, 2, 21)));
  return warningsOf(currentReadings(ledger.state(standingFold, PLACE)), policies).map(({ value }) => value);
};

describe('更正月度监测 (rulebook 1.6)', () => {
  it('takes the old figure back and records the reading anew, in one append', () => {
    const outcome = correcting(recorded, { value: '31.5' });
    outcome.thenEvents((events) =>
      expect(events.map(({ type, data }) => [type, data])).toMatchObject([
        [
          'CorrectionPosted',
          {
            record: 'MONTHLY_READING',
            recordId: 'r-1',
            replacedBy: 'r-2',
            changes: [{ field: 'value', from: '315', to: '31.5' }],
            reason: '小数点',
            decisionNo: '示例7号',
            postedOn: '2026-03-20',
          },
        ],
        ['MonthlyReadingRecorded', { readingId: 'r-2', supersedes: 'r-1', value: '31.5', target: '30' }],
      ]),
    );
    outcome.thenAnswers({
      id: 'r-2',
      status: 'CURRENT',
      value: '31.5',
      late: true,
      correction: { recordId: 'r-1', postedBy: MONITORING.id },
    });
    const { readings } = outcome.thenAccepted().state(standingFold, PLACE);
    expect([...readings.values()].map(({ id, value }) => `${id} ${value}`)).toEqual(['r-1 315', 'r-2 31.5']);
  });

  it('lets warnings follow the corrected figure', () => {
    expect(levels(recorded)).toEqual(['315']);
    expect(levels(correcting(recorded, { value: '31.5' }).thenAccepted())).toEqual(['31.5']);
    expect(levels(correcting(recorded, { value: '29' }).thenAccepted())).toEqual([]);
    expect(levels(correcting(recorded, { valid: false }).thenAccepted())).toEqual([]);
  });

  it('makes no data valid that the station’s own check failed (第十七条)', () => {
    const checks = { installed: true, networked: true, compared: false, sampled: null };
    const station = { code: '示例3号站', ...checks };
    const failed = given().when(recordReading, { ...READING, station }, { actor: MONITORING, id: 'r-1' });
    correcting(failed.thenAccepted(), { value: '31.5', valid: true }).thenAnswers({
      value: '31.5',
      valid: false,
    });
  });

  it('corrects what counts, by a figure that is one and differs, of a place of one’s own', () => {
    const once = correcting(recorded, { value: '31.5' }).thenAccepted();
    correcting(once, { value: '30' }, { as: 'r-3' }).thenRefused('WRONG_STATE');
    correcting(once, { value: '30' }, { id: 'r-2', as: 'r-3' }).thenAccepted();
    correcting(recorded, { value: '30' }, { id: 'r-9' }).thenRefused('NOT_FOUND');
    correcting(recorded, { value: '-1' }).thenRefused('INVALID_MEANING');
    correcting(recorded, { value: '315', target: '30' }).thenRefused('INVALID_MEANING');
    const stranger = officer('monitoring', '320581');
    correcting(recorded, { value: '30' }, { actor: stranger }).thenRefused('FORBIDDEN_PLACE');
  });
});
