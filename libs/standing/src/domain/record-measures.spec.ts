import { instantOf, type CivilMonth } from '#kernel';
import { policyFold, policyInForce, type PolicyKey } from '#libs/policy';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { measuresAbout } from './measure.view.js';
import { recordMeasures, type RecordMeasures } from './record-measures.decider.js';
import { recordReading } from './record-reading.decider.js';
import { standingFold, standingLine } from './standing.fold.js';
import { standingView } from './standing.view.js';

const PLACE = '320583';
const CLERK = officer('county-clerk', PLACE);
const measured = (ledger: Given, value: string, valid = true): Given =>
  ledger
    .when(
      recordReading,
      {
        place: PLACE,
        month: '2026-02' as CivilMonth,
        medium: 'AIR',
        indicator: 'PM2.5',
        value,
        unit: 'µg/m³',
        target: '30',
        lastYear: null,
        valid,
      },
      { actor: officer('monitoring', '320500') },
    )
    .thenAccepted();
const taking = (ledger: Given, differing: Partial<RecordMeasures> = {}, actor = CLERK) => {
  const measures = {
    place: PLACE,
    month: '2026-02' as CivilMonth,
    medium: 'AIR',
    indicator: 'PM2.5',
    taken: '示例：错峰生产',
    documentNo: null,
  } as const;
  return ledger.when(recordMeasures, { ...measures, ...differing }, { actor, id: 'm-1' });
};

describe('整改措施 (第九条)', () => {
  it('are recorded by the area about a warning that stands', () => {
    const ledger = taking(measured(given(), '31')).thenAnswers({
      id: 'm-1',
      place: PLACE,
      status: 'RECORDED',
      taken: '示例：错峰生产',
      recordedOn: '2026-03-02',
      recordedBy: CLERK.id,
    });
    const state = ledger.state(standingFold, PLACE);
    const about = { month: '2026-02' as CivilMonth, medium: 'AIR', indicator: 'PM2.5' } as const;
    expect(measuresAbout(state, about)).toMatchObject([{ id: 'm-1' }]);
    for (const other of [
      { month: '2026-01' as CivilMonth },
      { medium: 'WATER' },
      { indicator: 'PM10' },
    ] as const)
      expect(measuresAbout(state, { ...about, ...other })).toEqual([]);
  });

  it('answer no warning that does not stand', () => {
    taking(given()).thenRefused('NO_WARNING_STANDS', { place: PLACE, indicator: 'PM2.5' });
    taking(measured(given(), '30')).thenRefused('NO_WARNING_STANDS');
    taking(measured(given(), '31', false)).thenRefused('NO_WARNING_STANDS');
    taking(measured(measured(given(), '31'), '29')).thenRefused('NO_WARNING_STANDS');
    taking(measured(given(), '31'), { indicator: 'PM10' }).thenRefused('NO_WARNING_STANDS');
    taking(measured(given(), '31'), {}, officer('county-clerk', '320585')).thenRefused('FORBIDDEN_PLACE');
  });

  it('stand in the standing of the place from the day they were recorded', () => {
    const ledger = taking(measured(given(), '31')).thenAccepted();
    const policies = <V>(key: PolicyKey) => policyInForce<V>(policyFold.initial('policy'), key, instantOf(0));
    const seen = (moment: number) =>
      standingView(standingLine(ledger.reader(), PLACE), instantOf(moment), policies)['measures'];
    expect(seen(Date.UTC(2026, 2, 2))).toMatchObject([{ id: 'm-1' }]);
    expect(seen(Date.UTC(2026, 2, 1, 15, 59))).toEqual([]);
  });
});
