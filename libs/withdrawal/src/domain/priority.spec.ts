import type { Json } from '#kernel';
import { PRIORITY_CLASSES, type PriorityClass } from '#contract/withdrawal';
import { given, type History } from '../../../../test/support/given.js';
import { filing, reviewing, W } from '../../../../test/support/withdrawal-steps.js';
import { goodStanding, line, lot, project } from '../../../../test/support/withdrawal.js';
import { withdrawalFold } from './withdrawal.fold.js';
import { withdrawalView } from './withdrawal.view.js';

const everywhere: History = {
  'pool-320583': [lot('county', { COD: '2' })],
  'pool-320500': [lot('city', { COD: '4' })],
  'pool-320000': [lot('province', { COD: '8' })],
  'standing-320583': [goodStanding()],
};
const asked = (priorityClass: PriorityClass, tonnes: string, priorityReason?: string) =>
  filing(given(everywhere), [line('COD', tonnes)], {
    project: project({ priorityClass }),
    ...(priorityReason === undefined ? {} : { priorityReason }),
  });
const shown = (...question: Parameters<typeof asked>): readonly Json[] =>
  asked(...question)
    .rules.filter(({ code }) => code === 'PRIORITY_REASON')
    .map(({ outcome, inputs }) => [inputs['pool'] ?? null, outcome]);
const rankOf = (...question: Parameters<typeof asked>): Json | undefined => {
  const ledger = reviewing(asked(...question).thenAccepted()).thenAccepted();
  return withdrawalView(ledger.state(withdrawalFold, W))?.priority;
};

describe('who is served first (第六条, policy A24)', () => {
  it('is shown for every pool drawn on that prefers some classes, and excludes nobody', () => {
    const county = 'pool-320583';
    const city = 'pool-320500';
    expect(shown('ORDINARY', '1')).toEqual([[county, 'NOT_APPLICABLE']]);
    expect(shown('LOCAL_MAJOR', '1')).toEqual([[county, 'PASS']]);
    for (const preferred of ['LIVELIHOOD', 'SCIENCE_DEMO', 'SEI'] as const)
      expect(shown(preferred, '3')).toEqual([
        [county, 'NOT_APPLICABLE'],
        [city, 'PASS'],
      ]);
    expect(shown('LOCAL_MAJOR', '7')).toEqual([
      [county, 'PASS'],
      [city, 'NOT_APPLICABLE'],
    ]);
    for (const anyClass of PRIORITY_CLASSES) asked(anyClass, '7').thenAccepted();
  });

  it('notes whether a reason was given', () => {
    const reasonOf = (...question: Parameters<typeof asked>) =>
      asked(...question).rules.find(
        ({ code, inputs }) => code === 'PRIORITY_REASON' && inputs['pool'] === 'pool-320500',
      );
    expect(reasonOf('ORDINARY', '3')).toMatchObject({
      outcome: 'NOT_APPLICABLE',
      inputs: { priority: 'LIVELIHOOD, SCIENCE_DEMO, SEI', priorityClass: 'ORDINARY', reasonGiven: false },
    });
    expect(reasonOf('ORDINARY', '3', '全市唯一危废处置能力')).toMatchObject({
      outcome: 'NOT_APPLICABLE',
      inputs: { reasonGiven: true },
    });
  });

  it('ranks by the highest tier drawn on, for queues to sort by', () => {
    expect(rankOf('ORDINARY', '3', '理由')).toEqual({ rank: 2, class: 'ORDINARY', reason: '理由' });
    expect(rankOf('SEI', '3')).toEqual({ rank: 1, class: 'SEI', reason: null });
    expect(rankOf('SEI', '1')).toMatchObject({ rank: 2 });
    expect(rankOf('LOCAL_MAJOR', '1')).toMatchObject({ rank: 1 });
    expect(rankOf('LOCAL_MAJOR', '3')).toMatchObject({ rank: 2 });
    expect(rankOf('ORDINARY', '7')).toMatchObject({ rank: 1 });
  });
});
