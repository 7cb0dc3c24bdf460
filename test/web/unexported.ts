/**
 * Pages whose tables are not to be had as a file, and why. Every other page with a table has an export: the crawler
 * looks, so a new table needs either a button or a line here.
 */
export const UNEXPORTED: readonly { readonly pages: RegExp; readonly why: string }[] = [
  {
    pages: /\/(deposits|withdrawals|reductions|trades|assessments|lots|vouchers|findings)\/[^/?]+$/,
    why: 'Parts of one item: the item prints as a sheet or is a paper, and its list exports.',
  },
  {
    pages: /\/(orders|imports|inspections|parks|policies|accountability|accounts)\/[^/?]+$/,
    why: 'Parts of one item, as above.',
  },
  {
    pages: /\/pools\/[^/?]+$/,
    why: 'A balance alone, of a pool above one’s own: the list of pools exports it.',
  },
  { pages: /\/replay(\?|$)/, why: 'The events alone, for who has no pools: their file is the audit pack.' },
  { pages: /\/(deposits|withdrawals)\/new$/, why: 'What is being filled in is nobody’s record yet.' },
  { pages: /\/account$/, why: 'One’s own sessions; all of it comes with the personal data.' },
  { pages: /\/search(\?|$)/, why: 'Links to items, each of which is in a list that exports.' },
  { pages: /\/(keys|delegations|parks|imports)$/, why: 'A few lines that stand for settings, not records.' },
];
