import { given, officer } from '../../../../test/support/given.js';
import {
  amend,
  everywhere,
  filed,
  fileOf,
  LOCAL,
  review,
  start,
  statusOf,
} from '../../../../test/support/withdrawal-course.js';
import { filing, reviewing, W } from '../../../../test/support/withdrawal-steps.js';
import { line, lot, project, suspended } from '../../../../test/support/withdrawal.js';

describe('filing (第七条、第八条)', () => {
  it('names the demand, what it requires, and where it could come from', () => {
    filing(start, LOCAL).thenEvents([
      {
        stream: 'withdrawal-w-1',
        type: 'DemandFiled',
        occurredAt: '2026-03-01T16:00:00.000Z' as never,
        data: {
          withdrawalId: W,
          project: project(),
          path: 'POOL',
          pools: [],
          lines: LOCAL,
          required: [{ pollutant: 'COD', increment: '1', ratio: '2', required: '2' }],
          policies: expect.arrayContaining(['sei.pollutants@0', 'demand.scope@0']) as never,
          effectiveOn: '2026-03-02',
          filedOn: '2026-03-02',
          rulingNo: null,
          tradeVouchers: [],
          eiaDocument: 'FORM',
        },
      },
    ]);
    filing(start, LOCAL).thenAnswers({
      id: W,
      place: '320583',
      status: 'FILED',
      effectiveOn: '2026-03-02',
      lines: [{ pollutant: 'COD', required: '2' }],
      plan: [{ pool: 'pool-320583', lotId: 'county', amount: '2' }],
      shortfall: [],
    });
  });

  it('takes effect now, or at the end of a past day it names', () => {
    const momentOf = (effectiveOn: string | null): string | undefined => {
      let occurred: string | undefined;
      filing(start, LOCAL, { effectiveOn: effectiveOn as never, at: '2026-03-02T10:00:00+08:00' }).thenEvents(
        (events) => {
          occurred = events[0]?.occurredAt;
        },
      );
      return occurred;
    };
    expect([null, '2026-03-02', '2026-02-27'].map(momentOf)).toEqual([
      '2026-03-02T02:00:00.000Z',
      '2026-03-02T02:00:00.000Z',
      '2026-02-27T15:59:59.999Z',
    ]);
  });

  it('refuses a future day, purchases for now, and places of others', () => {
    filing(start, LOCAL, { effectiveOn: '2026-03-03' as never }).thenRefused('EFFECTIVE_DATE_INVALID', {
      effectiveOn: '2026-03-03',
      today: '2026-03-02',
    });
    filing(start, LOCAL, { path: 'TRADE' }).thenRefused('INSUFFICIENT_QUOTA');
    filing(start, LOCAL, { actor: officer('county-clerk', '320585') }).thenRefused('FORBIDDEN_PLACE', {
      place: '320583',
    });
    filing(start, LOCAL, { project: project({ place: '320999' }) }).thenRefused('INVALID_MEANING');
  });
});

describe('amending', () => {
  it('computes the demand anew, as between the two versions of EIA-07 and EIA-06', () => {
    const roomy = given({ 'pool-320583': [lot('a', { VOCs: '9' })] });
    const before = filing(roomy, [line('VOCs', '1.557')]).thenAnswers({ lines: [{ required: '3.114' }] });
    const after = amend(before, [line('VOCs', '1.72')]).thenAnswers({
      status: 'FILED',
      lines: [{ required: '3.44' }],
    });
    expect(fileOf(reviewing(after).thenAccepted())).toMatchObject({
      draws: [{ lotId: 'a', amount: '3.44' }],
    });
  });

  it('asks every rule again and brings a returned filing back', () => {
    amend(filed, [line('COD', '50')]).thenRefused('INSUFFICIENT_QUOTA');
    const returned = review(filed, 'RETURN').thenAccepted();
    expect(statusOf(amend(returned).thenAccepted())).toBe('FILED');
  });

  it('keeps the past day it takes effect on', () => {
    const late = { 'standing-320583': [suspended('320583', '2026-03-01', ['WITHDRAW_LOCAL'])] };
    const back = filing(given({ ...everywhere, ...late }), LOCAL, {
      effectiveOn: '2026-02-28' as never,
    }).thenAccepted();
    amend(back, [line('COD', '0.5')]).thenAccepted();
  });
});
