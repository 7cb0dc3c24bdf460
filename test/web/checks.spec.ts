import fc from 'fast-check';
import { addMonths, civilDateOf, usccCheckCharacter } from '#kernel';
import {
  baselineFault,
  componentsFault,
  filingDue,
  incrementFault,
  monthsAfter,
  permitFault,
  usccCheck,
  usccFault,
} from '../../apps/web/src/parts/checks.js';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('');
const body = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 })
  .map((all) => all.join(''));

describe('checks while typing', () => {
  it('know the check character of a credit code as the ledger does', () => {
    fc.assert(fc.property(body, (code) => usccCheck(code) === usccCheckCharacter(code)));
    fc.assert(fc.property(body, (code) => usccFault(code + usccCheckCharacter(code)) === undefined));
    expect(usccFault('91320583MA10005044')?.params).toEqual({ expected: '3' });
    expect(usccFault('9132058')?.key).toBe('form.usccForm');
  });

  it('know a permit by its form and its owner', () => {
    const uscc = '91320583MA10005043';
    expect(permitFault(`${uscc}001P`, uscc)).toBeUndefined();
    expect(permitFault(`${uscc}01P`, uscc)?.key).toBe('form.permit');
    expect(permitFault(`${uscc}001P`, '91320583MA1000501R')?.key).toBe('form.permitOwner');
  });

  it('add components, look at the baseline, and compute the increment, exactly', () => {
    const line = { postDischarge: '0.3', components: { organised: '0.1', fugitive: '0.2' } };
    expect(componentsFault(line)).toBeUndefined();
    const off = { ...line, postDischarge: '0.300000001' };
    expect(componentsFault(off)?.params).toEqual({ sum: '0.3', whole: '0.300000001' });
    expect(componentsFault({ postDischarge: '1', components: { organised: '1' } })).toBeUndefined();
    expect(baselineFault({ baseline: { basis: 'NONE', amount: '0.1' } })?.key).toBe('form.baselineNone');
    const below = { postDischarge: '0.1', baseline: { basis: 'PERMIT', amount: '0.2' } };
    expect(baselineFault(below)?.key).toBe('form.baselineAbove');
    expect(incrementFault({ ...below, statedIncrement: '0' })).toBeUndefined();
    expect(incrementFault({ ...below, statedIncrement: '-0.1' })?.params).toMatchObject({ computed: '0' });
  });

  it('count the month for filing as the ledger does, to the last day of a shorter month', () => {
    const day = fc
      .date({ min: new Date('2021-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 14 }), (date, months) => {
        expect(monthsAfter(date, months)).toBe(addMonths(civilDateOf(date), months));
      }),
    );
    expect(filingDue('2026-10-20', 1, '2026-11-20')).toMatchObject({ key: 'form.due' });
    expect(filingDue('2026-10-20', 1, '2026-11-21')).toMatchObject({ key: 'form.overdue' });
    expect(filingDue('', 1, '2026-11-21')).toBeUndefined();
  });
});
