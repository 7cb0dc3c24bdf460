/** How many runs a long law gets: a slice in `npm test`, all of them in `npm run test:laws`. */
export const lawRuns = (all: number, slice: number): { readonly numRuns: number } => ({
  numRuns: process.env['LAWS'] === 'all' ? all : slice,
});
