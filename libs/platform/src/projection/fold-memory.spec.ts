import fc from 'fast-check';
import { must, type Fold, type LoggedEvent } from '#kernel';
import { lawRuns } from '../../../../test/support/runs.js';
import { FoldMemory, foldStreams } from './fold-memory.js';

/** Tells every event it has taken in, so that one too many or too few shows. */
const telling: Fold<readonly number[]> = {
  prefix: 'long',
  initial: () => [],
  evolve: (state, { position }) => [...state, position],
};

/** A log of three streams, as `numbers` have them turn by turn. */
const logOf = (numbers: readonly number[]): readonly LoggedEvent[] =>
  numbers.map((number, index) => ({
    position: index + 1,
    version: numbers.slice(0, index + 1).filter((one) => one === number).length,
    stream: `long-${number}`,
    type: 'Told',
    data: {},
  })) as unknown as readonly LoggedEvent[];

interface Page {
  readonly size: number;
  /** Somebody else had a turn before, or the page was taken in and then given up. */
  readonly fate: 'APPLIED' | 'ELSEWHERE' | 'ROLLED_BACK';
}
const pages = fc.array(
  fc.record<Page>({
    size: fc.integer({ min: 1, max: 60 }),
    fate: fc.constantFrom('APPLIED', 'APPLIED', 'APPLIED', 'ELSEWHERE', 'ROLLED_BACK'),
  }),
  { minLength: 1, maxLength: 12 },
);
const turns = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 100, maxLength: 400 });

describe('what is kept of long streams', () => {
  it('is what the log gives, however pages follow upon each other (law)', async () => {
    await fc.assert(
      fc.asyncProperty(turns, pages, async (numbers, taken) => {
        const log = logOf(numbers);
        const memory = new FoldMemory();
        const told: unknown[] = [];
        const wanted: unknown[] = [];
        let from = 0;
        for (const { size, fate } of taken) {
          const events = log.slice(from, from + size);
          if (events.length === 0) break;
          const upTo = from + events.length;
          if (fate !== 'ELSEWHERE') {
            memory.follow(from, events);
            const touched = [...new Set(events.map(({ stream }) => stream))];
            const read = async (streams: readonly string[]) =>
              log.slice(0, upTo).filter(({ stream }) => streams.includes(stream));
            told.push(await memory.states(telling, touched, read));
            wanted.push(foldStreams(telling, await read(touched)));
          }
          if (fate !== 'ROLLED_BACK') from = upTo;
        }
        expect(told).toEqual(wanted);
      }),
      lawRuns(2_000, 100),
    );
  });

  it('is not read a second time', async () => {
    const log = logOf(Array.from({ length: 200 }, () => 0));
    const memory = new FoldMemory();
    const asked: number[] = [];
    for (let from = 0; from < 200; from += 40) {
      memory.follow(from, log.slice(from, from + 40));
      const states = await memory.states(telling, ['long-0'], async () => {
        asked.push(from);
        return log.slice(0, from + 40);
      });
      expect(must(states.get('long-0'), 'state').version).toBe(from + 40);
    }
    expect(asked).toEqual([0, 40]);
  });
});
