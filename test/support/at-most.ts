/** Where tests run beside others, on whatever machine, something quick may look slow this many times over. */
const ON_A_BUSY_MACHINE = 5;

/**
 * How many milliseconds something may take at most that users are promised within so many: as promised when the tests
 * run alone (`npm run test:times` and the scripts of full counts), and a few times that when they share a machine,
 * where the bound only ends what hangs. Promises of processor time need none of it: they hold anywhere.
 */
export const atMost = (milliseconds: number): number =>
  process.env['ALONE'] === 'yes' ? milliseconds : ON_A_BUSY_MACHINE * milliseconds;
