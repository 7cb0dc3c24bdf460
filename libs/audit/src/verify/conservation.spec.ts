import type { LoggedEvent } from '#kernel';
import type { SplitLine, TierSplitApplied } from '#contract/deposit';
import { t } from '../../../../test/support/samples.js';
import { conservationBreaches } from './conservation.js';
import { LedgerStates } from './states.js';

const line = (gross: string, municipal: string, local: string): SplitLine => ({
  pollutant: 'COD',
  gross: t(gross),
  obligations: t('0'),
  provincial: t('0'),
  net: t(gross),
  municipal: t(municipal),
  local: t(local),
});
const area = (place: string, own: SplitLine) => ({ place, localPool: `pool-${place}`, lines: [own] });

const breaches = (lines: readonly SplitLine[], areas?: TierSplitApplied['data']['areas']) => {
  const pools = { municipalPool: 'pool-320500', localPool: 'pool-320583', provincialPool: 'pool-320000' };
  const data = { lotId: 'lot-1', ...pools, lines, ...(areas && { areas }), policies: [] };
  const event = { type: 'TierSplitApplied', stream: 'deposit-1', data } as unknown as LoggedEvent;
  return conservationBreaches(event, new LedgerStates());
};

describe('the parts of a split', () => {
  const whole = line('40', '12', '28');

  it('are the whole', () => {
    expect(breaches([whole])).toEqual([]);
    expect(breaches([line('40', '12', '27.999999999')])).toEqual([
      'deposit-1 COD: 39.999999999 t/a of 40 t/a',
    ]);
  });

  it('are the whole in every area that shares the work, and together', () => {
    const [six, four] = [line('24', '7.2', '16.8'), line('16', '4.8', '11.2')];
    expect(breaches([whole], [area('320583', six), area('320509', four)])).toEqual([]);
    expect(breaches([whole], [area('320583', six), area('320509', line('16', '4.8', '11.1'))])).toEqual([
      'deposit-1 COD: 15.9 t/a of 16 t/a',
      'deposit-1 COD local: 27.9 t/a of 28 t/a',
    ]);
    expect(breaches([whole], [area('320583', six)])).toHaveLength(4);
  });
});
