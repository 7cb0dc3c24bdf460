/**
 * `npm run test:model`: a million commands by the ledger and by the reference, 0 differences.
 * `-- --orders 50000 --seed 7` for fewer, or for the same again.
 */
import { parseArgs } from 'node:util';
import { LEDGER_DECIDERS } from '#libs/audit';
import { BATCHES, compare, STORY } from './comparison.js';
import { COMMANDS } from './reference/reference.js';
import { shrink, wordsFor } from './shrink.js';
import { Tally } from './tally.js';
import { tell } from './tell.js';

/** So often at least must each command have been accepted, in a million. */
const FLOOR = 100;

const { values } = parseArgs({ options: { orders: { type: 'string' }, seed: { type: 'string' } } });
const orders = Number(values.orders ?? 1_000_000);
const first = Number(values.seed ?? Math.floor(Date.now() / 1_000));
console.log(`seed ${first}, ${orders} commands`);

const tally = new Tally();
const started = performance.now();
let differences = 0;
for (let seed = first; tally.orders < orders; seed += 1) {
  const story = tell(seed, STORY);
  const sides = { deciders: LEDGER_DECIDERS, batch: BATCHES[seed % BATCHES.length] ?? 1 };
  const { difference } = await compare(story.script, { ...sides, told: story });
  tally.add(story);
  if (difference !== undefined) {
    differences += 1;
    console.log(`\n${wordsFor(seed, await shrink({ script: story.script, difference }, sides))}\n`);
  }
  if ((seed - first) % 100 === 99) console.log(`${tally.orders} commands, ${differences} differences`);
}

const seconds = (performance.now() - started) / 1_000;
const missing = tally.missing(COMMANDS, Math.ceil((FLOOR * orders) / 1_000_000));
console.log(tally.lines.join('\n'));
console.log(
  `\n${tally.orders} commands in ${Math.round(seconds)} s, ${Math.round(tally.orders / seconds)} per second`,
);
console.log(`${differences} differences`);
if (missing.length > 0) console.log(`too rarely met to be proof: ${missing.join(', ')}`);
process.exitCode = differences + missing.length > 0 ? 1 : 0;
