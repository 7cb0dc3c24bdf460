import { instantOf, type CivilMonth } from '#kernel';
import { STATION_CHECKS, type Station } from '#contract/standing';
import { policyFold, policyInForce, type PolicyKey } from '#libs/policy';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { proposeSuspension } from './propose-suspension.decider.js';
import { currentReadings } from './readings.js';
import { recordReading } from './record-reading.decider.js';
import { standingFold } from './standing.fold.js';
import { hasImproved, warningsOf } from './warning.policy.js';

const PLACE = '320583';
const MONITORING = officer('monitoring', '320500');
const GOOD: Station = { code: 'KS-1', installed: true, networked: true, compared: true, sampled: true };
const UNKNOWN: Station = { code: 'KS-1', installed: null, networked: null, compared: null, sampled: null };

interface Measured {
  readonly station?: Station | null;
  readonly valid?: boolean;
  readonly value?: string;
  readonly month?: string;
}
const recording = (
  ledger: Given,
  { station = null, valid = true, value = '40', month = '2026-02' }: Measured,
) =>
  ledger.when(
    recordReading,
    {
      place: PLACE,
      month: month as CivilMonth,
      medium: 'AIR',
      indicator: 'PM2.5',
      value,
      unit: 'µg/m³',
      target: '30',
      lastYear: null,
      valid,
      station,
    },
    { actor: MONITORING, id: `r-${month}` },
  );
const policies = <V>(key: PolicyKey) => policyInForce<V>(policyFold.initial('policy'), key, instantOf(0));
const readings = (ledger: Given) => currentReadings(ledger.state(standingFold, PLACE));
const proposing = (ledger: Given) =>
  ledger.when(
    proposeSuspension,
    { place: PLACE, effectiveFrom: '2026-03-10', reason: '示例', readingIds: ['r-2026-02'] },
    { actor: MONITORING },
  );

describe('监测数据质量 (第十七条)', () => {
  it('keeps a valid reading valid while no check of its station failed', () => {
    for (const station of [null, UNKNOWN, GOOD]) {
      const outcome = recording(given(), { station });
      outcome.thenAnswers({ valid: true, station: station && { ...station } });
      expect(outcome.verdicts('DATA_QUALITY')).toEqual([station === null ? 'NOT_APPLICABLE' : 'PASS']);
    }
    recording(given(), { station: GOOD, valid: false }).thenAnswers({ valid: false });
  });

  it.each(STATION_CHECKS)('keeps a reading whose station is not %s, as invalid', (check) => {
    const outcome = recording(given(), { station: { ...UNKNOWN, [check]: false } });
    const rule = outcome.rules.find(({ code }) => code === 'DATA_QUALITY');
    expect(rule?.inputs).toEqual({ station: 'KS-1', failing: check, valid: false });
    const ledger = outcome.thenAnswers({ valid: false });
    expect(warningsOf(readings(ledger), policies)).toEqual([]);
    proposing(ledger).thenRefused('READINGS_REQUIRED', { missing: 'r-2026-02' });
  });

  it('lets a valid one warn, propose and show an improvement, and an invalid one none of it', () => {
    const bad = recording(given(), { station: GOOD }).thenAccepted();
    expect(warningsOf(readings(bad), policies)).toHaveLength(1);
    proposing(bad).thenAccepted();
    const better = (station: Station) => {
      const first = recording(given(), { value: '20', month: '2026-01' }).thenAccepted();
      return hasImproved(readings(recording(first, { value: '20', station }).thenAccepted()));
    };
    expect(better(GOOD)).toBe(true);
    expect(better({ ...GOOD, compared: false })).toBe(false);
  });
});
