import type { Environment } from './load-config.js';

/** Variables of former versions, and what took their place. */
const RETIRED = {
  WITNESS_QUORUM: [
    '不再起作用：见证家数由政策 witness.quorum 规定，请以决定采用',
    'without effect: the policy witness.quorum says how many witnesses are needed; have it adopted',
  ],
} as const;

/** What to tell whoever still sets a variable that nothing reads any more; it stops no start. */
export const retiredWords = (environment: Environment): readonly string[] =>
  Object.entries(RETIRED)
    .filter(([variable]) => (environment[variable] ?? '') !== '')
    .map(([variable, [zh, en]]) => `${variable} ${zh} / ${en}`);
