import type { CivilMonth } from '#kernel';
import {
  declineSuspension,
  liftSuspension,
  orderSuspension,
  proposeSuspension,
  recordMeasures,
  recordReading,
} from '#libs/standing';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { deskAt, seenBy, theTask, waiting } from '../../../../test/support/inbox.js';

const monitoring = officer('monitoring', '320500');
const lead = officer('bureau-lead', '320500');
const PLACE = '320583';

interface Measured {
  readonly place?: string;
  readonly target?: string;
  readonly id?: string;
}
/** A reading of the eighth of the month after; 30 is the target unless told. */
const measured = (
  ledger: Given,
  [month, value]: readonly [string, string],
  { place = PLACE, target = '30', id = `r-${place}-${month}` }: Measured = {},
): Given => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  const data = {
    place,
    month: month as CivilMonth,
    medium: 'AIR',
    indicator: 'PM2.5',
    value,
    unit: 'μg/m³',
    target,
    lastYear: null,
    valid: true,
  } as const;
  return ledger.when(recordReading, data, { actor: monitoring, at: `${next}-08`, id }).thenAccepted();
};
const series = (...values: readonly (readonly [string, string])[]): Given =>
  values.reduce<Given>((ledger, value) => measured(ledger, value), given());
const ofPlace = (ledger: Given, day: string): readonly string[] =>
  waiting(deskAt(ledger, day)).filter((one) => one.startsWith('WARNING') || one.startsWith('SUSPENSION'));

const proposal = {
  place: PLACE,
  effectiveFrom: '2026-04-10',
  reason: '示例',
  readingIds: ['r-320583-2026-03'],
};
const proposed = (ledger: Given, actor = monitoring): Given =>
  ledger.when(proposeSuspension, proposal, { actor, at: '2026-04-09', id: 's-1' }).thenAccepted();

describe('a warning', () => {
  const one = series(['2026-02', '29'], ['2026-03', '31']);
  const two = measured(one, ['2026-04', '32']);

  it('of one bad month is the area’s to act on', () => {
    expect(ofPlace(one, '2026-04-09')).toEqual([
      'WARNING_MEASURES 320583 2026-03 AIR PM2.5 AIR 2026-04-15 step.due',
    ]);
    expect(seenBy(deskAt(one, '2026-04-09'), 'WARNING_MEASURES')).toEqual(['county-clerk@320583']);
    const park = measured(given(), ['2026-03', '31'], { place: 'park-sip' });
    expect(seenBy(deskAt(park, '2026-04-09'), 'WARNING_MEASURES')).toEqual(['park-clerk@park-sip']);
  });

  it('of two bad months is the monitors’ to propose on, the newest only', () => {
    expect(ofPlace(two, '2026-05-09')).toEqual([
      'WARNING_PROPOSAL 320583 2026-04 AIR PM2.5 AIR 2026-05-14 step.due',
    ]);
    expect(seenBy(deskAt(two, '2026-05-09'), 'WARNING_PROPOSAL')).toEqual(['monitoring@320500']);
  });

  it('goes with a better month, with a proposal on its reading, with an order over the place or its county', () => {
    expect(ofPlace(measured(two, ['2026-05', '12']), '2026-06-09')).toEqual([]);
    expect(ofPlace(proposed(one), '2026-04-10').join()).not.toContain('WARNING');
    const ordered = proposed(one)
      .when(
        orderSuspension,
        { id: 's-1', place: PLACE, orderNo: '示例1号' },
        { actor: lead, at: '2026-04-10' },
      )
      .thenAccepted();
    const worse = measured(ordered, ['2026-04', '33']);
    expect(ofPlace(worse, '2026-05-09')).toEqual([]);
    expect(ofPlace(measured(worse, ['2026-04', '33'], { place: 'park-kunshan-dev' }), '2026-05-09')).toEqual(
      [],
    );
  });
});

describe('measures about a warning', () => {
  const acted = (ledger: Given, month: string, at: string): Given =>
    ledger
      .when(
        recordMeasures,
        {
          place: PLACE,
          month: month as CivilMonth,
          medium: 'AIR',
          indicator: 'PM2.5',
          taken: '示例',
          documentNo: null,
        },
        { actor: officer('county-clerk', PLACE), at },
      )
      .thenAccepted();
  const notice = series(['2026-02', '29'], ['2026-03', '31']);

  it('end a notice, and that of no other month', () => {
    const done = acted(notice, '2026-03', '2026-04-10');
    expect(ofPlace(done, '2026-04-10')).toEqual([]);
    const bad = series(['2026-01', '31'], ['2026-02', '29'], ['2026-03', '31']);
    expect(ofPlace(acted(bad, '2026-01', '2026-04-10'), '2026-04-10')).toHaveLength(1);
  });

  it('do not stand for the proposal that two bad months ask for', () => {
    const two = acted(measured(notice, ['2026-04', '32']), '2026-04', '2026-05-09');
    expect(ofPlace(two, '2026-05-09')).toHaveLength(1);
  });
});

describe('a proposed suspension', () => {
  const ledger = proposed(series(['2026-03', '31']));

  it('is the lead’s to decide, unless the lead proposed it', () => {
    expect(ofPlace(ledger, '2026-04-09')).toEqual(['SUSPENSION_DECISION s-1 2026-04-16 step.due']);
    expect(seenBy(deskAt(ledger, '2026-04-09'), 'SUSPENSION_DECISION')).toEqual(['bureau-lead@320500']);
    const own = deskAt(proposed(series(['2026-03', '31']), { ...lead, roles: ['monitoring'] }), '2026-04-09');
    expect(seenBy(own, 'SUSPENSION_DECISION')).toEqual([]);
    expect(theTask(own, 'SUSPENSION_DECISION').doers.except).toEqual([lead.id]);
  });

  it('waits no longer once ordered or declined', () => {
    const order = { id: 's-1', place: PLACE, orderNo: '示例1号' };
    expect(
      ofPlace(ledger.when(orderSuspension, order, { actor: lead }).thenAccepted(), '2026-04-10'),
    ).toEqual([]);
    const no = { id: 's-1', place: PLACE, reason: '示例' };
    expect(ofPlace(ledger.when(declineSuspension, no, { actor: lead }).thenAccepted(), '2026-04-10')).toEqual(
      [],
    );
  });
});

describe('an order', () => {
  const ordered = proposed(series(['2026-03', '31']))
    .when(orderSuspension, { id: 's-1', place: PLACE, orderNo: '示例1号' }, { actor: lead, at: '2026-04-10' })
    .thenAccepted();
  const better = measured(ordered, ['2026-04', '28']);
  const good = measured(better, ['2026-05', '27']);

  it('is the lead’s to lift once its readings have been good for two months', () => {
    expect(ofPlace(better, '2026-06-09')).toEqual([]);
    expect(ofPlace(good, '2026-06-09')).toEqual(['SUSPENSION_LIFTING s-1 2026-06-15 step.due']);
    expect(seenBy(deskAt(good, '2026-06-09'), 'SUSPENSION_LIFTING')).toEqual(['bureau-lead@320500']);
    const lift = { id: 's-1', place: PLACE };
    const lifted = good.when(liftSuspension, lift, { actor: lead, at: '2026-06-09' }).thenAccepted();
    expect(ofPlace(lifted, '2026-06-10')).toEqual([]);
  });
});

describe('monthly readings', () => {
  const due = (ledger: Given, day: string): readonly string[] =>
    waiting(deskAt(ledger, day), 'READING_DUE').filter((one) => /320583|park/.test(one));

  it('are due some days after the month for every county, indicator by indicator once it is measured (A41)', () => {
    expect(due(given(), '2026-04-03')).toEqual(['READING_DUE 320583 2026-03 2026-04-10 month.due']);
    expect(waiting(deskAt(given(), '2026-04-03'), 'READING_DUE')).toHaveLength(9);
    const february = series(['2026-02', '29']);
    expect(due(february, '2026-03-31')).toEqual([]);
    expect(due(february, '2026-04-01')).toEqual([
      'READING_DUE 320583 2026-03 PM2.5 AIR 2026-04-10 month.due',
    ]);
    expect(due(measured(february, ['2026-03', '29']), '2026-04-08')).toEqual([]);
    expect(seenBy(deskAt(february, '2026-04-01'), 'READING_DUE')).toEqual(['monitoring@320500']);
  });

  it('stay due month by month, of a park only where it has been measured, and not after a year without any', () => {
    const park = measured(given(), ['2026-01', '29'], { place: 'park-sip' });
    expect(due(park, '2026-04-01').filter((one) => one.includes('park'))).toEqual([
      'READING_DUE park-sip 2026-02 PM2.5 AIR 2026-03-10 month.due',
      'READING_DUE park-sip 2026-03 PM2.5 AIR 2026-04-10 month.due',
    ]);
    expect(due(park, '2027-02-28').filter((one) => one.includes('park'))).toHaveLength(12);
    expect(due(park, '2027-03-01').filter((one) => one.includes('park'))).toEqual([]);
  });
});
