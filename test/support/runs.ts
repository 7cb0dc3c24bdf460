/** Whether laws are only glanced at. */
export const isGlance = process.env['LAWS'] === 'glance';

/**
 * How many runs a law gets: a glance in `npm run test:pure`, a slice in `npm test`, all of them in
 * `npm run test:laws`.
 */
export const lawRuns = (all: number, slice = all): { readonly numRuns: number } => {
  const runs: Readonly<Record<string, number>> = { all, glance: Math.ceil(slice / 20) };
  return { numRuns: runs[process.env['LAWS'] ?? ''] ?? slice };
};
