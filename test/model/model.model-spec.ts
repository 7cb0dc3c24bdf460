import { LEDGER_DECIDERS } from '#libs/audit';
import { BATCHES, compare, STORY } from './comparison.js';
import { FAULTS } from './faults.js';
import { COMMANDS } from './reference/reference.js';
import { shrink, wordsFor, type Shrunk } from './shrink.js';
import { Tally } from './tally.js';
import { tell } from './tell.js';

/** Commands in `npm test`; a million by `npm run test:model`. */
const SLICE = 20_000;
/** A fault that so many commands do not show is one the comparison does not look for. */
const FAULT_SHOWS_WITHIN = 9_000;

/** Told of two ledgers, in `apps/api/src/ledgers/crossing.spec.ts`. */
const CROSSINGS = ['ReserveCrossing', 'TakeCrossing', 'ConcludeCrossing'];

const sidesOf = (seed: number) => ({ deciders: LEDGER_DECIDERS, batch: BATCHES[seed % BATCHES.length] ?? 1 });

describe('the ledger against a reference written from the rulebook', () => {
  const tally = new Tally();

  it(`tells ${SLICE} random commands as the reference does, refusals and figures included`, async () => {
    for (let seed = 1; tally.orders < SLICE; seed += 1) {
      const story = tell(seed, STORY);
      const { difference } = await compare(story.script, { ...sidesOf(seed), told: story });
      tally.add(story);
      if (difference === undefined) continue;
      throw new Error(wordsFor(seed, await shrink({ script: story.script, difference }, sidesOf(seed))));
    }
  }, 120_000);

  it('tells every command that the service takes, but those that need a second ledger', () =>
    expect([...COMMANDS, ...CROSSINGS].toSorted()).toEqual(
      LEDGER_DECIDERS.map(({ command }) => command).toSorted(),
    ));

  it('has seen every command accepted, and every ground on which a decider refuses', () =>
    expect(tally.missing(COMMANDS, 3)).toEqual([]));
});

describe('a rule that one of the two has wrong', () => {
  it.each(FAULTS)(
    'is found: $name',
    async ({ deciders, rules }) => {
      for (let seed = 1; seed * STORY <= FAULT_SHOWS_WITHIN; seed += 1) {
        const story = tell(seed, STORY, rules);
        const sides = { deciders: deciders?.(LEDGER_DECIDERS) ?? LEDGER_DECIDERS, batch: 64, told: story };
        if ((await compare(story.script, sides)).difference !== undefined) return;
      }
      throw new Error(`not found in ${FAULT_SHOWS_WITHIN} commands`);
    },
    60_000,
  );

  it('is told as a short script', async () => {
    const [fault] = FAULTS;
    const sides = { deciders: fault?.deciders?.(LEDGER_DECIDERS) ?? [], batch: 64 };
    let found: Shrunk | undefined;
    for (let seed = 1; found === undefined && seed * STORY <= FAULT_SHOWS_WITHIN; seed += 1) {
      const { script } = tell(seed, STORY);
      const { difference } = await compare(script, sides);
      found = difference && { script, difference };
    }
    if (found === undefined) throw new Error('found nothing to shrink');
    const shrunk = await shrink(found, sides);
    expect(shrunk.script.map(({ type }) => type)).toEqual([
      'FileReduction',
      'FileDeposit',
      'FirstReviewDeposit',
      'ReviewDepositElement',
      'ApproveDeposit',
    ]);
    expect(wordsFor(1, shrunk)).toMatch(/^seed 1: .* by the reference, .* by the product\n/);
  }, 60_000);
});
